"""Pages that are the same for every resident but for a word or two: drawn once, kept a while, filled in each time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from folkmoot.ground.base.public import KEY_GOES_HERE, kept_page, kept_text

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

    fills = {
        KEY_GOES_HERE: key,
        HIDDEN_GOES_HERE: format_html_join("\n", '<input type="hidden" name="{}" value="{}">', check.hidden),
        ANSWERS_GO_HERE: mark_safe("".join(_check_row(sheet, line) for line in check.lines)),
        CONTACT_GOES_HERE: _contact_rows(sheet, check.sending),
    }
    return kept_page(request, ("check", *_mark(sheet.consultation)), draw, fills)


def _check_row(sheet: Sheet, line: AnswerLine) -> str:
    def draw() -> str:
        context = {"consultation": sheet.consultation, "question": line.question, "answer": ANSWERS_GO_HERE}
        return render_to_string("consultations/_check_row.html", context)

    row = kept_text(("row", sheet.version.sha256, line.question.key, *_mark(sheet.consultation)), draw)
    return row.replace(ANSWERS_GO_HERE, linebreaksbr(line.text))


def _contact_rows(sheet: Sheet, sending: Sending) -> SafeString:
    contact = sending.contact()

    def draw() -> str:
        consent = Consent(sending.chosen_consent).label
        context = {"consultation": sheet.consultation, "contact": contact, "consent": consent}
        return render_to_string("consultations/_contact_rows.html", context)

    rows = (
        kept_text(("contact", sending.chosen_consent, *_mark(sheet.consultation)), draw) if contact.is_empty else draw()
    )
    return mark_safe(rows)


def received_page(request: HttpRequest, receipt: Receipt, key: str) -> HttpResponse:
    """The page that confirms a response."""

    def draw() -> str:
        context = {"reference": REFERENCE_GOES_HERE, "consultation": receipt.consultation, "key": KEY_GOES_HERE}
        return render_to_string("consultations/received.html", context, request)

    fills = {KEY_GOES_HERE: key, REFERENCE_GOES_HERE: receipt.reference}
    return kept_page(request, ("received", *_mark(receipt.consultation)), draw, fills)


def _mark(consultation: Consultation) -> tuple[object, ...]:
    return consultation.pk, consultation.updated_at
