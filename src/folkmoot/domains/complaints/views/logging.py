"""An officer writes down what came by telephone, post or face to face: one, or a stack of cards."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import UNSORTED, arrival_to_sort, email_of
from folkmoot_core.values import Invalid

from ..actions.log import Origin, log_case
from ..forms.desk import CardForm, LogForm, StackForm, cards
from .cases import FOR_OFFICERS


class LogCaseView(View):
    """/cases/log/ – `?arrival=REFERENCE` makes a case of what stands in the log of arrivals."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        arrival = self._arrival(request)
        return self._page(request, LogForm(initial=begins_with(arrival) if arrival else {}), arrival)

    def post(self, request: HttpRequest) -> HttpResponse:
        arrival, form = self._arrival(request), LogForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, arrival, status=422)
        origin = form.origin()
        if arrival is not None:
            origin = Origin(channel=origin.channel, received_on=origin.received_on, arrival=arrival)
        try:
            logged = log_case(said=form.said(), origin=origin, whose=form.whose(), by=actor_of(request))
        except Invalid as problem:
            form.take(problem)
            return self._page(request, form, arrival, status=422)
        except Refused as problem:
            form.add_error(None, str(problem))
            return self._page(request, form, arrival, status=409)
        return redirect("complaints:show_case", logged.arrival.reference)

    def _arrival(self, request: HttpRequest) -> Arrival | None:
        reference = request.GET.get("arrival", "")
        if not reference:
            return None
        arrival = arrival_to_sort(actor_of(request), reference)
        if arrival is None or arrival.kind != UNSORTED:
            raise Http404
        return arrival

    def _page(self, request: HttpRequest, form: LogForm, arrival: Arrival | None, *, status: int = 200) -> HttpResponse:
        return render(request, "complaints/log_case.html", {"form": form, "arrival": arrival}, status=status)


def begins_with(arrival: Arrival) -> dict[str, object]:
    """What the log knows already; of an e-mail also who sent it."""
    known: dict[str, object] = {
        "channel": arrival.channel,
        "received_on": arrival.received_on,
        "words": arrival.words,
        "key": arrival.key,
    }
    mail = email_of(arrival)
    if mail is not None and mail.sender_address:
        known |= {"name": mail.sender_name, "email": mail.sender_address, "medium": "email"}
    return known


class TypeCardsView(View):
    """/cases/cards/ – a stack of comment cards, by keyboard alone."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        given = {name: request.GET[name] for name in ("channel", "received_on", "unit") if name in request.GET}
        return self._page(request, StackForm(initial=given), cards())

    def post(self, request: HttpRequest) -> HttpResponse:
        stack, rows = StackForm(request.POST), cards(request.POST)
        # Each is asked, so that all faults are told at once.
        fine = all([stack.is_valid(), *(row.is_valid() for row in rows)])
        if not fine:
            return self._page(request, stack, rows, status=422)
        try:
            with transaction.atomic():
                logged = [
                    log_case(said=said, origin=origin, whose=whose, by=actor_of(request))
                    for said, origin, whose in (row.card(stack) for row in rows if not row.is_empty)
                ]
        except Invalid as problem:
            for fault in problem.faults:
                stack.add_error(fault.where if fault.where in stack.fields else None, fault.message)
            return self._page(request, stack, rows, status=422)
        number = len(logged)
        told = ngettext("%d card is kept.", "%d cards are kept.", number) % number
        messages.success(request, told + " " + ", ".join(each.arrival.reference for each in logged))
        again = {name: request.POST.get(name, "") for name in ("channel", "received_on", "unit")}
        # The next stack, with what all cards have in common still there.
        return redirect(reverse("complaints:type_cards", query=again))

    def _page(self, request: HttpRequest, stack: StackForm, rows: list[CardForm], *, status: int = 200) -> HttpResponse:
        return render(request, "complaints/type_cards.html", {"form": stack, "cards": rows}, status=status)
