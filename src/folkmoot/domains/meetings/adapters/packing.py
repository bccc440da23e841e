"""A face of a meeting as the pack that the core sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot_core.agendas.pack import LABELS, Enclosed, Line, Pack, Part

from ..enums import Delivery, ExemptParagraph, Verb
from .faces import Face

Fetched = Callable[[str], Enclosed | None]


def pack_of(face: Face, titles: Mapping[str, str], fetch: Fetched, *, notice: str = "", contact: str = "") -> Pack:
    """`titles` of the sections by letter; `fetch` gives the PDF behind the key of a document, or None. What the face
    keeps back stands in the list of items and nowhere else."""
    letters = list(dict.fromkeys([*titles, *(item["section"] for item in face["items"])]))
    sections = []
    parts: list[Part] = []
    for letter in letters:
        lines = []
        for item in face["items"]:
            if item["section"] != letter:
                continue
            own = list(_parts_of(item, fetch))
            parts += own
            lines.append(Line(item["number"], item["title"], _note_of(item), [part.key for part in own]))
        if lines:
            heading = f"{letter}. {titles[letter]}" if letter and titles.get(letter) else _("Agenda")
            sections.append((heading, lines))
    when = date_format(date.fromisoformat(face["date"]), "l j F Y")
    return Pack(
        title=face["title"],
        body=face["body"],
        when=f"{when}, {face['starts_at']}" if face["starts_at"] else when,
        facts=[(_("Place"), face["venue"]), (_("Whom to ask"), contact)],
        notice=notice,
        sections=sections,
        parts=parts,
        labels={
            **LABELS,
            "page": _("Page"),
            "item": _("Item"),
            "title": _("Title"),
            "pages": _("Pages"),
            "recommendation": _("What is asked"),
        },
    )


def _parts_of(item: Face, fetch: Fetched) -> Iterator[Part]:
    if not item["open"] or item["state"] == "withdrawn":
        return
    head = f"{item['number']} {item['title']}".strip()
    for paper in item["papers"]:
        if not paper["open"]:
            continue
        yield Part(
            key=part_key(item, paper),
            number=item["number"],
            item=head,
            title=paper["title"],
            facts=[
                (_("From"), paper["authors"]),
                (_("To"), paper["addressed_to"]),
                (_("Date"), date_format(date.fromisoformat(paper["date"]), "j F Y") if paper["date"] else ""),
                (_("Classification"), standing_in_words(paper)),
                (_("Whom to ask"), paper["contacts"].replace("\n", "; ")),
            ],
            blocks=[
                block
                for block in (
                    (_("Summary"), paper["summary"]),
                    (_("Report"), paper["text"]),
                    (_("Background papers"), "\n".join(title for title, _url in paper["background"])),
                )
                if block[1]
            ],
            asks=[
                f"{Verb(verb).label}: {text}" if text else str(Verb(verb).label)
                for verb, text in paper["recommendations"]
            ],
            enclosed=[
                found for each in paper["attachments"] if each["open"] and (found := fetch(each["key"])) is not None
            ],
            pages=tuple(paper["pages"]) if paper["pages"] else None,
        )
        # The item heads its first paper only.
        head = ""


def part_key(item: Face, paper: Face) -> str:
    return f"{item['serial']}-{paper['serial']}"


def _note_of(item: Face) -> str:
    if item["state"] == "withdrawn":
        return _("Withdrawn")
    if item["access"] != "public":
        return standing_in_words(item)
    notes = [item["late_reason"] and _("Urgent: %(reason)s") % {"reason": item["late_reason"]}]
    if item["delivery"] not in (Delivery.PAPER, Delivery.NONE):
        notes.insert(0, str(Delivery(item["delivery"]).label))
    return ". ".join(note for note in notes if note)


def standing_in_words(thing: Mapping[str, Any]) -> str:
    """Who may read it, with the paragraphs of Schedule 12A."""
    if thing["access"] == "public":
        return _("Open to everybody")
    if thing["access"] == "confidential":
        return _("Confidential")
    numbers = [str(each) for each in thing.get("paragraphs", ()) if each in ExemptParagraph.values]
    if not numbers:
        return _("Exempt")
    return _("Exempt: paragraph %(numbers)s of Schedule 12A, Local Government Act 1972") % {
        "numbers": ", ".join(numbers)
    }
