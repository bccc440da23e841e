"""Open data."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse
from django.views import View

from folkmoot.ground.base.policies import PUBLIC
from folkmoot.ground.base.public import csv_file

from ..adapters.standings import Shown
from ..exports.open_data import COLUMNS, action_rows, as_document
from ..models import Action, Plan
from ..queries.standings import shown_on
from .shared import plan_or_404


def _public_actions(plan: Plan) -> list[Shown]:
    found = Action.objects.filter(plan=plan, is_public=True).select_related("plan__kind", "body")
    return shown_on(found.prefetch_related("carryings__objective__plan"))


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


class PlanJsonView(View):
    """/plans/PLAN/data.json"""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str) -> HttpResponse:
        found = plan_or_404(request, plan)
        document = as_document(found, _public_actions(found), _site(request))
        return HttpResponse(orjson.dumps(document, option=orjson.OPT_INDENT_2), content_type="application/json")


class ActionsCsvView(View):
    """/plans/PLAN/actions.csv"""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str) -> HttpResponse:
        found = plan_or_404(request, plan)
        rows = action_rows(found, _public_actions(found), _site(request))
        return csv_file(f"{found.key}-actions.csv", COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
