"""Shapes out: sheets of answers to fill in, and the same sheets filled in."""
