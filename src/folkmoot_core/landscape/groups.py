"""A body as the finders look at it, and the words that say what it is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_WORD = re.compile(r"[a-z]{3,}")
# Words of form, not of substance: what kind of body it is, and how people write of any work.
_WORDS_OF_FORM = """
and are for from the with who that this their them they have has how its each other all one two not what when
where which while more most into over under about between together across within county council councils board
boards group groups officer officers committee forum partnership partnerships joint executive advisory network
networks service services strategic strategy local district districts borough city meeting meetings work works
working plan plans planned development developing improving improve targeted outcome outcomes way ways
delivering deliver delivery partner partners people person support supports sub unit programme management
manager managers lead leads team association agency public look looks help helps among also former earlier new
year share shares sharing practice good care
"""
_FORM = frozenset(_WORDS_OF_FORM.split())


@dataclass(frozen=True, slots=True)
class Group:
    """A body: the words of its purpose, who sits on it, which plans and needs it carries, how it meets."""

    key: str
    name: str
    purpose: str = ""
    keywords: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    meetings_a_year: int | None = None
    last_met: date | None = None

    @property
    def words(self) -> frozenset[str]:
        return words_of((self.name, self.purpose, *self.keywords))


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of substance, with their plainest endings off, so that “partner's wastes” and “waste” meet."""
    found = _WORD.findall(" ".join(texts).casefold().replace("’", "'").replace("'s", ""))
    return frozenset(_stem(word) for word in found if word not in _FORM)


def common_words(groups: Sequence[Group], share: float = 0.2) -> frozenset[str]:
    """Words that so many bodies have that they tell none apart, such as the county's name: more than `share` of them,
    and at least four bodies."""
    counts = Counter(word for group in groups for word in group.words)
    return frozenset(word for word, number in counts.items() if number >= 4 and number > share * len(groups))


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
