"""Answering all on one page: form → check your answers → received. No account, no cookie, no script.

The forms are exempt from the CSRF cookie: nobody is signed in, so there is no session that a forged post could ride
on, and a cookie-free page is both quicker and kinder. The submission key in the form makes a repeat harmless.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import PUBLIC, RESIDENT
from folkmoot.ground.intake.public import TRAP, form_key, is_form_key, new_form_key, seconds_since, weigh_spam
from folkmoot_core.questionnaires import Reading, read_form, to_check, visible, write_form
from folkmoot_core.values import Fault

from ..actions.drafts import begin_draft
from ..actions.submit import Origin, Submitted, submit_response
from ..adapters import AnswerLine, answer_lines
from ..forms.kept_pages import Check, blank_page, check_page
from ..forms.questionnaire import error_lines, section_fields
from ..forms.sending import Sending, SendingForm, read_sending
from ..models import Consultation
from ..policies import can_answer
from ..queries.answering import Receipt, Sheet, receipt_of, sheet_of
from .received import private
from .uploads import take_uploads

FORM = "form"
# The fields of a post that answer no question.
BESIDE = (*SendingForm.base_fields, TRAP)


@dataclass(frozen=True)
class Posted:
    """One post of the form: what was typed, how it reads, and what is wrong with it. `sending` is None where something
    in its last part is wrong."""

    entered: dict[str, list[str]]
    reading: Reading
    sending: Sending | None


def asked_elsewhere(sheet: Sheet) -> frozenset[str]:
    """Questions that the page asks in another way: "feedback wanted" is what "shall we tell you" already says."""
    question = sheet.questions.with_role("feedback")
    return frozenset([question.key]) if question else frozenset()


def nothing_answered(sheet: Sheet, reading: Reading) -> tuple[Fault, ...]:
    """An empty form is nobody's view: it is not counted, and whoever sent it by mistake is told."""
    if set(reading.answers) - asked_elsewhere(sheet):
        return ()
    first = next((each for each in sheet.questions.questions if each.key not in asked_elsewhere(sheet)), None)
    if first is None:
        return ()
    return (Fault(first.key, _("You have not answered any question yet."), _("Answer at least one, then send.")),)


