"""Labels on their way to the tools of annotators and back."""
