"""Does a text name somebody who is not to be named?"""

from __future__ import annotations

from collections.abc import Iterable


def says_any(text: str, kept: Iterable[str]) -> bool:
    """Whether one of these names, addresses or numbers stands in the text, in any case and with any space between its
    words. Empty ones are nowhere."""
    plain = " ".join(text.casefold().split())
    return any(each.strip() and each.strip().casefold() in plain for each in kept)
