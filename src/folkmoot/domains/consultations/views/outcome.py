"""What we asked, what people said, what we did: the list, one of them, and writing it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View
from django.views.generic import ListView

from folkmoot.ground.base.policies import PUBLIC, actor_of

from ..models import Outcome
from ..policies import can_plan, can_read, can_see_results
from ..queries.outcomes import (
    answered_items,
    awaiting_outcome,
    due_by,
    is_published,
    outcome_of,
    overdue,
    published_outcomes,
    verdict_counts,
)
from ..queries.theme_work.published import published_themes
from .seeing import shown_or_404


class ListOutcomesView(ListView):
    """Every published outcome, and every consultation that still waits for one."""

    template_name = "consultations/outcome/list_outcomes.html"
    paginate_by = 25
    access = PUBLIC

    def get_queryset(self) -> QuerySet[Outcome]:
        return published_outcomes()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        waiting = [(each, due_by(each), overdue(each, today)) for each in awaiting_outcome(today)]
        context["outcomes"] = [(outcome, verdict_counts(outcome)) for outcome in context["object_list"]]
        context["waiting"] = sorted(waiting, key=lambda one: -(one[2].days if one[2] else 0))
        return context


class ShowOutcomeView(View):
    """/consultations/SLUG/outcome/: once published, for everybody; before that, for those who may read behind the
    scenes."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown = shown_or_404(request, slug)
        actor, outcome = actor_of(request), outcome_of(shown.consultation)
        if outcome is None or not (is_published(outcome) or can_read(actor, shown.standing)):
            raise Http404
        sees = can_see_results(actor, shown.standing)
        published = published_themes(shown.consultation) if sees else {}
        items = answered_items(outcome)
        context = {
            "consultation": shown.consultation,
            "outcome": outcome,
            "items": [(each, published.get(each.theme.key) if each.theme else None) for each in items],
            "counts": verdict_counts(outcome),
            "changed": [each for each in items if each.changed_something],
            "is_published": is_published(outcome),
            "sees_results": sees,
            "plans": can_plan(actor, shown.standing),
        }
        return render(request, "consultations/outcome/show_outcome.html", context)
