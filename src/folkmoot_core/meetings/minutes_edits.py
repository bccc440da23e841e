"""What a clerk changed in drafted minutes, kept when the draft is made anew, and never changed silently once approved.

An edit remembers the draft it replaced. Where the draft has changed since, both are shown and the clerk chooses; her
words are never thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from folkmoot_core.meetings.minutes import Minute, Minutes


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` stands in place of the draft `seen`; "" takes the paragraph out."""

    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Minutes with the edits in them; `outdated` are the keys of edits whose draft has changed since they were made,
    `lost` those of edits whose paragraph is no more."""

    minutes: Minutes
    outdated: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def with_edits(draft: Minutes, edits: Mapping[str, Edit]) -> Edited:
    """Put edits in place. Whether a paragraph is exempt is never changed by one."""
    outdated, used = [], set()
    minutes = []
    for minute in draft.minutes:
        paragraphs = []
        for each in minute.paragraphs:
            edit = edits.get(each.key)
            if edit is None:
                paragraphs.append(each)
                continue
            used.add(each.key)
            if edit.seen != each.text:
                outdated.append(each.key)
            if edit.text.strip():
                paragraphs.append(replace(each, text=edit.text.strip()))
        numbered = tuple(
            replace(each, number=f"{minute.number}({place})") for place, each in enumerate(paragraphs, start=1)
        )
        minutes.append(Minute(minute.number, minute.item, minute.title, numbered, minute.exempt))
    lost = tuple(key for key in edits if key not in used)
    return Edited(replace(draft, minutes=tuple(minutes)), tuple(outdated), lost)
