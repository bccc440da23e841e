"""Themes in free text: what residents wrote, made ready for people to settle what it is about."""
