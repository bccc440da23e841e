"""Cells of files that people open in a spreadsheet program."""

from __future__ import annotations

from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless_cell(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet program would run it as a formula (OWASP, CSV
    injection)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
