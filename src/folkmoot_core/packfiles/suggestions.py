"""Guess what a misspelt name was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def mend_name(typed: str, allowed: Iterable[str]) -> str:
    """A mend for a name that is not known: the nearest known name, or else the list of them.

    >>> mend_name("sumary", ["title", "summary"])
    "Did you mean 'summary'?"
    """
    names = list(allowed)
    near = get_close_matches(typed.casefold(), [name.casefold() for name in names], n=1, cutoff=0.7)
    if near:
        meant = next(name for name in names if name.casefold() == near[0])
        return f"Did you mean '{meant}'?"
    if not names:
        return "Take it out."
    shown = ", ".join(names[:20]) + (" …" if len(names) > 20 else "")
    return f"Use one of: {shown}."
