"""The page of a case, and the page on which one thing is done with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View

from folkmoot.ground.base.policies import Access, Refused, actor_of
from folkmoot_core.values import Invalid

from ..actions.letters import follow_path
from ..actions.rehearsing import Rehearsed, rehearse
from ..enums import State
from ..forms.deeds import LetterForm
from ..models import Case, Complainant
from ..policies import OFFICERS
from ..queries.arrangements import arrangements
from ..queries.case_page import case_of, case_page
from .deeds import DEEDS, Deed, deeds_for, number_in

FOR_OFFICERS = Access(roles=frozenset(OFFICERS))


def case_or_404(request: HttpRequest, reference: str) -> Case:
    """What an officer may not read is not there for them."""
    case = case_of(reference, actor_of(request))
    if case is None:
        raise Http404
    return case


def what_is_meant(case: Case, carried: dict[str, str | None]) -> str:
    """In words, the promise or the date that the page is about; '' where it is about the case."""
    if carried["remedy"]:
        remedy = case.remedies.filter(pk=number_in(carried["remedy"])).first()
        return remedy.words if remedy else ""
    event = case.events.filter(pk=number_in(carried["event"])).first() if carried["event"] else None
    return f"{event.get_kind_display()}, {date_format(event.on, 'j F Y')}" if event else ""


class ShowCaseView(View):
    """/cases/REFERENCE/"""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case = case_or_404(request, reference)
        seen = {
            "case": case,
            "page": case_page(case, actor_of(request)),
            "first": deeds_for(case, "first"),
            "more": deeds_for(case, "more"),
            "today": timezone.localdate(),
            "follow": follow_path(case),
            "ombudsman": arrangements().ombudsman,
            "is_at_door": case.state in (State.HELD, State.SET_ASIDE),
        }
        return render(request, "complaints/show_case.html", seen)


class DoView(View):
    """/cases/REFERENCE/DEED/"""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest, reference: str, deed: str) -> HttpResponse:
        case, what = self._find(request, reference, deed)
        return self._page(request, case, what, what.form(case=case, actor=actor_of(request)))

    def post(self, request: HttpRequest, reference: str, deed: str) -> HttpResponse:
        case, what = self._find(request, reference, deed)
        form = what.form(request.POST, request.FILES, case=case, actor=actor_of(request))
        if not form.is_valid():
            return self._page(request, case, what, form, status=422)
        looks = "look" in request.POST and isinstance(form, LetterForm)
        try:
            if looks:
                letters = rehearse(case=case, do=partial(what.run, case, form, actor_of(request)), by=actor_of(request))
                return self._page(request, case_or_404(request, reference), what, form, letters=letters)
            what.run(case, form, actor_of(request))
        except Invalid as problem:
            form.take(problem)
            return self._page(request, case, what, form, status=422)
        except Refused as problem:
            # Somebody else was quicker, or the clock does not have it: nothing typed is lost.
            form.add_error(None, str(problem))
            return self._page(request, case, what, form, status=409)
        messages.success(request, str(what.done))
        if case_of(reference, actor_of(request)) is None:
            # Made confidential, or given to another service: no longer theirs to see.
            return redirect("complaints:desk")
        return redirect("complaints:show_case", reference)

    def _find(self, request: HttpRequest, reference: str, deed: str) -> tuple[Case, Deed]:
        return case_or_404(request, reference), DEEDS[deed]

    def _page(
        self, request: HttpRequest, case: Case, what: Deed, form: Any, *,
        letters: list[Rehearsed] | None = None, status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        carried = {name: request.GET.get(name) or request.POST.get(name) for name in ("event", "remedy")}
        seen = {
            "case": case,
            "deed": what,
            "form": form,
            "letters": letters,
            "has_letter": isinstance(form, LetterForm),
            "meant": what_is_meant(case, carried),
            "owed": case.dues.filter(met_on=None, ended_on=None, current__isnull=False) if case.is_under_way else [],
            "today": timezone.localdate(),
            "carried": {n: v for n, v in carried.items() if v},
            "points": list(case.points.all()),
            "person": Complainant.objects.filter(case=case).first(),
        }
        return render(request, "complaints/do.html", seen, status=status)
