"""United Kingdom postcodes as data: read what people type, and mend one slip."""

from folkmoot_core.postcodes.areas import AREAS
from folkmoot_core.postcodes.parsing import UNUSABLE, Kind, Parsed, parse
from folkmoot_core.postcodes.repairs import candidates, suggestions

__all__ = ["AREAS", "UNUSABLE", "Kind", "Parsed", "candidates", "parse", "suggestions"]
