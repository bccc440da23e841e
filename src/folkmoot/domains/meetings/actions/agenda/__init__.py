"""Putting an agenda together: items, papers, files."""
