"""What meetings decided and who does what: for everybody."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of, public_page
from folkmoot_core.meetings.resolutions import sentence_of
from folkmoot_core.values import Invalid

from ...actions.conduct.deciding import postpone, settle
from ...enums.conduct import EntryState
from ...forms.conduct.outcomes import NarrowForm, PostponeForm, SettleForm
from ...forms.conduct.room import OneOfMany
from ...policies import can_keep
from ...queries.conduct.happening import resolution_of, voted
from ...queries.conduct.popolo import popolo_votes
from ...queries.conduct.reading import actions_for, decisions_of_page, found_decisions, public_decisions
from .room import FOR_KEEPERS

A_PAGE = 50


@public_page
class ListDecisionsView(View):
    """/meetings/decisions/"""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NarrowForm(request.GET or None, leave_out="state")
        body, words = None, ""
        if form.is_bound and form.is_valid():
            body, words = form.cleaned_data["body"], form.cleaned_data["words"]
        page = Paginator(found_decisions(body, words), A_PAGE).get_page(request.GET.get("page"))
        rows = [(each, sentence_of(resolution_of(each))) for each in decisions_of_page(list(page))]
        return render(request, "meetings/conduct/decisions.html", {"form": form, "page": page, "rows": rows})


@public_page
class ShowDecisionView(View):
    """/meetings/decisions/PK/ – one address a decision, for ever."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision = get_object_or_404(public_decisions(), pk=pk)
        item = decision.item
        events = [
            event
            for motion in item.motions.prefetch_related("vote_events__votes__voter")
            for event in motion.vote_events.all()
        ]
        context = {
            "decision": decision,
            "sentence": sentence_of(resolution_of(decision)),
            "votes": [voted(event) for event in events],
            "actions": actions_for(actor_of(request)).filter(item=item),
            "meeting": item.meeting,
        }
        return render(request, "meetings/conduct/decision.html", context)


@public_page
class ListActionsView(View):
    """/meetings/actions/"""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NarrowForm(request.GET or None, leave_out="words", initial={"state": EntryState.OPEN})
        body, state = None, EntryState.OPEN.value if "state" not in request.GET else ""
        if form.is_bound and form.is_valid():
            body = form.cleaned_data["body"]
            state = form.cleaned_data["state"] if "state" in request.GET else state
        actor = actor_of(request)
        page = Paginator(actions_for(actor, body, state), A_PAGE).get_page(request.GET.get("page"))
        rows = [(each, can_keep(actor, each.meeting)) for each in page]
        return render(request, "meetings/conduct/actions.html", {"form": form, "page": page, "rows": rows})


class SettleActionView(View):
    """/meetings/actions/PK/ – done, dropped, or another day."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(request, pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = get_object_or_404(actions_for(actor_of(request)), pk=pk)
        deed = request.POST.get("deed", "")
        form: OneOfMany = PostponeForm(request.POST) if deed == "postpone" else SettleForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                if deed == "postpone":
                    postpone(entry=entry, due_on=data["due_on"], reason=data["reason"], by=actor_of(request))
                else:
                    settle(entry=entry, state=data["state"], note=data["done_note"], by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
        if form.errors:
            return self._page(request, pk, form)
        messages.success(request, _("Saved."))
        return redirect("meetings:list_actions")

    def _page(self, request: HttpRequest, pk: int, at_fault: OneOfMany | None = None) -> HttpResponse:
        entry = get_object_or_404(actions_for(actor_of(request)), pk=pk)
        initial = {"state": EntryState.DONE, "done_note": entry.done_note}
        context = {
            "entry": entry,
            "form": at_fault,
            "settle": at_fault if isinstance(at_fault, SettleForm) else SettleForm(initial=initial),
            "postpone": at_fault if isinstance(at_fault, PostponeForm) else PostponeForm(),
        }
        return render(request, "meetings/conduct/settle.html", context, status=422 if at_fault else 200)


@public_page
class ExportVotesView(View):
    """/meetings/votes.json – Popolo."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(popolo_votes(), json_dumps_params={"indent": 1})
