"""The county's colour, as a style sheet. Only a plain hex colour goes in, so that a pack cannot smuggle in style."""

from __future__ import annotations

import re
from typing import Any

HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
LIGHTEST_FOR_WHITE_TEXT = 4.5


def style_sheet(colours: Any) -> str:
    """CSS that sets the county's brand colour, and dark text upon it where white could not be read.

    `colours` is the pack's mapping; anything in it that is not a hex colour is left out.
    """
    brand = colours.get("brand") if isinstance(colours, dict) else None
    if not isinstance(brand, str) or not HEX.fullmatch(brand):
        return ""
    text = "#fff" if contrast_with_white(brand) >= LIGHTEST_FOR_WHITE_TEXT else "#16191d"
    return f":root{{--county-brand:{brand};--county-brand-text:{text}}}\n"


def contrast_with_white(colour: str) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.2, definition of contrast ratio, with relative luminance of sRGB)."""
    digits = colour.lstrip("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[at : at + 2] for at in (0, 2, 4)]
    red, green, blue = (_linear(int(pair, 16) / 255) for pair in pairs)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
