"""Rounds of coding: beginning one, coding in it without seeing what others said, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of, needs
from folkmoot_core.values import Invalid

from ...actions.theme_work.rounds import begin_round, close_round, code_in_round
from ...enums import RoundKind
from ...forms.theme_work import RoundForm
from ...models import CodingRound, ThemeWork
from ...policies import READERS
from ...queries.theme_work.answers import answers_by_number
from ...queries.theme_work.assignments import newest_assignment
from ...queries.theme_work.codebooks import coded_themes, newest_codebook
from ...queries.theme_work.review import choices_for
from ...queries.theme_work.rounds import next_to_code, own_coding, progress_of, rounds_of
from .review import posted_answer
from .seeing import go_to, question_text, tell_faults, whole_numbers, work_or_404


@needs(*READERS)
class ListRoundsView(View):
    """/consultations/SLUG/theme-work/QUESTION/rounds/"""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        return self._page(request, work_or_404(request, slug, question), RoundForm(initial={"kind": RoundKind.DOUBLE}))

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work, form = work_or_404(request, slug, question), RoundForm(request.POST)
        if not form.is_valid():
            return self._page(request, work, form)
        try:
            begun = begin_round(work=work, by=actor_of(request), **form.cleaned_data)
        except Invalid as invalid:
            tell_faults(request, invalid)
            return self._page(request, work, form)
        return go_to("show_coding_round", work, begun.pk)

    def _page(self, request: HttpRequest, work: ThemeWork, form: RoundForm) -> HttpResponse:
        rounds = rounds_of(work)
        for each in rounds:
            each.work = work
        context: dict[str, Any] = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "rounds": [progress_of(each) for each in rounds],
            "form": form,
            "codebook": newest_codebook(work),
            "run": newest_assignment(work),
        }
        return render(request, "consultations/theme_work/list_rounds.html", context)


def round_or_404(work: ThemeWork, pk: int) -> CodingRound:
    found = get_object_or_404(CodingRound.objects.select_related("codebook", "assignment"), work=work, pk=pk)
    found.work = work
    return found


@needs(*READERS)
class ShowRoundView(View):
    """/consultations/SLUG/theme-work/QUESTION/rounds/NUMBER/: who has coded how much; once closed, what came of it."""

    def get(self, request: HttpRequest, slug: str, question: str, pk: int) -> HttpResponse:
        work = work_or_404(request, slug, question)
        round_ = round_or_404(work, pk)
        progress = progress_of(round_)
        key = actor_of(request).key
        mine = next((coder for coder in progress.coders if coder.key == key), None)
        context = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "round": round_,
            "progress": progress,
            "mine": mine,
            "may_code": not progress.is_closed
            and (mine is not None or not progress.has_all_coders or round_.kind == RoundKind.AUDIT),
            "themes": dict(work.consultation.themes.values_list("key", "title")),
            "differ": answers_by_number(work, (round_.result or {}).get("differ", [])[:100]).values(),
        }
        return render(request, "consultations/theme_work/show_round.html", context)

    def post(self, request: HttpRequest, slug: str, question: str, pk: int) -> HttpResponse:
        work = work_or_404(request, slug, question)
        try:
            close_round(round_=round_or_404(work, pk), by=actor_of(request))
            messages.success(request, _("The round is closed."))
        except Invalid as invalid:
            tell_faults(request, invalid)
        return go_to("show_coding_round", work, pk)


@needs(*READERS)
class CodeInRoundView(View):
    """/consultations/SLUG/theme-work/QUESTION/rounds/NUMBER/code/: the next answer, with no suggestion of anybody's."""

    def get(self, request: HttpRequest, slug: str, question: str, pk: int) -> HttpResponse:
        work = work_or_404(request, slug, question)
        round_, key = round_or_404(work, pk), actor_of(request).key
        progress = progress_of(round_)
        wanted = next(iter(whole_numbers([request.GET.get("answer", "")])), None)
        number = wanted if wanted in progress.answers else next_to_code(round_, progress.answers, key)
        if progress.is_closed or number is None:
            return go_to("show_coding_round", work, pk)
        coding = own_coding(round_, number, key)
        themes = coded_themes(work, round_.codebook)
        ticked = {theme.pk for theme in themes if coding and theme.key in coding.themes}
        done = next((coder.done for coder in progress.coders if coder.key == key), 0)
        context = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "round": round_,
            "progress": progress,
            "done": done,
            "answer": answers_by_number(work, [number])[number],
            "choices": choices_for(themes, [], ticked),
            "last": round_.codings.filter(coder_key=key).order_by("-done_at").first(),
        }
        return render(request, "consultations/theme_work/code_in_round.html", context)

    def post(self, request: HttpRequest, slug: str, question: str, pk: int) -> HttpResponse:
        work = work_or_404(request, slug, question)
        round_, answer = round_or_404(work, pk), posted_answer(request, work)
        ticked = request.POST.getlist("theme")[:100]
        if not ticked and request.POST.get("deed") != "none":
            messages.error(request, _("Tick a theme, or press “None of these”."))
            return go_to("code_in_round", work, pk)
        themes = [] if request.POST.get("deed") == "none" else ticked
        try:
            code_in_round(round_=round_, answer=answer, themes=themes, by=actor_of(request))
        except Invalid as invalid:
            tell_faults(request, invalid)
        except Refused as refused:
            messages.error(request, str(refused))
            return go_to("show_coding_round", work, pk)
        return go_to("code_in_round", work, pk)
