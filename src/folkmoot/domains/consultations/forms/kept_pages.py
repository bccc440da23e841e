"""Pages that are the same for every resident but for a word or two: drawn once, kept a while, filled in each time."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from folkmoot.ground.base.public import KEY_GOES_HERE, kept_page

from ..models import Consultation
from ..queries.answering import Receipt, Sheet
from .questionnaire import section_fields
from .sending import SendingForm

ANSWERS_GO_HERE = "folkmoot-answers-go-here"
REFERENCE_GOES_HERE = "folkmoot-reference-goes-here"


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


def check_page(request: HttpRequest, sheet: Sheet, context: Mapping[str, object]) -> HttpResponse:
    """The page on which somebody reads their answers before they send them: only the answers are drawn each time."""

    def draw() -> str:
        frame = {"consultation": sheet.consultation, "answers": ANSWERS_GO_HERE}
        return render_to_string("consultations/check.html", frame, request)

    fills = {ANSWERS_GO_HERE: render_to_string("consultations/_check_answers.html", dict(context))}
    return kept_page(request, ("check", *_mark(sheet.consultation)), draw, fills)


def received_page(request: HttpRequest, receipt: Receipt, key: str) -> HttpResponse:
    """The page that confirms a response."""

    def draw() -> str:
        context = {"reference": REFERENCE_GOES_HERE, "consultation": receipt.consultation, "key": KEY_GOES_HERE}
        return render_to_string("consultations/received.html", context, request)

    fills = {KEY_GOES_HERE: key, REFERENCE_GOES_HERE: receipt.reference}
    return kept_page(request, ("received", *_mark(receipt.consultation)), draw, fills)


def _mark(consultation: Consultation) -> tuple[object, ...]:
    return consultation.pk, consultation.updated_at
