"""Who is party, and champions, at the officers' desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid

from ..actions.parties import add_champion, end_champion, put_party
from ..forms.desk import ChampionForm, PartyForm
from ..models import Agreement, Champion
from .shared import FOR_KEEPERS, kept_or_404


class EditPartiesView(View):
    """/compact/desk/AGREEMENT/parties/ – each form says its deed."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = kept_or_404(request, agreement)
        return self._page(request, found, self._party(), self._champion(found))

    def post(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found, actor = kept_or_404(request, agreement), actor_of(request)
        deed, party, champion = request.POST.get("deed", ""), self._party(), self._champion(found)
        try:
            if deed == "end":
                end_champion(champion=self._named(request, found), until=request.POST.get("until", ""), by=actor)
            elif deed == "champion":
                champion = self._champion(found, request.POST)
                if champion.is_valid():
                    add_champion(**champion.cleaned_data, by=actor)
            else:
                party = self._party(request.POST)
                if party.is_valid():
                    put_party(agreement=found, by=actor, **party.cleaned_data)
        except Invalid as invalid:
            if not (party.is_bound or champion.is_bound):
                messages.error(request, " ".join(f"{fault.message} {fault.mend}" for fault in invalid.faults))
                return redirect("compact:edit_parties", found.key)
            (party if party.is_bound else champion).take(invalid)
        if party.errors or champion.errors:
            return self._page(request, found, party, champion, status=422)
        messages.success(request, _("Saved."))
        return redirect("compact:edit_parties", found.key)

    def _party(self, *args: Any) -> PartyForm:
        form: PartyForm = PartyForm(args[0] if args else None, auto_id="party_%s")
        return form

    def _champion(self, agreement: Agreement, *args: Any) -> ChampionForm:
        parties = agreement.parties.select_related("organisation", "agreement__keeper")
        return ChampionForm(*args, parties=parties, auto_id="champion_%s")

    def _named(self, request: HttpRequest, agreement: Agreement) -> Champion:
        pk = request.POST.get("champion", "")
        found = Champion.objects.select_related("party__agreement__keeper").filter(party__agreement=agreement)
        champion = found.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 15 else None
        if champion is None:
            raise Http404
        return champion

    def _page(
        self, request: HttpRequest, agreement: Agreement, party: PartyForm, champion: ChampionForm, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "agreement": agreement,
            "parties": agreement.parties.select_related("organisation").prefetch_related("champions"),
            "party": party,
            "champion": champion,
            "form": champion if champion.is_bound else party,
        }
        return render(request, "compact/desk/edit_parties.html", context, status=status)
