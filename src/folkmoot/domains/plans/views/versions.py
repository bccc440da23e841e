"""Versions of a plan, and what changed between two."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC
from folkmoot_core.plans import Change, Item, compare_faces

from ..adapters.faces import face_of, items_from_data
from ..enums import FIELD_NAMES, WHAT_NAMES
from ..models import Plan, PlanVersion
from .shared import plan_or_404

NOW = "now"


class ShowVersionView(View):
    """/plans/PLAN/versions/NUMBER/ – as it was published."""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str, number: int) -> HttpResponse:
        found = plan_or_404(request, plan)
        version = get_object_or_404(PlanVersion, plan=found, number=number)
        groups = [
            (WHAT_NAMES.get(what, what), [(item, _fields_of(item)) for item in items])
            for what, items in groupby(items_from_data(version.items), key=lambda item: item.what)
        ]
        return render(request, "plans/show_version.html", {"plan": found, "version": version, "groups": groups})


class ShowChangesView(View):
    """/plans/PLAN/changes/?from=1&to=2 – without them, from the last version to the plan as it stands now."""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str) -> HttpResponse:
        found = plan_or_404(request, plan)
        versions = list(found.versions.order_by("number"))
        if not versions:
            raise Http404
        before = _chosen(versions, request.GET.get("from", "")) or versions[-1]
        after = _chosen(versions, request.GET.get("to", ""))
        new = items_from_data(after.items) if after else face_of(found)
        changes = compare_faces(items_from_data(before.items), new)
        context = {
            "plan": found,
            "versions": versions,
            "before": before,
            "after": after,
            "choices": [(str(each.number), _name_of(found, each)) for each in versions],
            "now": NOW,
            "changes": [(each, WHAT_NAMES.get(each.item.what, each.item.what), _told(each)) for each in changes],
        }
        return render(request, "plans/show_changes.html", context)


def _chosen(versions: list[PlanVersion], asked: str) -> PlanVersion | None:
    return next((each for each in versions if str(each.number) == asked), None)


def _name_of(plan: Plan, version: PlanVersion) -> str:
    return _("Version %(number)d, %(state)s") % {"number": version.number, "state": version.get_state_display()}


def _fields_of(item: Item) -> list[tuple[object, str]]:
    return [(FIELD_NAMES.get(name, name), text) for name, text in item.fields if text]


def _told(change: Change) -> list[tuple[object, str, str]]:
    return [(FIELD_NAMES.get(name, name), before, after) for name, before, after in change.fields]
