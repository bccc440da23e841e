"""Addresses in running text, so that a page, a PDF and a Word document can make links of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Of the web only, and without the full stop or bracket that a sentence puts behind one.
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_EITHER = re.compile(f"({_ADDRESS.pattern})|({_MAIL.pattern})")


@dataclass(frozen=True, slots=True)
class Run:
    """Some text, and where it leads; nowhere if `address` is empty."""

    text: str
    address: str = ""


def runs(text: str) -> tuple[Run, ...]:
    """The text in order, cut where an address begins and ends."""
    found: list[Run] = []
    place = 0
    for match in _EITHER.finditer(text):
        if match.start() > place:
            found.append(Run(text[place : match.start()]))
        target = match[0] if match[1] else f"mailto:{match[0]}"
        found.append(Run(match[0], target))
        place = match.end()
    if place < len(text):
        found.append(Run(text[place:]))
    return tuple(found)
