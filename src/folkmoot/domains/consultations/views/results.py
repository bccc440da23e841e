"""The counts, for everybody once they are public, and at any time for officers; and one question by groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.base.public import kept_page

from ..actions.releasing import public_breakdown, public_results
from ..policies import can_plan, can_read, can_see_results, check_results
from ..queries.channels import ChannelTotals, totals_by_channel
from ..queries.reports.listing import standing_editions
from ..queries.results import (
    POLICY,
    Breakdown,
    Narrowing,
    QuestionResult,
    Results,
    Trait,
    breakdown_of,
    choices_for_narrowing,
    results_of,
    traits_for,
)
from ..queries.showing import Shown
from ..queries.theme_work.published import themed_questions
from ..queries.words import published_counts
from ..tables.breakdowns import grid_of
from .seeing import shown_or_404


@dataclass(frozen=True)
class Sight:
    """What one visitor gets to see of a consultation's counts."""

    shown: Shown
    reads: bool
    protected: bool
    narrowing: Narrowing

    @cached_property
    def _totals(self) -> ChannelTotals:
        """Counted once for a page."""
        return totals_by_channel(self.shown.consultation)

    @cached_property
    def results(self) -> Results:
        """What the public sees comes from the ledger of releases. An officer who looks at it before it is public
        releases nothing."""
        consultation, standing = self.shown.consultation, self.shown.standing
        if self.protected and standing.allows("results_public"):
            coming = standing.allows("answering")
            return public_results(consultation=consultation, answers_come_in=coming, channels=self._totals)
        return results_of(consultation, protected=self.protected, narrowing=self.narrowing, channels=self._totals)

    def breakdown(self, question: str, trait: Trait) -> Breakdown | None:
        """One question by groups; None where there is no such thing."""
        consultation = self.shown.consultation
        found = breakdown_of(
            consultation,
            question,
            trait,
            protected=self.protected,
            narrowing=self.narrowing,
            channels=self._totals,
        )
        if found is None or not (self.protected and self.shown.standing.allows("results_public")):
            return found
        return public_breakdown(consultation=consultation, breakdown=found, results=self.results)


def sight_of(request: HttpRequest, slug: str) -> Sight:
    """Raises Http404 for what the visitor may not know of, Refused for counts that are not public yet.

    Officers see every count, unless they ask for what the public sees (`?as=public`).
    """
    shown = shown_or_404(request, slug)
    check_results(actor_of(request), shown.standing)
    return seen_by(request, shown)


def seen_by(request: HttpRequest, shown: Shown) -> Sight:
    """The same for a consultation that is found, and counts that the visitor may see."""
    reads = can_read(actor_of(request), shown.standing)
    protected = not reads or request.GET.get("as") == "public"
    narrowing = {} if protected else read_narrowing(request)
    return Sight(shown, reads, protected, narrowing)


def read_narrowing(request: HttpRequest) -> Narrowing:
    """The traits that an officer chose; "-" stands for "not known", since an empty field leaves the trait open."""
    wanted = {trait: request.GET.get(trait.value, "") for trait in Trait}
    return {trait: "" if value == "-" else value[:80] for trait, value in wanted.items() if value}


class ShowResultsView(View):
    """/consultations/SLUG/results/"""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown = shown_or_404(request, slug)
        actor = actor_of(request)
        if not can_see_results(actor, shown.standing):
            hidden = {"consultation": shown.consultation}
            return render(request, "consultations/results/hidden.html", hidden, status=403)
        sight = seen_by(request, shown)
        if sight.reads or request.GET:
            return HttpResponse(self._draw(request, sight, standing_editions(shown.consultation)))
        # What residents see depends on nothing but the counts; two dozen tables are dear to draw.
        results, consultation = sight.results, shown.consultation
        mark = (consultation.pk, consultation.updated_at, results.stamp, results.channels, shown.standing.switches)
        editions = standing_editions(consultation)
        return kept_page(request, ("results", *mark, editions > 0), lambda: self._draw(request, sight, editions))

    def _draw(self, request: HttpRequest, sight: Sight, editions: int) -> str:
        shown, results = sight.shown, sight.results
        context: dict[str, Any] = {
            "consultation": shown.consultation,
            "results": results,
            "parts": [
                (
                    title,
                    [(each, _comparable(each, results, sight)) for each in questions],
                )
                for title, questions in results.sections
            ],
            "reads": sight.reads,
            "plans": can_plan(actor_of(request), shown.standing),
            "threshold": POLICY.threshold,
            "percent_base": POLICY.percent_base,
            "is_running": shown.standing.allows("answering"),
            "published": published_counts(shown.consultation),
            "themed": themed_questions(shown.consultation),
            "has_reports": editions > 0 and shown.standing.allows("results_public"),
            "query": request.GET.urlencode(),
        }
        if sight.reads and not sight.protected:
            context["narrowing"] = choices_for_narrowing(shown.consultation, results, sight.narrowing)
            context["is_narrowed"] = bool(sight.narrowing)
        return render_to_string("consultations/results/show_results.html", context, request)


def _comparable(each: QuestionResult, results: Results, sight: Sight) -> list[Trait]:
    """What a question can be broken down by; nothing while counts are rounded or wait."""
    waits = results.rounded or results.behind is not None
    return [] if waits else traits_for(each, results, protected=sight.protected)


class ShowBreakdownView(View):
    """/consultations/SLUG/results/QUESTION/by/TRAIT/"""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str, question: str, trait: str) -> HttpResponse:
        sight = sight_of(request, slug)
        if trait not in Trait.values:
            raise Http404
        found = sight.breakdown(question, Trait(trait))
        if found is None:
            raise Http404
        context = {
            "consultation": sight.shown.consultation,
            "breakdown": found,
            "grids": [(table, grid_of(table, str(found.trait.label))) for table in found.tables],
            "results": sight.results,
            "reads": sight.reads,
            "threshold": POLICY.threshold,
            "percent_base": POLICY.percent_base,
            "others": [
                each
                for each in traits_for(found.result, sight.results, protected=sight.protected)
                if each != found.trait
            ],
            "query": request.GET.urlencode(),
        }
        return render(request, "consultations/results/show_breakdown.html", context)
