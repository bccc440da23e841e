"""Folkmoot: the system a county partnership runs its conversation with residents on."""

__version__ = "0.1.0"
