"""What all pages on theme work begin with, and how they say what went wrong."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from folkmoot_core.values import Invalid

from ...models import ThemeWork
from ...queries.outcomes import newest_questionnaire
from ...queries.words import question_texts
from ..seeing import shown_to_officers

LONGEST_NUMBER = 18


def work_or_404(request: HttpRequest, slug: str, question: str) -> ThemeWork:
    """The work on a question, for those who may read behind the scenes; Refused for others."""
    shown = shown_to_officers(request, slug)
    work = ThemeWork.objects.filter(consultation=shown.consultation, question=question).first()
    if work is None:
        raise Http404
    work.consultation = shown.consultation
    return work


def question_text(work: ThemeWork) -> str:
    return question_texts(newest_questionnaire(work.consultation)).get(work.question, work.question)


def tell_faults(request: HttpRequest, invalid: Invalid) -> None:
    """What is wrong, at the top of the next page."""
    for fault in invalid.faults:
        messages.error(request, f"{fault.message} {fault.mend}".strip())


def go_to(view: str, work: ThemeWork, *more: object) -> HttpResponse:
    address = reverse(f"consultations:{view}", args=[work.consultation.slug, work.question, *more])
    return HttpResponseRedirect(address)


def whole_numbers(values: Iterable[str]) -> list[int]:
    """Those of the values that are numbers a record can have."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER]
