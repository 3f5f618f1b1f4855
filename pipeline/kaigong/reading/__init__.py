"""Outside to articles."""
