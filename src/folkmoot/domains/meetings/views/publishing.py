"""The page before an agenda goes out: clear days explained, what changes, what stands in the way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor, actor_of
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from ..actions.packs import make_packs
from ..actions.publishing import look_before_publishing, publish
from ..forms.agenda import PublishForm
from ..models import Publication
from ..queries.agenda import latest
from .finding import KeeperView


class PublishView(KeeperView):
    """/meetings/KEY/publish/"""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, PublishForm())

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            publication = publish(meeting=self.meeting, by=actor_of(request), reason=form.cleaned_data["reason"])
        except Invalid as problem:
            put_faults(form, problem)
            return self._page(request, form, status=422)
        messages.success(request, _("It is published."))
        bind(request, publication, actor_of(request))
        return redirect("meetings:show_meeting", key=key)

    def _page(self, request: HttpRequest, form: PublishForm, *, status: int = 200) -> HttpResponse:
        seen = {
            "meeting": self.meeting,
            "form": form,
            "ready": look_before_publishing(self.meeting),
            "publication": latest(self.meeting),
        }
        return render(request, "meetings/desk/publish.html", seen, status=status)


class MakePacksView(KeeperView):
    """/meetings/KEY/packs/ – the packs anew, if making them failed; posts only."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        publication = latest(self.meeting)
        if publication is not None:
            bind(request, publication, actor_of(request))
        return redirect("meetings:show_meeting", key=key)


def bind(request: HttpRequest, publication: Publication, by: Actor) -> None:
    """Make the packs of a version that is out. What cannot be put in is said; the version stands either way."""
    for title in make_packs(publication=publication, by=by):
        messages.warning(request, _("“%(title)s” could not be put into the pack. It is beside it.") % {"title": title})
