"""Records to outside."""
