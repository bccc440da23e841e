"""Where the work on each question stands, and one question with all its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of, needs
from folkmoot_core.values import Invalid

from ...actions.theme_work.assigning import ask_to_assign
from ...actions.theme_work.searches import ask_to_search, is_stuck, usual_clusters
from ...actions.theme_work.works import choose_stance, open_work
from ...forms.theme_work import SearchForm, StanceForm
from ...models import ThemeWork
from ...policies import READERS
from ...queries.theme_work.overview import WorkState, next_step, states_of
from ...queries.theme_work.stance import stance_questions
from ..seeing import shown_to_officers
from .seeing import go_to, question_text, tell_faults, work_or_404


@needs(*READERS)
class ListThemeWorkView(View):
    """/consultations/SLUG/theme-work/: every question that was answered in words, and what comes next for it."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        rows = [(state, next_step(state)) for state in states_of(consultation)]
        return render(request, "consultations/theme_work/list_work.html", {"consultation": consultation, "rows": rows})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        try:
            question = request.POST.get("question", "")[:80]
            work = open_work(consultation=consultation, question=question, by=actor_of(request))
        except Invalid as invalid:
            tell_faults(request, invalid)
            return self.get(request, slug)
        return go_to("show_theme_work", work)


@dataclass(frozen=True)
class Step:
    """A line in the list of steps: its page ("" for what is done on this one), and how far it has got."""

    view: str
    title: str
    told: str
    is_done: bool
    is_open: bool = True


@needs(*READERS)
class ShowThemeWorkView(View):
    """/consultations/SLUG/theme-work/QUESTION/: the steps, the search, and which question tells for or against."""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        return self._page(request, work_or_404(request, slug, question))

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work, actor = work_or_404(request, slug, question), actor_of(request)
        deed = request.POST.get("deed", "")
        form: SearchForm | None = None
        try:
            if deed == "search":
                form = SearchForm(request.POST)
                if not form.is_valid():
                    return self._page(request, work, form)
                ask_to_search(work=work, by=actor, **form.cleaned_data)
                messages.success(request, _("The machine looks for groups. This takes a few minutes; you can go on."))
            elif deed == "assign":
                ask_to_assign(work=work, by=actor)
                messages.success(request, _("The machine reads the answers. This takes a few minutes; you can go on."))
            elif deed == "stance":
                choose_stance(work=work, question=request.POST.get("stance", "")[:80], by=actor)
                messages.success(request, _("Saved."))
        except Invalid as invalid:
            tell_faults(request, invalid)
            return self._page(request, work, form)
        return go_to("show_theme_work", work)

    def _page(self, request: HttpRequest, work: ThemeWork, form: SearchForm | None = None) -> HttpResponse:
        state = next(iter(states_of(work.consultation, work.question)), None)
        questions = [(each.key, each.text) for each in stance_questions(work.consultation)]
        context: dict[str, Any] = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "state": state,
        }
        if state is not None:
            seed = state.search.seed if state.search else 1
            usual = {"clusters": usual_clusters(state.question.count), "seed": seed}
            context |= {
                "next": next_step(state),
                "steps": steps_of(state),
                "search_form": form or SearchForm(initial=usual),
                "stance_form": StanceForm(initial={"stance": work.stance_question}, questions=questions),
                "search_is_stuck": state.search is not None and is_stuck(state.search),
                "run_is_stuck": state.run is not None and is_stuck(state.run),
            }
        return render(request, "consultations/theme_work/show_work.html", context)


def steps_of(state: WorkState) -> list[Step]:
    """All steps in the order of the guide."""
    count = {
        "clusters": state.clusters, "placed": state.placed, "groups": state.groups_to_look_at,
        "letters": state.letters, "in_letters": state.in_letters, "themes": state.themes, "version": state.codebook,
        "read": state.read, "accepted": state.accepted, "open": len(state.open_rounds),
    }  # fmt: skip
    letters = (
        _("%(groups)d groups to look at") % count
        if state.groups_to_look_at
        else _("%(letters)d letters with %(in_letters)d answers") % count
    )
    return [
        Step("list_duplicates", _("Letters that many sent"), letters, not state.groups_to_look_at, state.is_searched),
        Step(
            "merge_clusters", _("Put groups under themes"), _("%(placed)d of %(clusters)d groups have a place") % count,
            state.is_searched and state.placed == state.clusters, state.is_searched,
        ),
        Step(
            "edit_codebook", _("Codebook"),
            _("%(themes)d themes, version %(version)d") % count if state.codebook else _("%(themes)d themes") % count,
            state.codebook > 0,
        ),
        Step(
            "review_answers", _("Read what the machine is unsure of"), _("%(read)d answers read by people") % count,
            state.read >= state.worth_reading, state.is_assigned,
        ),
        Step(
            "set_threshold", _("What needs no look"), _("%(accepted)d answers accepted unseen") % count,
            state.work is not None and state.work.threshold is not None, state.is_assigned,
        ),
        Step(
            "list_coding_rounds", _("Two coders, and the audit"),
            _("%(open)d rounds open") % count if state.open_rounds else "",
            state.double is not None and state.audit is not None, state.codebook > 0,
        ),
        Step(
            "publish_theme_counts", _("Counts for everybody"), _("published") if state.is_published else "",
            state.is_published and not state.audit_is_newer, state.audit is not None,
        ),
    ]  # fmt: skip
