"""What this app tells the ground about itself."""

from __future__ import annotations


def register_all() -> None:
    """Called once, from `ready()`."""
