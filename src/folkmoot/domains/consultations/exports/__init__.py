"""Counts and responses as files for spreadsheets, and charts as pictures."""
