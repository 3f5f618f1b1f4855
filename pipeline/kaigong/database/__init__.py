"""Databases: where records are loaded, and where articles may come from."""
