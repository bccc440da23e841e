"""Funding: what everybody sees of a decision, and the officers' list and form."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot_core.values import Invalid

from ..actions.funding import put_funding, put_payment
from ..forms.desk import FundingForm, PaymentForm
from ..models import Check, FundingDecision, Payment
from ..policies import can_enter
from ..queries.desk import funding_for
from ..queries.visible import keeper_scope, organisations_for
from .shared import FOR_ENTERERS

A_PAGE = 50


class ShowFundingView(View):
    """/compact/funding/REFERENCE/ – a decision, its payments, and how it stands to the agreement."""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        decision = FundingDecision.objects.select_related("funder").filter(reference=reference).first()
        if decision is None:
            raise Http404
        may_edit = can_enter(actor_of(request), keeper_scope(), decision.funder.scope)
        if not (decision.is_public or may_edit):
            raise Http404
        payments = list(decision.payments.all())
        own = Check.objects.filter(record_type=FundingDecision._meta.label_lower, record_key=str(decision.pk))
        paid = Check.objects.filter(
            record_type=Payment._meta.label_lower, record_key__in=[str(payment.pk) for payment in payments]
        )
        checks = (own | paid).select_related("rule__commitment__version__agreement", "organisation")
        context = {
            "decision": decision,
            "payments": payments,
            "checks": list(checks.order_by("rule__commitment__key", "begins")),
            "may_edit": may_edit,
        }
        return render(request, "compact/show_funding.html", context)


class ListFundingView(View):
    """/compact/desk/funding/"""

    access = FOR_ENTERERS

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(funding_for(actor_of(request)), A_PAGE).get_page(request.GET.get("page"))
        return render(request, "compact/desk/list_funding.html", {"page": page})


class PutFundingView(View):
    """/compact/desk/funding/add/ and …/REFERENCE/ – enter a decision, or change what is known; add payments to it."""

    access = FOR_ENTERERS

    def get(self, request: HttpRequest, reference: str = "") -> HttpResponse:
        decision = self._find(request, reference)
        form = FundingForm(funders=organisations_for(actor_of(request)), decision=decision)
        return self._page(request, decision, form, PaymentForm(auto_id="payment_%s"))

    def post(self, request: HttpRequest, reference: str = "") -> HttpResponse:
        decision = self._find(request, reference)
        if request.POST.get("deed") == "pay" and decision is not None:
            return self._pay(request, decision)
        form = FundingForm(request.POST, funders=organisations_for(actor_of(request)))
        if form.is_valid():
            try:
                made = put_funding(fields=form.cleaned_data, decision=decision, by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved, and checked against the agreement."))
                return redirect("compact:edit_funding", made.reference)
        return self._page(request, decision, form, PaymentForm(auto_id="payment_%s"), status=422)

    def _pay(self, request: HttpRequest, decision: FundingDecision) -> HttpResponse:
        form = PaymentForm(request.POST, auto_id="payment_%s")
        if form.is_valid():
            data = form.cleaned_data
            try:
                put_payment(
                    decision=decision,
                    period_starts=data["period_starts"],
                    paid_on=data["paid_on"],
                    reason=data["late_reason"],
                    by=actor_of(request),
                )
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved, and checked against the agreement."))
                return redirect("compact:edit_funding", decision.reference)
        funding = FundingForm(funders=organisations_for(actor_of(request)), decision=decision)
        return self._page(request, decision, funding, form, status=422)

    def _find(self, request: HttpRequest, reference: str) -> FundingDecision | None:
        if not reference:
            return None
        found = funding_for(actor_of(request)).filter(reference=reference).first()
        if found is None:
            raise Http404
        return found

    def _page(
        self,
        request: HttpRequest,
        decision: FundingDecision | None,
        funding: FundingForm,
        payment: PaymentForm,
        *,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "decision": decision,
            "funding": funding,
            "payment": payment,
            "payments": list(decision.payments.all()) if decision else [],
            "form": payment if payment.is_bound else funding,
        }
        return render(request, "compact/desk/put_funding.html", context, status=status)
