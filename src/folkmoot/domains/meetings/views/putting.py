"""Put before a body: from the page of a record, a meeting is chosen, and that is all."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Access, actor_of
from folkmoot.ground.thread.public import opens_later, shown_at
from folkmoot_core.values import Invalid

from ..actions.putting import put_before, title_for
from ..forms.putting import PutBeforeForm
from ..models import Meeting
from ..policies import ASKERS
from ..queries.agenda import rules_of, sections_of
from ..queries.listing import coming

MOST = 40


class PutBeforeView(View):
    """/meetings/put/TYPE/KEY/"""

    access = Access(roles=frozenset(ASKERS))

    def get(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        return self._answer(request, record_type, key)

    def post(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        return self._answer(request, record_type, key)

    def _answer(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        found = shown_at(record_type, key, actor_of(request))
        if found is None:
            raise Http404
        record, shown = found
        meetings = list(coming(timezone.localdate())[:MOST])
        meetings = [meeting for meeting in meetings if not meeting.is_cancelled]
        opens = shown.is_public or opens_later(record)
        begins = {"title": title_for(shown.title, is_public=opens), "with_paper": True}
        if meetings:
            begins["meeting"] = meetings[0].key
        form = PutBeforeForm(
            request.POST if request.method == "POST" else None,
            meetings=meetings,
            asks_about_paper=opens and not shown.is_public,
            initial=begins,
        )
        if request.method == "POST" and form.is_valid():
            meeting = next(each for each in meetings if each.key == form.cleaned_data["meeting"])
            try:
                put_before(
                    record=record,
                    is_public=opens,
                    with_paper=form.cleaned_data.get("with_paper", True),
                    meeting=meeting,
                    title=form.cleaned_data["title"],
                    section=_section(meeting),
                    by=actor_of(request),
                )
            except Invalid as problem:
                form.take(problem)
            else:
                messages.success(request, _("It is on the agenda. The clerk publishes it with the next version."))
                return redirect(shown.url or "meetings:list_meetings")
        seen = {"form": form, "shown": shown, "meetings": meetings, "opens": opens}
        return render(request, "meetings/put_before.html", seen, status=422 if form.errors else 200)


def _section(meeting: Meeting) -> str:
    """Where business stands: the second section of a body that has several."""
    sections = sections_of(rules_of(meeting.body_id))
    return sections[min(1, len(sections) - 1)][0]
