"""A whole site in one file, and back again."""
