"""Rows to what the core works with: faces of an agenda, and the pack."""
