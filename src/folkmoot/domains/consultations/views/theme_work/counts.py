"""The counts of themes: as an officer sees them, as everybody would, and publishing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of, needs
from folkmoot_core.values import Invalid

from ...actions.theme_work.publishing import publish_counts, withdraw_counts
from ...adapters import standing_of
from ...models import ThemeWork
from ...policies import READERS, can_plan, can_read, can_see_results
from ...queries.outcomes import is_published, outcome_of
from ...queries.theme_work.counts import Count, ThemeCount, ThemeCounts, counts_of, for_everybody, newest_audit
from ...queries.theme_work.published import published_questions
from ..seeing import shown_or_404
from .seeing import go_to, question_text, tell_faults, work_or_404


class ShowThemeCountsView(View):
    """/consultations/SLUG/wrote-about/: for everybody, as far as it is published and results may be seen."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown = shown_or_404(request, slug)
        actor = actor_of(request)
        found = published_questions(shown.consultation) if can_see_results(actor, shown.standing) else []
        if not found:
            raise Http404
        open_themes = is_published(outcome_of(shown.consultation)) or can_read(actor, shown.standing)
        context = {"consultation": shown.consultation, "questions": found, "open_themes": open_themes}
        return render(request, "consultations/theme_work/show_theme_counts.html", context)


@needs(*READERS)
class PublishCountsView(View):
    """/consultations/SLUG/theme-work/QUESTION/counts/"""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        round_ = newest_audit(work)
        context: dict[str, Any] = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "round": round_,
            "plans": can_plan(actor_of(request), standing_of(work.consultation)),
            "is_newest": round_ is not None and (work.published or {}).get("round") == round_.pk,
        }
        if round_ is not None:
            round_.work = work
            counts = counts_of(round_)
            shown = for_everybody(counts)
            context |= {"counts": counts, "shown": shown, "rows": rows_of(counts, shown)}
        return render(request, "consultations/theme_work/publish_counts.html", context)

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work: ThemeWork = work_or_404(request, slug, question)
        try:
            if request.POST.get("deed") == "withdraw":
                withdraw_counts(work=work, reason=request.POST.get("reason", "")[:300], by=actor_of(request))
                messages.success(request, _("The counts are taken back. Nobody but officers sees them."))
            else:
                publish_counts(work=work, by=actor_of(request), now=timezone.now())
                messages.success(request, _("The counts are published."))
        except Invalid as invalid:
            tell_faults(request, invalid)
        return go_to("publish_theme_counts", work)


@dataclass(frozen=True)
class Row:
    """A theme as officers see it (`own`) and as everybody would (`public`), and the same for each group beside it."""

    own: ThemeCount
    public: ThemeCount
    beside: tuple[tuple[Count, Count], ...]


def rows_of(counts: ThemeCounts, shown: ThemeCounts) -> list[Row]:
    """Largest first."""
    rows = [
        Row(own, public, tuple(zip(own.groups, public.groups, strict=True)))
        for own, public in zip(counts.themes, shown.themes, strict=True)
    ]
    return sorted(rows, key=lambda row: -(row.own.total.count or 0))
