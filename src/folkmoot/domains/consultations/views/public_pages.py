"""What everybody can read about consultations: the list, the calendar, one consultation, what consultees saw."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.intake.public import new_form_key
from folkmoot_core.phases import consultation_length

from ..adapters import standing_of
from ..adapters.frozen import canonical
from ..enums import EqualityStatus, PhaseKind, ResultsVisibility
from ..models import Consultation, FrozenCopy
from ..policies import can_plan, can_see, can_see_outcome, can_see_results
from ..queries.channels import totals_by_channel
from ..queries.listing import (
    Wanted,
    areas_asked,
    calendar,
    changes_since_opening,
    frozen_copy_of,
    listing,
    organisations_asking,
    plan_of,
    stages_of,
)
from ..queries.outcomes import is_published, outcome_of, overdue
from ..queries.planning import minimum_days
from ..queries.reports.listing import standing_editions
from .answering import form_address

A_PAGE = 20
YEAR = re.compile(r"(19|20|21)[0-9]{2}")
CALENDAR_DAYS_BACK, CALENDAR_DAYS_AHEAD = 92, 366


def wanted_by(request: HttpRequest) -> Wanted:
    asked = request.GET
    return Wanted(
        words=asked.get("words", "").strip()[:200],
        area=asked.get("area", "")[:20],
        organisation=asked.get("organisation", "")[:80],
    )


def filter_context(wanted: Wanted) -> dict[str, Any]:
    return {"wanted": wanted, "areas": areas_asked(), "organisations": organisations_asking()}


class ListConsultationsView(View):
    """/consultations/: open now, coming up, being read, finished."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = wanted_by(request)
        found = listing(wanted)
        finished = Paginator(found.finished, A_PAGE).get_page(request.GET.get("page"))
        context = {"found": found, "finished": finished, **filter_context(wanted)}
        return render(request, "consultations/list.html", context)


class CalendarView(View):
    """/consultations/calendar/: what opens, closes and is promised, by month; ?year=2011 for another year."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted, today = wanted_by(request), timezone.localdate()
        year = _year(request.GET.get("year", ""))
        if year is None:
            first = (today - timedelta(days=CALENDAR_DAYS_BACK)).replace(day=1)
            last = today + timedelta(days=CALENDAR_DAYS_AHEAD)
        else:
            first, last = date(year, 1, 1), date(year, 12, 31)
        context = {
            "months": calendar(wanted, first, last),
            "first": first,
            "last": last,
            "earlier": first.year - (1 if year else 0),
            "later": last.year + 1 if year else None,
            "today": today,
            **filter_context(wanted),
        }
        return render(request, "consultations/calendar.html", context)


class ShowConsultationView(View):
    """/consultations/SLUG/"""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation, actor = public_plan(request, slug), actor_of(request)
        standing = standing_of(consultation)
        today = timezone.localdate()
        may_see_results = can_see_results(actor, standing)
        published: list[Any] = getattr(consultation, "published", [])
        context = {
            "consultation": consultation,
            "standing": standing,
            "stages": stages_of(consultation),
            "is_open": standing.allows("answering") and bool(published),
            "is_forthcoming": standing.phase == PhaseKind.DRAFT,
            "is_over": standing.phase not in (PhaseKind.DRAFT, PhaseKind.OPEN),
            "days_left": (consultation.closes_on - today).days if consultation.closes_on else None,
            "length": _length(consultation),
            "is_short": _is_short(consultation),
            "equality": EqualityStatus(consultation.equality_status).label,
            "form_address": form_address(consultation, new_form_key()),
            "has_questionnaire": bool(published),
            "results_are_live": consultation.results_visibility == ResultsVisibility.LIVE,
            "may_see_results": may_see_results,
            "total": totals_by_channel(consultation).total if may_see_results else None,
            "has_reports": standing.allows("results_public") and standing_editions(consultation) > 0,
            "has_outcome": is_published(outcome_of(consultation)) and can_see_outcome(actor, standing),
            "overdue": overdue(consultation, today),
            "changes": changes_since_opening(consultation),
            "may_plan": can_plan(actor, standing),
        }
        return render(request, "consultations/show.html", context)


class AsPublishedView(View):
    """What consultees saw when it opened, with its fingerprint."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = public_plan(request, slug)
        copy = _copy_or_404(consultation)
        plan = copy.content["plan"]
        days = {name: date.fromisoformat(plan[name]) if plan[name] else None for name in ("opens_on", "closes_on")}
        context = {
            "consultation": consultation,
            "copy": copy,
            "plan": plan,
            "days": days,
            "equality": EqualityStatus(plan["equality_status"]).label,
        }
        return render(request, "consultations/as_published.html", context)


class FrozenFileView(View):
    """The frozen copy as the very bytes that the fingerprint was taken of."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        copy = _copy_or_404(public_plan(request, slug))
        page = HttpResponse(canonical(copy.content), content_type="application/json")
        page["Content-Disposition"] = f'attachment; filename="{slug}-as-published.json"'
        return page


def public_plan(request: HttpRequest, slug: str) -> Consultation:
    """The consultation, when whoever asks may see it: for all others there is no such page."""
    consultation = plan_of(slug)
    if consultation is None or not can_see(actor_of(request), standing_of(consultation)):
        raise Http404
    return consultation


def _copy_or_404(consultation: Consultation) -> FrozenCopy:
    copy = frozen_copy_of(consultation)
    if copy is None:
        raise Http404
    return copy


def _length(consultation: Consultation) -> str:
    if consultation.opens_on is None or consultation.closes_on is None:
        return ""
    return " ".join(consultation_length(consultation.opens_on, consultation.closes_on).because)


def _is_short(consultation: Consultation) -> bool:
    if consultation.opens_on is None or consultation.closes_on is None:
        return False
    return (consultation.closes_on - consultation.opens_on).days + 1 < minimum_days()


def _year(asked: str) -> int | None:
    return int(asked) if YEAR.fullmatch(asked) else None
