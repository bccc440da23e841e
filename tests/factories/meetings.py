"""Meetings, with agendas on which something of every kind stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any

import typst
from django.core.files.base import ContentFile
from django.utils import timezone
from tests.factories.bodies import OrganisationFactory

from folkmoot.domains.meetings.actions.agenda.items import add_item
from folkmoot.domains.meetings.actions.agenda.papers import add_paper, attach_file
from folkmoot.domains.meetings.actions.planning import plan_meetings, set_rules
from folkmoot.domains.meetings.models import AgendaItem, Attachment, Meeting, Paper
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.bodies.models import Organisation

SECTIONS = [["A", "Committee business"], ["B", "Items for the committee"], ["C", "Select committees"]]


def a_body(**rules: Any) -> Organisation:
    """A board that numbers by section and has two standing items."""
    body: Organisation = OrganisationFactory()
    values = {"numbering": "sections", "sections": SECTIONS} | rules
    set_rules(body=body, values=values, standing=[("A", "Apologies"), ("A", "Declarations of interest")], by=SYSTEM)
    return body


def a_meeting(body: Organisation | None = None, *, on: date | None = None, state: str = "confirmed") -> Meeting:
    day = on or timezone.localdate() + timedelta(days=30)
    return plan_meetings(
        body=body or a_body(), dates=[day], by=SYSTEM, starts_at=time(10), venue="The hall", state=state
    )[0]


def an_item(meeting: Meeting, title: str = "Benches", **values: Any) -> AgendaItem:
    return add_item(meeting=meeting, values={"section": "B", "title": title, "delivery": "paper"} | values, by=SYSTEM)


def a_paper(item: AgendaItem, title: str = "A report", **values: Any) -> Paper:
    asks, background = values.pop("asks", [("note", "the report")]), values.pop("background", [])
    return add_paper(item=item, values={"title": title} | values, asks=asks, background=background, by=SYSTEM)


@cache
def a_pdf(words: str = "Words in a file.", pages: int = 2) -> bytes:
    source = f'#set document(title: "A file")\n#for n in range({pages}) [#text("{words}") #pagebreak(weak: true)]'
    made: bytes = typst.compile(source.encode(), format="pdf")
    return made


def a_file(paper: Paper, title: str = "Appendix", content: bytes | None = None, **values: Any) -> Attachment:
    upload = ContentFile(content or a_pdf(), name="appendix.pdf")
    return attach_file(paper=paper, upload=upload, values={"title": title} | values, by=SYSTEM, name="appendix.pdf")


EXEMPT = {"access": "exempt", "exempt_paragraphs": [3], "public_interest": "The public would pay more."}


@dataclass
class Agenda:
    """Nothing of it is published. `secret` stands in every field of what is kept back, but for its public face."""

    meeting: Meeting
    item: AgendaItem
    paper: Paper
    file: Attachment
    exempt_item: AgendaItem
    exempt_paper: Paper
    exempt_file: Attachment
    confidential_item: AgendaItem


def an_agenda(meeting: Meeting | None = None, *, words: str = "", secret: str = "sesame") -> Agenda:
    meeting = meeting or a_meeting()
    item = an_item(meeting, f"Benches {words}".strip(), note=words, presented_by=words)
    paper = a_paper(
        item, f"New benches {words}".strip(), summary=f"Ten benches. {words}", authors="Ann Author", body_text=words
    )
    file = a_file(paper, f"Map of benches {words}".strip())
    hidden = {
        "title": f"Contract {secret}", "note": f"note {secret}", "presented_by": f"by {secret}",
        "late_reason": f"late {secret}", "public_title": "A contract",
    }  # fmt: skip
    exempt_item = an_item(meeting, **hidden, **EXEMPT)
    a_file(a_whole_paper(exempt_item, secret), f"Tender {secret}", a_pdf(secret))
    exempt_paper = a_whole_paper(item, secret, public_title="A valuation", **EXEMPT)
    a_file(exempt_paper, f"Valuer {secret}", a_pdf(secret))
    exempt_file = a_file(paper, f"Prices {secret}", a_pdf(secret), public_title="Prices", **EXEMPT)
    confidential = an_item(meeting, **{**hidden, "title": f"Told by a ministry {secret}"}, access="confidential")
    return Agenda(meeting, item, paper, file, exempt_item, exempt_paper, exempt_file, confidential)


def a_whole_paper(item: AgendaItem, secret: str, **values: Any) -> Paper:
    return a_paper(
        item,
        f"Paper {secret}",
        authors=f"author {secret}",
        addressed_to=f"to {secret}",
        summary=f"summary {secret}",
        body_text=f"text {secret}",
        contacts=f"contact {secret}",
        asks=[("approve", f"pay {secret}")],
        background=[(f"background {secret}", f"https://example.org/{secret}")],
        **values,
    )


def bytes_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content
