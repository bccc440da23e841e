"""Bringing answers in words under themes, one module for each step of the work."""
