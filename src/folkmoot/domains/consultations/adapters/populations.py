"""Figures of residents to the groups that a question offers: {option: share of the population, 0 to 100}.

Each is empty where the two do not fit: a share of the wrong group is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

OLDEST = 200
_SPAN = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})", re.IGNORECASE)
_FROM = re.compile(
    r"(\d{1,3})\s*(?:\+|or (?:older|over)|and over)|(?:over|above|older than)[\s-]*(\d{1,3})", re.IGNORECASE
)
_UP_TO = re.compile(
    r"(\d{1,3}) or (?:younger|under)|(?:up[\s-]to|to)[\s-]*(\d{1,3})|(?:under|below|younger than)[\s-]*(\d{1,3})",
    re.IGNORECASE,
)


def by_sex(levels: Mapping[str, str], females: int, males: int) -> dict[str, float]:
    counts = {"female": females, "male": males}
    found = {key: counts[word] for key, text in levels.items() for word in counts if word in (key, text.casefold())}
    return _percentages(found) if len(found) == 2 else {}


def by_age(levels: Mapping[str, str], bands: Sequence[tuple[int, int | None, int]]) -> dict[str, float]:
    """bands: (from, to, residents), both ends within it, None for and over. Every option that names ages must be made
    of whole bands. The shares are of residents of the ages that the options cover."""
    spans = {key: span for key, text in levels.items() if (span := ages_in(text))}
    found = {}
    for key, (first, last) in spans.items():
        inside = [band for band in bands if band[0] >= first and _end(band) <= last]
        crossing = [band for band in bands if band not in inside and band[0] <= last and _end(band) >= first]
        if not inside or crossing:
            return {}
        found[key] = sum(residents for _from, _to, residents in inside)
    return _percentages(found)


def ages_in(text: str) -> tuple[int, int] | None:
    """The first and last year of age that an option names; None where it names none."""
    if span := _SPAN.search(text):
        return int(span[1]), int(span[2])
    if start := _FROM.search(text):
        return (int(start[1]), OLDEST) if start[1] else (int(start[2]) + 1, OLDEST)
    if end := _UP_TO.search(text):
        return (0, int(end[3]) - 1) if end[3] else (0, int(end[1] or end[2]))
    return None


def _end(band: tuple[int, int | None, int]) -> int:
    return OLDEST if band[1] is None else band[1]


def by_ethnicity(levels: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, float]:
    """Options and residents under the broad groups of the census of England and Wales. Each option must be a group of
    its own, and all residents must belong to one of them."""
    groups = {key: ethnic_group_of(text) for key, text in levels.items()}
    known = [group for group in groups.values() if group]
    white_is_one = "white british" not in known
    totals: dict[str, int] = defaultdict(int)
    for label, residents in counts.items():
        group = ethnic_group_of(label)
        totals["white" if white_is_one and group == "white british" else group] += residents
    if len(set(known)) != len(known) or set(totals) - set(known):
        return {}
    shares = _percentages(totals)
    return {key: shares[group] for key, group in groups.items() if group in shares}


def ethnic_group_of(text: str) -> str:
    """One of white british, white (any other), mixed, asian, black, other; "" for what is none of them."""
    words = text.casefold()
    for name in ("mixed", "asian", "black", "white"):
        if words.startswith(name) or name in words.partition(":")[0].split():
            return "white british" if name == "white" and "british" in words else name
    return "other" if "arab" in words or "ethnic group" in words else ""


def _percentages(counts: Mapping[str, int]) -> dict[str, float]:
    whole = sum(counts.values())
    return {key: 100 * count / whole for key, count in counts.items()} if whole else {}