def read_post(request: HttpRequest, sheet: Sheet, *, takes_files: bool = True) -> Posted:
    """Files are stored at once, since a browser does not send them again with the next page; none where nobody can
    answer, or strangers could fill the disk."""
    entered = dict(request.POST.lists())
    upload_faults = take_uploads(request, sheet.questions, entered) if takes_files else []
    question = sheet.questions.with_role("feedback")
    if question is not None:
        entered[question.key] = ["yes" if request.POST.get("tell") else "no"]
    reading = read_form(sheet.questions, entered)
    missing = to_check(sheet.questions, reading.answers) if not reading.faults else ()
    faults = (*reading.faults, *missing, *upload_faults) or nothing_answered(sheet, reading)
    return Posted(entered, Reading(reading.answers, faults, reading.entered), read_sending(request.POST))


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class AnswerConsultationView(View):
    """/consultations/SLUG/answer/"""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet, key = self._sheet(slug), request.GET.get(FORM, "")
        receipt = receipt_of(key) if is_form_key(key) else None
        if receipt is not None and receipt.consultation == sheet.consultation:
            return self._sent_already(request, receipt, key)
        if not can_answer(sheet.standing()):
            return self._closed(request, sheet)
        if receipt is not None or not is_form_key(key):
            key = new_form_key()
            if request.headers.get("Sec-Fetch-Mode") == "navigate":
                return HttpResponseRedirect(form_address(sheet.consultation, key))
        return blank_page(request, sheet, key, asked_elsewhere(sheet))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = self._sheet(slug)
        key = form_key(request.POST.get("key", ""))
        is_open = can_answer(sheet.standing())
        posted = read_post(request, sheet, takes_files=is_open)
        step = request.POST.get("step", "check")
        if not is_open:
            return self._closed(request, sheet, posted)
        if step == "save":
            draft = begin_draft(questionnaire=sheet.version, entered=posted.reading.entered, by=RESIDENT)
            return HttpResponseRedirect(reverse("consultations:return_later", args=[draft.key]))
        if step == "change" or posted.reading.faults or posted.sending is None:
            return self._form(request, sheet, key, posted, with_errors=step != "change")
        if step == "send":
            sent = submit_posted(request, sheet, key, posted.reading, posted.sending)
            if sent.differs:
                return self._sent_before(request, sheet, sent, posted)
            return HttpResponseRedirect(reverse("consultations:received", args=[key]))
        check = Check(lines_to_check(sheet, posted), carried(sheet, posted), posted.sending)
        return check_page(request, sheet, key, check)

    def _sheet(self, slug: str) -> Sheet:
        sheet = sheet_of(slug)
        if sheet is None or not sheet.standing().allows("plan_public"):
            raise Http404
        return sheet

    def _form(self, request: HttpRequest, sheet: Sheet, key: str, posted: Posted, *, with_errors: bool) -> HttpResponse:
        faults = posted.reading.faults if with_errors else ()
        sections = section_fields(sheet.questions, posted.entered, faults, leave_out=asked_elsewhere(sheet))
        sending = SendingForm(request.POST) if with_errors else SendingForm(initial=request.POST.dict())
        context = {
            "sheet": sheet,
            "consultation": sheet.consultation,
            "sections": sections,
            "errors": error_lines(sections, of_the_whole=faults == nothing_answered(sheet, posted.reading)),
            "sending": sending,
            "key": key,
        }
        return render(request, "consultations/answer.html", context, status=422 if with_errors else 200)

    def _sent_before(self, request: HttpRequest, sheet: Sheet, sent: Submitted, posted: Posted) -> HttpResponse:
        """Whoever went back after sending and changed something is told that the first answers count."""
        context = {
            "consultation": sheet.consultation,
            "reference": sent.arrival.reference,
            "lines": answer_lines(sheet.questions, posted.reading.answers, visible_keys(sheet, posted)),
        }
        return render(request, "consultations/sent_before.html", context, status=409)

    def _sent_already(self, request: HttpRequest, receipt: Receipt, key: str) -> HttpResponse:
        """Whoever presses Back after sending must not take an empty form for a sign that nothing was sent."""
        context = {"consultation": receipt.consultation, "reference": receipt.reference, "key": key}
        return private(render(request, "consultations/sent_already.html", context))

    def _closed(self, request: HttpRequest, sheet: Sheet, posted: Posted | None = None) -> HttpResponse:
        """Whoever was too late sees what they wrote, so that nothing typed is lost."""
        lines = answer_lines(sheet.questions, posted.reading.answers) if posted else []
        context = {"consultation": sheet.consultation, "lines": lines}
        return render(request, "consultations/not_open.html", context, status=410 if posted else 200)


def lines_to_check(sheet: Sheet, posted: Posted) -> list[AnswerLine]:
    """What was answered to the questions that were asked."""
    left_out = asked_elsewhere(sheet)
    lines = answer_lines(sheet.questions, posted.reading.answers, visible_keys(sheet, posted))
    return [line for line in lines if line.question.key not in left_out]


def carried(sheet: Sheet, posted: Posted) -> list[tuple[str, str]]:
    """The fields with which the check page sends again what was posted to it."""
    fields = write_form(sheet.questions, posted.reading.answers)
    kept = [(name, value) for name, values in fields.items() for value in values]
    return kept + [(name, value) for name in BESIDE for value in posted.entered.get(name, ()) if value]


def visible_keys(sheet: Sheet, posted: Posted) -> frozenset[str]:
    return frozenset(visible(sheet.questions, posted.reading.answers))


def submit_posted(request: HttpRequest, sheet: Sheet, key: str, reading: Reading, sending: Sending) -> Submitted:
    texts = [value for value in reading.answers.values() if isinstance(value, str)]
    held = weigh_spam(honeypot=request.POST.get(TRAP, ""), seconds_taken=seconds_since(key), texts=texts)
    return submit_response(
        questionnaire=sheet.version,
        answers=reading.answers,
        origin=Origin(channel=Channel.WEB, key=key, held_because=held),
        by=RESIDENT,
        consent=sending.chosen_consent,
        contact=sending.contact(),
    )


def form_address(consultation: Consultation, key: str) -> str:
    """The form with its key in the address, so that the history of the browser knows which filling-in it was: there is
    no cookie to say so. Without one, browsers are sent on to such an address; whatever else asks has no Back."""
    return f"{reverse('consultations:answer_consultation', args=[consultation.slug])}?{FORM}={key}"
