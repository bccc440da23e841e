"""Text that HTML, SVG, Word and spreadsheets can all hold."""

from __future__ import annotations

import re

# What XML 1.0 forbids (section 2.2): control characters but tab and line feeds, surrogates, and two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text without characters that no XML document may hold, which people paste in unawares."""
    return _FORBIDDEN.sub("", text)
