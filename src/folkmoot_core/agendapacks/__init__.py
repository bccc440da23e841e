"""Published agenda packs, read from their plain text into values that say where each was read and how sure it is.

Rules are for the forms that councils use (front sheet, numbered items with pages, heads of reports, minutes with
RESOLVED), never for the words of one council. What cannot be read is listed; nothing is guessed in silence.
"""

from folkmoot_core.agendapacks.reading import read_pack, read_text
from folkmoot_core.agendapacks.values import AgendaPack
from folkmoot_core.agendapacks.writing import as_listing, as_plain

__all__ = ["AgendaPack", "as_listing", "as_plain", "read_pack", "read_text"]
