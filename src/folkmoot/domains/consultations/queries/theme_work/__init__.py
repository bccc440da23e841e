"""Bringing answers in words under themes: what the pages show, one module for each step of the work."""
