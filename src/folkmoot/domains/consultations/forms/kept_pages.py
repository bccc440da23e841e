"""Pages that are the same for every resident but for a word or two: drawn once, kept a while, filled in each time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from ..models import Consultation
from ..queries.answering import Receipt, Sheet
from .questionnaire import section_fields
from .sending import SendingForm

# Nobody types these by chance; a key or a reference holds no character that HTML or an address would have to escape.
KEY_GOES_HERE = "folkmoot-submission-key-goes-here"
ANSWERS_GO_HERE = "folkmoot-answers-go-here"
REFERENCE_GOES_HERE = "folkmoot-reference-goes-here"
KEPT_FOR_SECONDS = 30.0
MOST_KEPT = 400
_kept: dict[tuple[object, ...], tuple[float, bytes]] = {}


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


def kept_page(
    request: HttpRequest, name: tuple[object, ...], draw: Callable[[], str], fills: Mapping[str, str] | None = None
) -> HttpResponse:
    """What `draw` gives, kept for half a minute under `name` for people without a session; staff see their own frame,
    drawn each time. `fills` is {gap: the word that fills it}."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        page = draw().encode()
    else:
        name = (*name, get_language())
        kept = _kept.get(name)
        if kept is None or monotonic() - kept[0] > KEPT_FOR_SECONDS:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            kept = _kept[name] = (monotonic(), draw().encode())
        page = kept[1]
    for gap, word in (fills or {}).items():
        page = page.replace(gap.encode(), conditional_escape(word).encode())
    return HttpResponse(page)
