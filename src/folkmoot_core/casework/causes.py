"""Root causes that come back, in whatever words they were written down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that say nothing of a cause.
_EMPTY = frozenset(
    [
        "the",
        "and",
        "was",
        "were",
        "that",
        "this",
        "with",
        "for",
        "not",
        "had",
        "has",
        "our",
        "from",
        "because",
        "which",
        "who",
        "been",
        "did",
        "does",
        "nobody",
        "somebody",
        "when",
        "their",
        "there",
        "but",
        "one",
        "all",
        "any",
        "its",
    ]
)
# So large a part of their words must two causes share to be the same one.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Cause:
    """A root cause as it was written for one case of one unit. `key` finds it again."""

    key: int
    words: str
    unit: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """Causes that say the same, the first in its own words; in `units` units."""

    words: str
    keys: tuple[int, ...]
    units: tuple[str, ...]


def repeated_causes(causes: Sequence[Cause], *, alike: float = ALIKE) -> list[Repeated]:
    """Groups of two or more, those of most units first. A cause joins the first group whose first cause it is like, so
    that no chain of likenesses makes one group of everything."""
    groups: list[tuple[frozenset[str], list[Cause]]] = []
    by_word: dict[str, list[int]] = {}
    for cause in causes:
        words = stems(cause.words)
        near = {place for word in words for place in by_word.get(word, ())}
        home = next((place for place in sorted(near) if likeness(words, groups[place][0]) >= alike), None)
        if home is None:
            for word in words:
                by_word.setdefault(word, []).append(len(groups))
            groups.append((words, [cause]))
        else:
            groups[home][1].append(cause)
    found = [
        Repeated(
            own[0].words,
            tuple(each.key for each in own),
            tuple(dict.fromkeys(each.unit for each in own if each.unit)),
        )
        for _words, own in groups
        if len(own) > 1
    ]
    return sorted(found, key=lambda each: (-len(each.units), -len(each.keys), each.words))


def stems(text: str) -> frozenset[str]:
    """The words that say something, without the endings of English verbs and plurals."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in _EMPTY)
    return frozenset(re.sub(r"(?<=\w\w\w\w)(ings?|ed|es|s)$", "", word) for word in words)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words as a part of all words of both (Jaccard); 0 where one has none."""
    return len(one & other) / len(one | other) if one and other else 0.0
