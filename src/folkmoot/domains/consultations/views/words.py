"""Answers in words: what everybody may read, what officers read, and deciding which is which."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of, needs
from folkmoot_core.values import Invalid

from ..actions.reading import approve, approve_many, redact, withhold
from ..actions.themes import group_answers
from ..enums import ReadingState
from ..forms.outcome import RedactForm, WithholdForm
from ..models import Answer
from ..policies import READERS, can_plan, can_read, can_see_results
from ..queries.outcomes import newest_questionnaire
from ..queries.theme_work.labels import history_of_labels
from ..queries.themes import themes_of_answers
from ..queries.words import (
    WordsFilter,
    is_publishable,
    narrowed_words,
    published_words,
    question_texts,
    words_questions,
)
from .results import sight_of
from .seeing import shown_or_404, shown_to_officers

A_PAGE = 25


class ShowPublishedWordsView(View):
    """/consultations/SLUG/words/: what people wrote and agreed to have published."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        sight = sight_of(request, slug)
        consultation = sight.shown.consultation
        page = Paginator(published_words(consultation), A_PAGE * 2).get_page(request.GET.get("page"))
        texts = question_texts(newest_questionnaire(consultation))
        context = {
            "consultation": consultation,
            "page": page,
            "answers": [(answer, texts.get(answer.question, answer.question)) for answer in page],
            "reads": sight.reads,
        }
        return render(request, "consultations/results/published_words.html", context)


@needs(*READERS)
class ListWordsView(View):
    """/consultations/SLUG/words/all/: every answer in words, for officers."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown = shown_to_officers(request, slug)
        consultation = shown.consultation
        wanted = WordsFilter(*(request.GET.get(name, "")[:100] for name in ("question", "reading", "words")))
        page = Paginator(narrowed_words(consultation, wanted), A_PAGE).get_page(request.GET.get("page"))
        themes = themes_of_answers(list(page))
        texts = question_texts(newest_questionnaire(consultation))
        query = request.GET.copy()
        query.pop("page", None)
        context: dict[str, Any] = {
            "consultation": consultation,
            "wanted": wanted,
            "questions": words_questions(consultation),
            "states": ReadingState.choices,
            "page": page,
            "query": query.urlencode(),
            "rows": [
                (answer, texts.get(answer.question, answer.question), themes.get(answer.pk, [])) for answer in page
            ],
            "themes": list(consultation.themes.all()),
            "plans": can_plan(actor_of(request), shown.standing),
        }
        return render(request, "consultations/results/list_words.html", context)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Do one thing with all answers that were ticked: publish them, or hang them on a theme."""
        consultation = shown_to_officers(request, slug).consultation
        numbers = [int(value) for value in request.POST.getlist("answer") if value.isdecimal() and len(value) < 19]
        ticked = list(narrowed_words(consultation, WordsFilter()).filter(pk__in=numbers))
        for answer in ticked:
            answer.response.consultation = consultation
        if not ticked:
            messages.warning(request, _("Tick at least one answer."))
        elif request.POST.get("deed") == "approve":
            done = approve_many(answers=ticked, by=actor_of(request))
            said = ngettext("%(number)d answer may be published.", "%(number)d answers may be published.", done)
            messages.success(request, said % {"number": done})
            if done < len(ticked):
                messages.warning(request, _("The others asked us not to publish what they wrote."))
        else:
            theme = get_object_or_404(consultation.themes, key=request.POST.get("theme", "")[:80])
            new = group_answers(theme=theme, answers=ticked, by=actor_of(request))
            said = ngettext(
                "%(number)d answer put under “%(theme)s”.", "%(number)d answers put under “%(theme)s”.", new
            )
            messages.success(request, said % {"number": new, "theme": theme.title})
        return HttpResponseRedirect(request.get_full_path())


def answer_or_404(pk: int) -> Answer:
    answers = Answer.objects.select_related("response__arrival", "response__consultation")
    return get_object_or_404(answers, pk=pk)


class ShowAnswerView(View):
    """/consultations/answers/NUMBER/: one answer in words and what became of it."""

    access = PUBLIC

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        answer = answer_or_404(pk)
        shown = shown_or_404(request, answer.response.consultation.slug)
        actor = actor_of(request)
        reads = can_read(actor, shown.standing)
        if not (reads or (is_publishable(answer) and can_see_results(actor, shown.standing))):
            raise Http404
        texts = question_texts(newest_questionnaire(shown.consultation))
        context = {
            "consultation": shown.consultation,
            "answer": answer,
            "question": texts.get(answer.question, answer.question),
            "reads": reads,
            "plans": can_plan(actor, shown.standing),
            "labels": history_of_labels(answer) if reads else [],
        }
        return render(request, "consultations/results/show_answer.html", context)


@needs(*READERS)
class DecideAnswerView(View):
    """/consultations/answers/NUMBER/decide/: publish it, publish it in part, or not."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        answer = self._answer(request, pk)
        text = answer.public_text or answer.text
        redacting = RedactForm(initial={"public_text": text, "reason": answer.reading_reason}, prefix="redact")
        return self._page(request, answer, redacting, WithholdForm(prefix="withhold"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        answer = self._answer(request, pk)
        actor, deed = actor_of(request), request.POST.get("deed", "")
        redacting = RedactForm(request.POST if deed == "redact" else None, prefix="redact")
        withholding = WithholdForm(request.POST if deed == "withhold" else None, prefix="withhold")
        if deed == "approve":
            approve(answer=answer, by=actor)
            return self._done(request, answer)
        try:
            if deed == "redact" and redacting.is_valid():
                redact(answer=answer, by=actor, **redacting.cleaned_data)
                return self._done(request, answer)
            if deed == "withhold" and withholding.is_valid():
                withhold(answer=answer, by=actor, **withholding.cleaned_data)
                return self._done(request, answer)
        except Invalid as invalid:
            for fault in invalid.faults:
                redacting.add_error(fault.where, f"{fault.message} {fault.mend}".strip())
        return self._page(request, answer, redacting, withholding)

    def _answer(self, request: HttpRequest, pk: int) -> Answer:
        answer = answer_or_404(pk)
        shown_to_officers(request, answer.response.consultation.slug)
        return answer

    def _page(
        self, request: HttpRequest, answer: Answer, redacting: RedactForm, withholding: WithholdForm
    ) -> HttpResponse:
        consultation = answer.response.consultation
        texts = question_texts(newest_questionnaire(consultation))
        context = {
            "consultation": consultation,
            "answer": answer,
            "question": texts.get(answer.question, answer.question),
            "redacting": redacting,
            "withholding": withholding,
        }
        return render(request, "consultations/results/decide_answer.html", context)

    def _done(self, request: HttpRequest, answer: Answer) -> HttpResponse:
        messages.success(request, answer.get_reading_display())
        address = reverse("consultations:list_words", args=[answer.response.consultation.slug])
        return HttpResponseRedirect(f"{address}?question={answer.question}&reading={ReadingState.UNREAD}")
