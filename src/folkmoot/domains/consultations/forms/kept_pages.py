"""Pages that are the same for every resident but for a word or two: drawn once, kept a while, filled in each time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from folkmoot.ground.base.public import KEY_GOES_HERE, kept, kept_page

from ..adapters import AnswerLine
from ..enums import Consent
from ..models import Consultation
from ..queries.answering import Receipt, Sheet
from .questionnaire import section_fields
from .sending import Sending, SendingForm

ANSWERS_GO_HERE = "folkmoot-answers-go-here"
CONTACT_GOES_HERE = "folkmoot-contact-goes-here"
HIDDEN_GOES_HERE = "folkmoot-hidden-fields-go-here"
REFERENCE_GOES_HERE = "folkmoot-reference-goes-here"


@dataclass(frozen=True)
class Check:
    """What somebody is about to send: lines to read, (name, value) of the fields that carry them, what goes beside."""

    lines: Sequence[AnswerLine]
    hidden: Sequence[tuple[str, str]]
    sending: Sending


def blank_page(request: HttpRequest, sheet: Sheet, key: str, leave_out: Collection[str]) -> HttpResponse:
    """The page with an empty form."""

    def draw() -> str:
        context = {
            "sheet": sheet,
            "consultation": sheet.consultation,
            "sections": section_fields(sheet.questions, leave_out=leave_out),
            "errors": [],
            "sending": SendingForm(initial={"consent": "none", "tell": ""}),
            "key": KEY_GOES_HERE,
        }
        return render_to_string("consultations/answer.html", context, request)

    name = ("blank", sheet.version.pk, sheet.version.sha256, *_mark(sheet.consultation))
    return kept_page(request, name, draw, {KEY_GOES_HERE: key})


def check_page(request: HttpRequest, sheet: Sheet, key: str, check: Check) -> HttpResponse:
    """The page on which somebody reads their answers before they send them: only the answers are new each time."""

    def draw() -> str:
        gaps = {"answers": ANSWERS_GO_HERE, "contact": CONTACT_GOES_HERE, "hidden": HIDDEN_GOES_HERE}
        frame = {"consultation": sheet.consultation, "key": KEY_GOES_HERE, **gaps}
        return render_to_string("consultations/check.html", frame, request)

    rows = _rows_of(sheet)
    fills = {
        KEY_GOES_HERE: key,
        HIDDEN_GOES_HERE: "\n".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in check.hidden
        ),
        ANSWERS_GO_HERE: "".join(
            rows[line.question.key].replace(ANSWERS_GO_HERE, escape(line.text).replace("\n", "<br>"))
            for line in check.lines
        ),
        CONTACT_GOES_HERE: _contact_rows(sheet, check.sending),
    }
    # What people wrote is escaped above, by the plain function: Django's looks each time for what may be lazy or safe.
    drawn = {gap: mark_safe(html) for gap, html in fills.items()}
    return kept_page(request, ("check", *_mark(sheet.consultation)), draw, drawn)


def _rows_of(sheet: Sheet) -> dict[str, str]:
    """{question: its row on the page}, with a gap for what was answered."""

    def draw() -> dict[str, str]:
        gap = {"consultation": sheet.consultation, "answer": ANSWERS_GO_HERE}
        return {
            question.key: render_to_string("consultations/_check_row.html", gap | {"question": question})
            for question in sheet.questions.questions
        }

    return kept(("rows", sheet.version.sha256, *_mark(sheet.consultation)), draw)


def _contact_rows(sheet: Sheet, sending: Sending) -> str:
    contact = sending.contact()

    def draw() -> str:
        consent = Consent(sending.chosen_consent).label
        context = {"consultation": sheet.consultation, "contact": contact, "consent": consent}
        return render_to_string("consultations/_contact_rows.html", context)

    mark = ("contact", sending.chosen_consent, *_mark(sheet.consultation))
    return kept(mark, draw) if contact.is_empty else draw()


def received_page(request: HttpRequest, receipt: Receipt, key: str) -> HttpResponse:
    """The page that confirms a response."""

    def draw() -> str:
        context = {"reference": REFERENCE_GOES_HERE, "consultation": receipt.consultation, "key": KEY_GOES_HERE}
        return render_to_string("consultations/received.html", context, request)

    fills = {KEY_GOES_HERE: key, REFERENCE_GOES_HERE: receipt.reference}
    return kept_page(request, ("received", *_mark(receipt.consultation)), draw, fills)


def _mark(consultation: Consultation) -> tuple[object, ...]:
    return consultation.pk, consultation.updated_at
