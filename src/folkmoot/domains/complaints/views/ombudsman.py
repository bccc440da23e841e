"""What the Ombudsman has of us: the list, one referral, and her yearly letter beside our own list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot_core.casework.spans import year_holding
from folkmoot_core.reconcile import Compared, Why
from folkmoot_core.values import Invalid

from ..actions.ombudsman import put_referral
from ..forms.ombudsman import ReferralForm
from ..models import AnnualLetter, Referral
from ..queries.ombudsman import label_of, letter_tables, reconciled, referrals_of, year_of_referrals
from ..queries.reporting import YEAR_STARTS, span_of
from ..queries.visible import covers_all
from .cases import FOR_OFFICERS

A_PAGE = 50


class ForAll(View):
    """Pages over the cases of all services: officers of one service do not see them."""

    access = FOR_OFFICERS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not covers_all(actor_of(request)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ListReferralsView(ForAll):
    """/cases/ombudsman/ – `?year=2010-11`, `?page=`."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        asked = span_of(request.GET.get("year", ""))
        span = asked if asked and not asked.quarter else None
        page = Paginator(referrals_of(span), A_PAGE).get_page(request.GET.get("page"))
        rows = [
            (
                each,
                label_of(each.stage_list, each.stage),
                label_of(each.decision_list, each.decision),
                each.is_late(today),
                each.kept_its_remedy(today),
            )
            for each in page
        ]
        newest = Referral.objects.values_list("received_on", flat=True).first()
        shown = span or year_holding(newest or today, YEAR_STARTS)
        seen = {
            "page": page,
            "rows": rows,
            "span": span,
            "shown": shown,
            "year": year_of_referrals(shown),
            "letters": list(AnnualLetter.objects.all()),
        }
        return render(request, "complaints/ombudsman/list.html", seen)


class ReferralView(ForAll):
    """/cases/ombudsman/new/ and /cases/ombudsman/N/ – what is known, and the form that changes it."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        referral = self._find(pk)
        return self._page(request, referral, ReferralForm(referral=referral))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        referral = self._find(pk)
        form = ReferralForm(request.POST, referral=referral)
        if not form.is_valid():
            return self._page(request, referral, form, status=422)
        try:
            kept = put_referral(known=form.known(), by=actor_of(request), referral=referral)
        except Invalid as problem:
            form.take(problem)
            return self._page(request, referral, form, status=422)
        except Refused as problem:
            form.add_error(None, str(problem))
            return self._page(request, referral, form, status=409)
        messages.success(request, _("%(reference)s is written down.") % {"reference": kept.theirs})
        return redirect("complaints:list_referrals")

    def _find(self, pk: int | None) -> Referral | None:
        return None if pk is None else get_object_or_404(Referral.objects.select_related("case__arrival"), pk=pk)

    def _page(
        self, request: HttpRequest, referral: Referral | None, form: ReferralForm, *, status: int = 200
    ) -> HttpResponse:
        today = timezone.localdate()
        seen = {
            "referral": referral,
            "form": form,
            "is_late": referral.is_late(today) if referral else False,
            "decision": label_of(referral.decision_list, referral.decision) if referral else "",
        }
        return render(request, "complaints/ombudsman/referral.html", seen, status=status)


REASONS = {
    Why.OTHER_PERIOD: gettext_lazy("counted in another year by one of the two"),
    Why.OTHER_CATEGORY: gettext_lazy("counted elsewhere by one of the two"),
    Why.MERGED: gettext_lazy("one case for the one, several for the other"),
    Why.NOT_COUNTED: gettext_lazy("on both lists, and not counted by one of the two"),
    Why.NOT_ON_OURS: gettext_lazy("on the Ombudsman's list and not on ours"),
    Why.NOT_ON_THEIRS: gettext_lazy("on our list and not on the Ombudsman's"),
}


def told_of(cell: Compared) -> list[dict[str, str]]:
    """The reasons of a difference, those of one kind together: which cases, and why."""
    found: dict[str, list[str]] = {}
    for reason in cell.reasons:
        found.setdefault(str(REASONS[reason.why]), []).extend(dict.fromkeys((*reason.ours, *reason.theirs)))
    return [{"why": why, "refs": ", ".join(references)} for why, references in found.items()]


class ShowLetterView(ForAll):
    """/cases/ombudsman/letters/SPAN/ – each printed figure, ours, and the cases that make the difference."""

    def get(self, request: HttpRequest, span: str) -> HttpResponse:
        letter = get_object_or_404(AnnualLetter, span=span)
        found = reconciled(letter)
        tables = [
            (
                name,
                each,
                [(cell, told_of(cell)) for cell in each.cells if cell.difference or cell.reasons],
                len(each.cells),
            )
            for name, each in found.items()
        ]
        others = {name: rows for name, rows in letter_tables(letter).items() if name not in found}
        seen = {"letter": letter, "tables": tables, "others": others, "has_list": letter.cases.exists()}
        return render(request, "complaints/ombudsman/letter.html", seen)
