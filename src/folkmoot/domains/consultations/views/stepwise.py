"""Answering question by question under a secret link, which is also how one saves and returns."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT
from folkmoot_core.questionnaires import (
    Question,
    Reading,
    kind_of,
    next_question,
    previous_question,
    read_form,
    to_check,
    visible,
)
from folkmoot_core.values import Fault

from ..actions.drafts import begin_draft, keep_entered, mark_sent, send_return_link
from ..forms.questionnaire import error_lines, section_fields
from ..forms.sending import SendingForm
from ..policies import can_answer
from ..queries.answering import Sheet, sheet_of, sheet_of_draft
from .answering import Posted, asked_elsewhere, lines_to_check, nothing_answered, submit_posted
from .uploads import take_uploads


class ReturnLinkForm(forms.Form):
    email = forms.EmailField(
        label=_("Send the link to my e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class SecretLinkView(View):
    """A page under a draft's secret link. Secret links are not passed on to other sites."""

    access = PUBLIC

    def dispatch(self, request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        found = sheet_of_draft(kwargs["key"])
        if found is None:
            return render(request, "consultations/link_over.html", status=404)
        self.draft, self.sheet = found
        if self.draft.sent_as:
            return HttpResponseRedirect(reverse("consultations:received", args=[self.draft.sent_as]))
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    def reading(self) -> Reading:
        return read_form(self.sheet.questions, self.draft.entered)

    def to(self, name: str, *more: str) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(f"consultations:{name}", args=[self.draft.key, *more]))

    def to_question(self, question: str | None) -> HttpResponseRedirect:
        return self.to("answer_question", question) if question else self.to("check_draft")


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class BeginStepwiseView(View):
    """A post begins a draft; only then is anything stored."""

    access = PUBLIC

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_of(slug)
        if sheet is None or not can_answer(sheet.standing()):
            raise Http404
        draft = begin_draft(questionnaire=sheet.version, entered={}, by=RESIDENT)
        first = following(sheet, {}, None)
        return HttpResponseRedirect(reverse("consultations:answer_question", args=[draft.key, first]))

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return HttpResponseRedirect(reverse("consultations:show_consultation", args=[slug]))


class AnswerQuestionView(SecretLinkView):
    def get(self, request: HttpRequest, key: str, question: str) -> HttpResponse:
        return self._page(request, self._question(question))

    def post(self, request: HttpRequest, key: str, question: str) -> HttpResponse:
        asked = self._question(question)
        entered = dict(request.POST.lists())
        is_open = can_answer(self.sheet.standing())
        upload_faults = take_uploads(request, self.sheet.questions, entered) if is_open else []
        names = [*kind_of(asked.kind).fields(asked), *asked.words_fields.values()]
        keep_entered(draft=self.draft, fields=names, entered=entered, by=RESIDENT)
        if request.POST.get("step") == "later":
            return self.to("return_later")
        reading = read_form(self.sheet.questions, self.draft.entered, only=[asked.key])
        missing = [
            fault for fault in to_check(self.sheet.questions, self.reading().answers) if fault.where == asked.key
        ]
        faults = [*reading.faults, *upload_faults, *([] if reading.faults else missing)]
        if faults:
            return self._page(request, asked, faults)
        if request.POST.get("back_to") == "check":
            return self.to("check_draft")
        return self.to_question(following(self.sheet, self.reading().answers, asked.key))

    def _question(self, key: str) -> Question:
        if not self.sheet.questions.has(key) or key in asked_elsewhere(self.sheet):
            raise Http404
        return self.sheet.questions.question(key)

    def _page(self, request: HttpRequest, question: Question, faults: Sequence[Fault] = ()) -> HttpResponse:
        left_out = asked_elsewhere(self.sheet)
        sections = section_fields(
            self.sheet.questions, self.draft.entered, faults, only=[question.key], leave_out=left_out
        )
        answers = self.reading().answers
        shown = [key for key in visible(self.sheet.questions, answers) if key not in left_out]
        context = {
            "sheet": self.sheet,
            "consultation": self.sheet.consultation,
            "draft": self.draft,
            "section": sections[0],
            "field": sections[0].fields[0],
            "errors": error_lines(sections),
            "place": shown.index(question.key) + 1 if question.key in shown else None,
            "of": len(shown),
            "before": preceding(self.sheet, answers, question.key),
            "back_to": request.GET.get("back_to", request.POST.get("back_to", "")),
        }
        return render(request, "consultations/question.html", context, status=422 if faults else 200)


