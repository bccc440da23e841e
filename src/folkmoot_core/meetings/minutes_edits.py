"""What a clerk wrote is kept when the draft is made anew; her words are never thrown away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it stands, the draft it came from, and whether the draft has moved on without it."""

    text: str = ""
    drafted: str = ""
    is_outdated: bool = False


def redrafted(words: Words, draft: str) -> Words:
    """`words` after a new draft: untouched text follows the draft, edited text stays and is marked where the draft says
    something else now than when it was edited."""
    if words.text == words.drafted:
        return Words(draft, draft)
    if words.text == draft:
        return Words(draft, draft)
    return Words(words.text, draft, words.is_outdated or draft != words.drafted)
