"""Reads of casework that span tables."""
