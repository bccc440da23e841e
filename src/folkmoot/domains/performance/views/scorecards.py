"""Scorecards: the list, one on its page, and its making."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from folkmoot.ground.base.policies import PUBLIC, Actor, actor_of, public_page
from folkmoot.ground.base.public import attached, csv_file
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.indicators.report import scorecard_report
from folkmoot_core.reports.forms import FORMS, write

from ..actions.readings import keep_readings
from ..actions.scorecards import keep_scorecard
from ..exports import SCORECARD, scorecard_rows
from ..forms import ScorecardForm
from ..models import Scorecard
from ..policies import can_keep, check_keep, keeps_scopes
from ..queries.keeping import bodies_kept
from ..queries.papers import scorecard_input
from ..queries.scorecards import shown
from .indicators import asked
from .shared import FormView

PAPERS = ("pdf", "docx", "xlsx")
KEPT_FOR_SECONDS = 3600


def scorecard_at(key: str, actor: Actor) -> Scorecard:
    scorecard = get_object_or_404(Scorecard.objects.select_related("body", "owner"), key=key)
    if not scorecard.is_public and not can_keep(actor, scorecard):
        raise Http404
    return scorecard


class ListScorecardsView(TemplateView):
    template_name = "performance/list_scorecards.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor = actor_of(self.request)
        rows = Scorecard.objects.select_related("body", "owner")
        body = asked(self.request, "body")
        if body:
            rows = rows.filter(body__key=body)
        found = [each for each in rows if each.is_public or can_keep(actor, each)]
        return super().get_context_data(scorecards=found, body=body, **kwargs)


class ShowScorecardView(TemplateView):
    template_name = "performance/show_scorecard.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor = actor_of(self.request)
        scorecard = scorecard_at(self.kwargs["key"], actor)
        page = shown(scorecard)
        keep_readings(page.made)
        papers = [(name, FORMS[name].title) for name in PAPERS]
        may_keep = can_keep(actor, scorecard)
        return super().get_context_data(scorecard=scorecard, page=page, papers=papers, may_keep=may_keep, **kwargs)


@public_page
def export_scorecard(request: HttpRequest, key: str) -> HttpResponse:
    return csv_file(f"{key}.csv", SCORECARD, scorecard_rows(shown(scorecard_at(key, actor_of(request)))))


@public_page
def take_scorecard(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The scorecard on paper, made of what its page shows."""
    if form not in PAPERS:
        raise Http404
    data = scorecard_input(scorecard_at(key, actor_of(request)), timezone.localdate())
    # Writing it takes seconds; what was written of the same figures on the same day serves whoever comes next.
    mark = f"scorecard:{form}:{data.counted}:{data.digest}"
    written = cache.get(mark)
    if written is None:
        written = write(scorecard_report(data), form)
        cache.set(mark, written, KEPT_FOR_SECONDS)
    return attached(written.name, written.media_type, written.content)


class AddScorecardView(FormView):
    scorecard: Scorecard

    def prepare(self) -> None:
        self.scorecard = Scorecard()
        self.title = _("Make a scorecard")
        self.back = (_("Scorecards"), reverse("performance:list_scorecards"))

    def form(self, *args: Any) -> ScorecardForm:
        kept = list(bodies_kept(keeps_scopes(self.actor)))
        return ScorecardForm(*args, bodies=list(Organisation.objects.all()), kept=kept, scorecard=self.scorecard)

    def keep(self, form: ScorecardForm) -> str:
        values = dict(form.cleaned_data)
        indicators = values.pop("indicators")
        for name in ("body", "owner"):
            values[name] = Organisation.objects.get(key=values[name])
        made = keep_scorecard(scorecard=self.scorecard, values=values, indicators=indicators, by=self.actor)
        self.back = (made.title, reverse("performance:show_scorecard", args=[made.key]))
        return _("The scorecard is up to date.")


class EditScorecardView(AddScorecardView):
    def prepare(self) -> None:
        self.scorecard = scorecard_at(self.kwargs["key"], self.actor)
        check_keep(self.actor, self.scorecard)
        self.title = _("Change the scorecard")
        self.back = (self.scorecard.title, reverse("performance:show_scorecard", args=[self.scorecard.key]))
