"""Thin: read the request, call an action or a query, render."""
