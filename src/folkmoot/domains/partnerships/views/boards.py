"""What the rules say of each board, for everybody."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from folkmoot.ground.base.policies import PUBLIC, public_page
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.composition import as_json, profile

from ..models import BoardEvent, BoardRule, Waiver
from ..policies import can_edit_body
from ..queries.boards import Checked, bodies_with_rules, checked, checked_all
from .asked import day_asked_for


class ListBoardsView(TemplateView):
    """Every body with rules, and how many of them it breaks."""

    template_name = "partnerships/list_boards.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = day_asked_for(self.request)
        found = checked_all(bodies_with_rules(), on)
        return super().get_context_data(on=on, is_today=on == timezone.localdate(), boards=found, **kwargs)


class ShowBoardView(TemplateView):
    """One body: its profile, each rule with what was found, leave to break one, and what happened."""

    template_name = "partnerships/show_board.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body = get_object_or_404(Organisation.objects.select_related("parent"), key=self.kwargs["key"])
        on = day_asked_for(self.request)
        found = checked(body, on)
        return super().get_context_data(
            body=body,
            on=on,
            is_today=on == timezone.localdate(),
            checked=found,
            balance_rows=balance_rows(found),
            profile=profile(found.governance.profile) if found.governance else None,
            rules=list(BoardRule.objects.filter(body=body)),
            waivers=list(Waiver.objects.filter(body=body)),
            events=list(BoardEvent.objects.filter(body=body)[:50]),
            members=found.board.sitting(on),
            may_edit=can_edit_body(self.request.actor, body),  # type: ignore[attr-defined]
            **kwargs,
        )


def balance_rows(found: Checked) -> list[dict[str, Any]]:
    """The table of how parties share the seats, a row each; [] where that is not known."""
    stands = found.board.balance
    if stands is None:
        return []
    return [
        {
            "group": group,
            "members": members,
            "share": float(stands.shares[group]),
            "due": stands.due[group],
            "held": stands.held[group],
            "all_due": stands.all_due[group],
            "all_held": stands.all_held[group],
        }
        for group, members in stands.members.items()
    ]


@public_page
def export_board(request: HttpRequest, key: str) -> HttpResponse:
    """What the rules say of a body, for another program; as `folkmoot composition KEY --json` does."""
    body = get_object_or_404(Organisation, key=key)
    on = day_asked_for(request)
    found = checked(body, on)
    chosen = found.governance.profile if found.governance else ""
    plain = as_json(found.board, found.findings, on, chosen, found.contradictions)
    response = HttpResponse(orjson.dumps(plain, option=orjson.OPT_INDENT_2), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