class CheckDraftView(SecretLinkView):
    """Consent and contact, then the check page, then the one post that sends."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, SendingForm(initial={"consent": "none", "tell": ""}))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        sending = SendingForm(request.POST)
        reading = self.reading()
        if not can_answer(self.sheet.standing()):
            return self._page(request, sending)
        faults = [
            *reading.faults,
            *to_check(self.sheet.questions, reading.answers),
            *nothing_answered(self.sheet, reading),
        ]
        if faults or not sending.is_valid():
            return self._page(request, sending, status=422)
        question = self.sheet.questions.with_role("feedback")
        answers = dict(reading.answers)
        if question is not None:
            answers[question.key] = "yes" if request.POST.get("tell") else "no"
        sent_key = f"draft.{self.draft.key}"
        submit_posted(request, self.sheet, sent_key, Reading(answers, (), reading.entered), sending.sending)
        mark_sent(draft=self.draft, key=sent_key, by=RESIDENT)
        return HttpResponseRedirect(reverse("consultations:received", args=[sent_key]))

    def _page(self, request: HttpRequest, sending: SendingForm, status: int = 200) -> HttpResponse:
        reading = self.reading()
        faults = [*reading.faults, *to_check(self.sheet.questions, reading.answers)]
        faults += nothing_answered(self.sheet, reading) if status != 200 else ()
        left_out = asked_elsewhere(self.sheet)
        sections = section_fields(self.sheet.questions, self.draft.entered, faults, leave_out=left_out)
        posted = Posted(dict(self.draft.entered), reading, None)
        context = {
            "sheet": self.sheet,
            "consultation": self.sheet.consultation,
            "lines": lines_to_check(self.sheet, posted),
            "draft": self.draft,
            "sending": sending,
            "missing": [(field.question.key, error) for s in sections for field in s.fields for error in field.errors],
            "is_open": can_answer(self.sheet.standing()),
        }
        return render(request, "consultations/check_draft.html", context, status=status)


class ResumeDraftView(SecretLinkView):
    """The return link: on to the first question without an answer, or to the check page."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        answers = self.reading().answers
        left_out = asked_elsewhere(self.sheet)
        for question in visible(self.sheet.questions, answers):
            if question not in answers and question not in left_out:
                return self.to_question(question)
        return self.to("check_draft")


class ReturnLaterView(SecretLinkView):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, ReturnLinkForm())

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        form = ReturnLinkForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        # A letter never takes its host from the request, which a stranger can write.
        link = f"{settings.PUBLIC_URL}{reverse('consultations:resume_draft', args=[self.draft.key])}"
        address = form.cleaned_data["email"]
        if not send_return_link(draft=self.draft, address=address, link=link, by=RESIDENT):
            return self._page(request, form, status=429, full=address)
        return self._page(request, ReturnLinkForm(), sent_to=address)

    def _link(self, request: HttpRequest) -> str:
        return request.build_absolute_uri(reverse("consultations:resume_draft", args=[self.draft.key]))

    def _page(
        self, request: HttpRequest, form: ReturnLinkForm, status: int = 200, sent_to: str = "", full: str = ""
    ) -> HttpResponse:
        """`sent_to`: where the link goes now; `full`: an address to which no more is sent today."""
        context = {
            "consultation": self.sheet.consultation,
            "draft": self.draft,
            "form": form,
            "link": self._link(request),
            "sent_to": sent_to,
            "full": full,
        }
        return render(request, "consultations/return_later.html", context, status=status)


def following(sheet: Sheet, answers: dict[str, object], after: str | None) -> str | None:
    """The next question to ask, past those that the page asks in another way."""
    left_out = asked_elsewhere(sheet)
    question = next_question(sheet.questions, answers, after)
    while question in left_out:
        question = next_question(sheet.questions, answers, question)
    return question


def preceding(sheet: Sheet, answers: dict[str, object], before: str) -> str | None:
    left_out = asked_elsewhere(sheet)
    question = previous_question(sheet.questions, answers, before)
    while question in left_out and question is not None:
        question = previous_question(sheet.questions, answers, question)
    return question
