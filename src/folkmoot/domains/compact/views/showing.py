"""What everybody sees: the agreement, each promise with its record, and who is party."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of

from ..enums import Side
from ..models import Agreement, Version
from ..policies import ENTERERS, can_keep
from ..queries.concerns import counts_of
from ..queries.keeping import (
    by_side,
    by_theme,
    checks_by_organisation,
    checks_of,
    current_version,
    evidence_of,
    rows_of,
    rules_in_words,
    whole,
)
from .shared import agreement_or_404, commitment_or_404, version_or_404


class FrontView(View):
    """/compact/ – the agreement there is; a list where there are several."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        agreements = list(Agreement.objects.select_related("keeper"))
        if len(agreements) == 1:
            return HttpResponseRedirect(agreements[0].get_absolute_url())
        return render(request, "compact/front.html", {"agreements": agreements})


class ShowAgreementView(View):
    """/compact/AGREEMENT/ – the version that holds now, `?side=` one sector's promises alone."""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        return show_version(request, found, current_version(found))


class ShowVersionView(View):
    """/compact/AGREEMENT/VERSION/"""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str, version: str) -> HttpResponse:
        found = version_or_404(agreement, version)
        return show_version(request, found.agreement, found)


def show_version(request: HttpRequest, agreement: Agreement, version: Version | None) -> HttpResponse:
    rows = rows_of(version) if version else []
    side = request.GET.get("side", "")
    side = side if side in Side.values else ""
    shown = [row for row in rows if not side or row.commitment.side == side]
    context = {
        "agreement": agreement,
        "version": version,
        "versions": list(agreement.versions.all()),
        "themes": by_theme(shown),
        "sides": by_side(rows),
        "side": side,
        "whole": whole(rows),
        "silent": sum(1 for row in rows if row.is_silent),
        "number": len(rows),
        "concerns": counts_of(agreement),
        "reviews": list(agreement.reviews.exclude(published_at=None).only("year", "title")),
        "may_keep": can_keep(actor_of(request), agreement.scope),
    }
    return render(request, "compact/show_version.html", context)


class ShowCommitmentView(View):
    """/compact/AGREEMENT/VERSION/NUMBER/ – a promise, how the system checks it, and all that is on record."""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str, version: str, key: str) -> HttpResponse:
        commitment = commitment_or_404(agreement, version, key)
        actor = actor_of(request)
        may_keep = can_keep(actor, commitment.version.agreement.scope)
        context = {
            "commitment": commitment,
            "agreement": commitment.version.agreement,
            "rules": rules_in_words(commitment),
            "checks": checks_of(commitment, everything=may_keep),
            "evidence": evidence_of(commitment),
            "may_keep": may_keep,
            "may_enter": may_keep or actor.holds(*ENTERERS),
        }
        return render(request, "compact/show_commitment.html", context)


class ListPartiesView(View):
    """/compact/AGREEMENT/parties/ – who signed, who speaks up for it there, and how each keeps what it promised."""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        keeping = checks_by_organisation(found)
        parties = found.parties.select_related("organisation").prefetch_related("champions")
        context = {
            "agreement": found,
            "parties": [(party, keeping.pop(party.organisation_id, None)) for party in parties],
            "may_keep": can_keep(actor_of(request), found.scope),
            "edit": reverse("compact:edit_parties", args=[found.key]),
        }
        return render(request, "compact/list_parties.html", context)
