"""How the pages of meetings find what their address names, and who asks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views import View

from folkmoot.ground.base.policies import Access, actor_of
from folkmoot.ground.bodies.models import Organisation

from ..models import AgendaItem, Meeting
from ..policies import KEEPERS, check_keep
from ..queries.agenda import may_open

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))


def open_meeting(request: HttpRequest, key: str) -> Meeting:
    """The meeting, for whoever may know of it; for others there is none."""
    meeting = get_object_or_404(Meeting.objects.select_related("body", "chair"), key=key)
    if not may_open(meeting, actor_of(request)):
        raise Http404
    return meeting


def body_of(key: str) -> Organisation:
    return get_object_or_404(Organisation, key=key)


class KeeperView(View):
    """A page about one meeting, for those who keep the meetings of its body; others are refused."""

    access = FOR_KEEPERS
    meeting: Meeting

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.meeting = get_object_or_404(Meeting.objects.select_related("body", "chair"), key=kwargs["key"])
        check_keep(actor_of(request), self.meeting)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def item(self) -> AgendaItem:
        return get_object_or_404(
            AgendaItem.objects.select_related("meeting__body"), meeting=self.meeting, serial=self.kwargs["serial"]
        )
