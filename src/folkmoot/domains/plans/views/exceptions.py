"""What is blocked, late, due soon or silent: for each body one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.bodies.models import Organisation

from ..enums import STATES
from ..queries.standings import bodies_with_exceptions, counts_of, current, exceptions_of, shown_on
from ..queries.visible import visible_actions, visible_plans
from .shared import day_asked_for


class ListExceptionsView(View):
    """/plans/exceptions/"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        day = day_asked_for(request)
        rows = [
            (body, [(*STATES[state], numbers[state.value]) for state in STATES if numbers.get(state.value)])
            for body, numbers in bodies_with_exceptions(visible_actions(actor_of(request)), day)
        ]
        return render(request, "plans/list_exceptions.html", {"rows": rows})


class ShowExceptionsView(View):
    """/plans/exceptions/BODY/"""

    access = PUBLIC

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        found = get_object_or_404(Organisation, key=body)
        day, actor = day_asked_for(request), actor_of(request)
        actions = visible_actions(actor)
        groups = [(*STATES[state], shown) for state, shown in exceptions_of(found, actions, day)]
        own = current(actions.filter(body=found) | actions.filter(plan__body=found), day)
        context = {
            "body": found,
            "groups": groups,
            "counts": counts_of(shown_on(own)),
            "plans": list(visible_plans(actor).filter(body=found)),
            "day": day,
        }
        return render(request, "plans/show_exceptions.html", context)
