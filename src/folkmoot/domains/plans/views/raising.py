"""Make an action of something: from the page of a decision, one look and a button."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.thread.public import shown_at
from folkmoot_core.values import Invalid

from ..actions.planning import plans_to_write
from ..actions.raising import make_action
from ..forms.desk import MakeActionForm
from ..queries.visible import plans_kept_by
from .shared import FOR_KEEPERS

AHEAD = timedelta(days=90)
LONGEST = 300


class MakeActionView(View):
    """/plans/make/TYPE/KEY/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        return self._answer(request, record_type, key)

    def post(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        return self._answer(request, record_type, key)

    def _answer(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        actor = actor_of(request)
        found = shown_at(record_type, key, actor)
        if found is None:
            raise Http404
        record, shown = found
        plans = plans_to_write(actor, plans_kept_by(actor))
        begins = {
            "title": shown.title[:LONGEST] if shown.is_public else "",
            "due": timezone.localdate() + AHEAD,
            "plan": plans[0].key if plans else "",
        }
        form = MakeActionForm(request.POST if request.method == "POST" else None, plans=plans, initial=begins)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            chosen = data.pop("plan")
            plan = next(each for each in plans if each.key == chosen)
            try:
                made = make_action(record=record, is_public=shown.is_public, plan=plan, by=actor, **data)
            except Invalid as problem:
                form.take(problem)
            else:
                messages.success(request, _("The action is there, and tied to what it carries out."))
                return redirect(made.get_absolute_url())
        seen = {"form": form, "shown": shown, "plans": plans}
        return render(request, "plans/desk/make.html", seen, status=422 if form.errors else 200)
