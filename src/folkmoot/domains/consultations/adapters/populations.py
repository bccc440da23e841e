"""Figures of residents put to the groups that a question offers: {option: residents}. For weights and for reports.

Each is empty where the two do not fit: a number of the wrong group is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from folkmoot_core.weighting.bands import Band, band_of, put_together

FEMALE = ("female", "woman", "women", "f")
MALE = ("male", "man", "men", "m")
Levels = Mapping[str, str]
"""{key of an option: its words}."""


def by_sex(levels: Levels, females: int, males: int) -> dict[str, int]:
    """One option for each of the two; others are of neither."""
    found = {}
    for key, text in levels.items():
        named = {key.casefold(), text.casefold()}
        if named & set(FEMALE):
            found[key] = females
        elif named & set(MALE):
            found[key] = males
    return found if len(found) == 2 else {}


def by_age(levels: Levels, bands: Iterable[tuple[Band, int]]) -> dict[str, int]:
    """Every option that names ages must be made of whole bands; at least two must name some."""
    wanted = {key: band for key, text in levels.items() if (band := band_of(text) or band_of(key))}
    return (put_together(wanted, bands) if len(wanted) > 1 else None) or {}


def by_ethnicity(levels: Levels, counts: Mapping[str, int]) -> dict[str, int]:
    """Options and residents under the broad groups of the census of England and Wales, where each option is a group of
    its own and all residents belong to one; or else the options that are worded as the census has them."""
    broad = _broad_groups(levels, counts)
    if broad:
        return broad
    census = {label.casefold(): residents for label, residents in counts.items()}
    found = {key: census[text.casefold()] for key, text in levels.items() if text.casefold() in census}
    return found if len(found) > 1 else {}


def _broad_groups(levels: Levels, counts: Mapping[str, int]) -> dict[str, int]:
    groups = {key: ethnic_group_of(text) for key, text in levels.items()}
    known = [group for group in groups.values() if group]
    white_is_one = "white british" not in known
    totals: dict[str, int] = defaultdict(int)
    for label, residents in counts.items():
        group = ethnic_group_of(label)
        totals["white" if white_is_one and group == "white british" else group] += residents
    if len(set(known)) != len(known) or set(totals) - set(known):
        return {}
    return {key: totals[group] for key, group in groups.items() if group in totals}


def ethnic_group_of(text: str) -> str:
    """One of white british, white (any other), mixed, asian, black, other; "" for what is none of them."""
    words = text.casefold()
    for name in ("mixed", "asian", "black", "white"):
        if words.startswith(name) or name in words.partition(":")[0].split():
            return "white british" if name == "white" and "british" in words else name
    return "other" if "arab" in words or "ethnic group" in words else ""


def named_source(source: str, year: int) -> str:
    """Where figures come from, with their year once: "Census 2021"."""
    return source if str(year) in source else f"{source}, {year}"


def shares_of(found: Mapping[str, int], everybody: int | None = None) -> dict[str, float]:
    """{option: its share, 0 to 100}; none where not all of `everybody` belong to an option."""
    whole = sum(found.values())
    if not whole or everybody not in (None, whole):
        return {}
    return {key: 100 * count / whole for key, count in found.items()}
