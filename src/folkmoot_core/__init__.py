"""The pure part of Folkmoot: no Django, no network, no wall clock, no randomness of its own.

Instants, dates and random bytes are arguments. Every package below may be used on its own.
"""
