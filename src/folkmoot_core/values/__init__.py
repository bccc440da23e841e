"""Small values that every package shares: what is wrong with something, and references people can read aloud."""

from folkmoot_core.values.cells import harmless_cell
from folkmoot_core.values.faults import Fault, Invalid
from folkmoot_core.values.naming import says_any
from folkmoot_core.values.nouns import both_numbers
from folkmoot_core.values.references import make_reference, normalise_reference

__all__ = ["Fault", "Invalid", "both_numbers", "harmless_cell", "make_reference", "normalise_reference", "says_any"]
