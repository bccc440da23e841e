"""What was read from a published pack, as the fields that a clerk looks at: each with its value, the lines it was read
from and how sure the reading is."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot_core.agendapacks import as_plain, read_pack
from folkmoot_core.values import Fault, Invalid

from ..enums import Verb
from .pdf_files import words_in

SECONDS = 60
ROLLS = {
    "present": gettext_lazy("Present, one a line"),
    "apologies": gettext_lazy("Apologies, one a line"),
    "also_present": gettext_lazy("Also present, one a line"),
    "officers": gettext_lazy("Officers, one a line"),
}
LONG = frozenset({"summary", "recommendation", "background", "public_interest", "said", "resolved", *ROLLS})
VERBS = {verb.value: verb for verb in Verb}


@dataclass(frozen=True)
class Field:
    """`name` is that of its input. `sure` is certain, likely, doubtful, or "" for what was not read."""

    name: str
    label: str
    value: str
    sure: str = ""
    lines: str = ""
    note: str = ""

    @property
    def is_long(self) -> bool:
        return self.name.rpartition(".")[2] in LONG or len(self.value) > 120

    @property
    def rows(self) -> int:
        return min(8, max(2, len(self.value) // 80 + self.value.count("\n") + 1))


@dataclass(frozen=True)
class Group:
    """The meeting, an item or a paper. `key` begins the names of its fields."""

    key: str
    title: str
    level: int
    fields: list[Field]


def text_of(content: bytes, name: str) -> bytes:
    """The plain text of what was brought: itself, or the words of a PDF in their lines. Raises Invalid."""
    if not content.startswith(b"%PDF-"):
        return content
    program = shutil.which("pdftotext")
    if program is None:
        return words_in(BytesIO(content)).encode()
    try:
        made = subprocess.run(
            [program, "-layout", "-enc", "UTF-8", "-", "-"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        mend = _("Save it as plain text and bring that.")
        raise Invalid([Fault("file", _("No text could be read from this PDF."), mend, file=name)]) from None
    return made.stdout


def read(content: bytes, name: str) -> dict[str, Any]:
    """As JSON. Raises Invalid for what holds no agenda."""
    plain: dict[str, Any] = as_plain(read_pack(content, name))
    return plain


def groups_of(reading: Mapping[str, Any]) -> Iterator[Group]:
    """In the order of the pack. A value that was not read has an empty field, so that it can be written."""
    meeting = reading["meeting"]
    yield Group(
        "meeting",
        _("The meeting"),
        2,
        [
            _field(meeting, "meeting", "committee", _("Committee")),
            _field(meeting, "meeting", "date", _("Date")),
            _field(meeting, "meeting", "time", _("Time")),
            _field(meeting, "meeting", "venue", _("Place")),
            _field(meeting, "meeting", "issued_on", _("Published on")),
        ],
    )
    for place, item in enumerate(reading["items"]):
        yield from _groups_of_item(item, f"item-{place}")
    for place, minutes in enumerate(reading["minutes"]):
        yield from _groups_of_minutes(minutes, f"minutes-{place}")


def _groups_of_item(item: Mapping[str, Any], key: str) -> Iterator[Group]:
    fields = [
        _field(item, key, "number", _("Number")),
        _field(item, key, "title", _("Title")),
        _field(item, key, "pages", _("Pages")),
        _field(item, key, "status", _("How it comes")),
    ]
    if item.get("restricted"):
        fields += _reasons_to_restrict(key)
    yield Group(key, f"{item['number']} {item['title']}", 2, fields)
    for at, paper in enumerate(item["papers"]):
        own = f"{key}.paper-{at}"
        yield Group(
            own,
            _("Paper: %(title)s") % {"title": paper.get("subject") or item["title"]},
            3,
            [
                _field(paper, own, "subject", _("Title"), item["title"]),
                _field(paper, own, "from", _("From")),
                _field(paper, own, "to", _("To")),
                _field(paper, own, "date", _("Date")),
                _field(paper, own, "classification", _("Classification as printed")),
                _field(paper, own, "pages", _("Pages")),
                _field(paper, own, "summary", _("Summary")),
                _field(paper, own, "recommendation", _("What is asked")),
                Field(f"{own}.verbs", _("The words for it"), ", ".join(verbs_of(paper))),
                _field(paper, own, "background", _("Background papers, one a line")),
            ],
        )


def _reasons_to_restrict(key: str) -> list[Field]:
    return [
        Field(f"{key}.exempt_paragraphs", _("Exempt: paragraphs of Schedule 12A, such as 3"), ""),
        Field(f"{key}.public_interest", _("Why the public interest is in keeping it back"), ""),
    ]


def _groups_of_minutes(minutes: Mapping[str, Any], key: str) -> Iterator[Group]:
    """The record of an earlier meeting that stands in the pack: its roll, then each item."""
    meeting = minutes["meeting"]
    rolls = [
        replace(_field(minutes, key, name, str(label)), value=_names(minutes.get(name)))
        for name, label in ROLLS.items()
    ]
    when = [_field(meeting, key, "date", _("Date")), _field(meeting, key, "venue", _("Place"))]
    yield Group(key, _("Minutes of %(day)s") % {"day": _said(meeting.get("date"))}, 2, [*when, *rolls])
    for place, item in enumerate(minutes["items"]):
        own = f"{key}.item-{place}"
        fields = [
            _field(item, own, "number", _("Number of the minute")),
            _field(item, own, "item", _("Item of the agenda it stood under")),
            _field(item, own, "title", _("Title")),
            Field(f"{own}.said", _("What the minute says"), "\n\n".join(map(_paragraph, item["text"])), "certain"),
            _resolved(item, own),
        ]
        if item.get("restricted"):
            fields += _reasons_to_restrict(own)
        yield Group(own, f"{item['number']} {item['title']}", 3, fields)


def _names(people: Any) -> str:
    """One a line, as minutes have them: “A Name (Chairman)”, “B Name (substitute for C Name)”."""
    lines = []
    for person in people or []:
        acts_for = f"substitute for {person['substitute_for']}" if person["substitute_for"] else ""
        note = acts_for or person["role"]
        lines.append(f"{person['name']} ({note})" if note else person["name"])
    return "\n".join(lines)


def _paragraph(paragraph: Mapping[str, Any]) -> str:
    return f"{paragraph['number']} {paragraph['text']}".strip()


def _resolved(item: Mapping[str, Any], key: str) -> Field:
    """A line each, with our reading of what became of it in front: for the clerk to look at."""
    sources = item["read_from"].get("resolutions", []) + item["read_from"].get("recommendations", [])
    lines = [f"{_outcome(words)}: {_bare(words)}" for words in item["resolutions"]]
    lines += [f"recommended: {_bare(words)}" for words in item["recommendations"]]
    return Field(
        f"{key}.resolved",
        _("Resolved, one a line"),
        "\n".join(lines),
        "likely" if lines else "",
        "–".join(str(line) for line in dict.fromkeys(line for each in sources for line in each["lines"])),
        _("What became of it stands in front, as we read it. Behind “ | ” stands a reason.") if lines else "",
    )


def _outcome(words: str) -> str:
    said = words.casefold()
    for sign, outcome in (("deferred", "deferred"), ("rejected", "rejected"), ("refused", "rejected")):
        if re.search(rf"\bbe {sign}\b", said):
            return outcome
    return "noted" if re.search(r"\bnoted\W*$", said) else "agreed"


_HEAD = re.compile(
    r"(?:it was )?(?:unanimously )?(?:resolved|agreed|recommended|decision)(?: to [^:]{1,80}?)?:?\s+that:?\s+",
    re.IGNORECASE,
)


def _bare(words: str) -> str:
    """Without what every resolution begins with, on one line."""
    return _HEAD.sub("", " ".join(words.split()), count=1)


def verbs_of(paper: Mapping[str, Any]) -> list[str]:
    asked = paper.get("recommendation") or {}
    return [verb for verb in map(str.lower, asked.get("verbs", ())) if verb in VERBS]


def lines_of(text: str, paper: Mapping[str, Any]) -> str:
    """The paper itself, from its first line to its last."""
    source = (paper.get("read_from") or {}).get("place")
    if not source:
        return ""
    first, last = source["lines"]
    return "\n".join(text.splitlines()[first - 1 : last])[:100_000]


def _field(record: Mapping[str, Any], key: str, name: str, label: str, otherwise: str = "") -> Field:
    source = (record.get("read_from") or {}).get(name) or {}
    value = _said(record.get(name))
    lines = source.get("lines") or []
    return Field(
        name=f"{key}.{name}",
        label=label,
        value=value or otherwise,
        sure=source.get("sure", "") if value else "",
        lines="–".join(str(line) for line in dict.fromkeys(lines)),
        note=source.get("note", ""),
    )


def _said(value: Any) -> str:
    match value:
        case None:
            return ""
        case {"text": str(text)}:
            return text
        case [int(first), int(last)]:
            return str(first) if first == last else f"{first} - {last}"
        case list():
            return "\n".join(_said(each) for each in value)
        case dict():
            return ", ".join(str(each) for each in value.values() if each)
        case _:
            return str(value)
