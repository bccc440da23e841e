"""Read a United Kingdom postcode, whole or in part, as people type it.

Sources: BS 7666-2:2006 annex C and Royal Mail's PAF programmers' guide. A postcode is an outward code (area letters and
district: A9, A99, A9A, AA9, AA99 or AA9A) and an inward code (sector digit and two unit letters, never C I K M O V).
Q V X do not come first, I J Z do not come second; A9A ends in ABCDEFGHJKPSTUW and AA9A in ABEHMNPRVWXY.
`GIR 0AA` stands outside the pattern, as do British Forces numbers (`BFPO 58`); the Crown dependencies keep to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from folkmoot_core.postcodes.areas import AREAS

_LONGEST = 60  # characters; no postcode needs more, and a pasted letter need not be searched
_OUTWARD_FORMS = ("A9", "A99", "AA9", "A9A", "AA99", "AA9A")
_OUTWARD = re.compile(
    r"[A-PR-UWYZ](?:\d|[1-9]\d|\d[ABCDEFGHJKPSTUW])"
    r"|[A-PR-UWYZ][A-HK-Y](?:\d|[1-9]\d|\d[ABEHMNPRVWXY])",
    re.ASCII,
)
_INWARD = re.compile(r"\d(?:[ABD-HJLNP-UW-Z]{2})?", re.ASCII)
_CUT_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Z]", re.ASCII)
_FORCES = re.compile(r"BFP[0O](\d{0,4})", re.ASCII)
_TO_DIGIT = str.maketrans("OI", "01")
_TO_LETTER = str.maketrans("01", "OI")


class Kind(StrEnum):
    """How much of a postcode was given."""

    FULL = "full"
    SECTOR = "sector"
    DISTRICT = "district"
    AREA = "area"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a typed postcode says.

    `normal` is the standard way to write it: `ME14 1XQ`, `ME14 1`, `ME14` or `ME`; "" when it is unusable.
    `area`, `district` and `sector` are filled as far as it goes (`ME`, `ME14`, `ME14 1`).
    """

    kind: Kind
    normal: str = ""
    area: str = ""
    district: str = ""
    sector: str = ""

    @property
    def usable(self) -> bool:
        return self.kind is not Kind.UNUSABLE


UNUSABLE = Parsed(Kind.UNUSABLE)


def parse(text: str) -> Parsed:
    """Read a postcode or a part of one; never raises.

    Case, spaces and punctuation do not matter, nor do O for 0 and I for 1 (either way) where only one can be right.
    Without a space the longest reading wins that needs no guess: `ME14` is the district, `ME1 4` the sector.
    A whole postcode that lacks its last letter (`ME14 1X`) is read as its sector.
    """
    words = typed_words(text)
    squeezed = "".join(words)
    special = _special(squeezed)
    if special is not None:
        return special
    if squeezed in AREAS:
        return Parsed(Kind.AREA, squeezed, squeezed)
    for outward_typed, inward_typed in _splits(words):
        inward = _mend_inward(inward_typed)
        if inward is None:
            continue
        outward = outward_typed if _is_outward(outward_typed) else _mend_outward(outward_typed, whole=len(inward) == 3)
        if outward is not None:
            return _parsed(outward, inward)
    return UNUSABLE


def typed_words(text: str) -> list[str]:
    """The typed text as runs of capital letters and digits; [] where it is too long to be a postcode."""
    if len(text) > _LONGEST:
        return []
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.findall(r"[A-Z0-9]+", plain)


def _splits(words: list[str]) -> Iterator[tuple[str, str]]:
    """Ways to part what was typed into outward and inward, the likeliest first."""
    squeezed = "".join(words)
    yield squeezed[:-3], squeezed[-3:]
    for at in range(len(words) - 1, 0, -1):
        yield "".join(words[:at]), "".join(words[at:])
    if len(words) == 1 or len(squeezed) <= 4:
        yield squeezed, ""
        yield squeezed[:-2], squeezed[-2:]
        yield squeezed[:-1], squeezed[-1:]


def _parsed(outward: str, inward: str) -> Parsed:
    area = _area(outward)
    if not inward:
        return Parsed(Kind.DISTRICT, outward, area, outward)
    sector = f"{outward} {inward[0]}"
    if len(inward) == 3:
        return Parsed(Kind.FULL, f"{outward} {inward}", area, outward, sector)
    return Parsed(Kind.SECTOR, sector, area, outward, sector)


def _area(outward: str) -> str:
    return outward[:2] if outward[1].isalpha() else outward[0]


def _special(squeezed: str) -> Parsed | None:
    if squeezed.translate(_TO_LETTER) == "GIROAA":
        return Parsed(Kind.FULL, "GIR 0AA", "GIR", "GIR", "GIR 0")
    forces = _FORCES.fullmatch(squeezed)
    if forces is None:
        return None
    number = forces[1]
    return Parsed(Kind.FULL if number else Kind.DISTRICT, f"BFPO {number}".strip(), "BFPO", "BFPO")


def _mend_inward(typed: str) -> str | None:
    if not typed:
        return ""
    mended = typed[0].translate(_TO_DIGIT) + typed[1:]
    return mended if _INWARD.fullmatch(mended) or _CUT_INWARD.fullmatch(mended) else None


def _mend_outward(typed: str, *, whole: bool) -> str | None:
    """The one outward code that swapping O and 0, I and 1 can give; None if there is none, or more than one.

    As this is a guess, the area must be in use, and a part of a postcode must show a letter and a digit of its own:
    the word "no" is not district N0.
    """
    if not whole and (typed.isalpha() or typed.isdigit()):
        return None
    readings = {_shaped(typed, form) for form in _OUTWARD_FORMS if len(form) == len(typed)}
    possible = [reading for reading in readings if _is_outward(reading) and _area(reading) in AREAS]
    return possible[0] if len(possible) == 1 else None


def _shaped(typed: str, form: str) -> str:
    """The typed characters with O, 0, I and 1 turned into the letter or digit that the form has there."""
    return "".join(
        character.translate(_TO_LETTER if wanted == "A" else _TO_DIGIT)
        for character, wanted in zip(typed, form, strict=True)
    )


def _is_outward(text: str) -> bool:
    return _OUTWARD.fullmatch(text) is not None
