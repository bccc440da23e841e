"""The report of a quarter: prepared at the desk, published, and read by everybody with its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.base.public import FaultsForm, attached
from folkmoot_core.money import money_report
from folkmoot_core.reports.forms import FORMS
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Invalid

from ..actions.publishing import faults_against, introduce, publish, withdraw
from ..adapters.books import Sight
from ..enums import Quarter
from ..forms.desk import IntroductionForm, WithdrawForm
from ..models import Budget, Edition, EditionFile
from ..queries.books import book_of
from ..queries.reporting import report_input
from .shared import FOR_KEEPERS, kept_or_404


def _editions(budget: str, quarter: int, number: int) -> Edition:
    found = Edition.objects.filter(published_at__isnull=False).select_related("budget__body")
    return get_object_or_404(found, budget__key=budget, quarter=quarter, number=number)


class ShowReportView(View):
    """/money/BUDGET/reports/QUARTER/EDITION/ – what was withdrawn says so, and why."""

    access = PUBLIC

    def get(self, request: HttpRequest, budget: str, quarter: int, number: int) -> HttpResponse:
        edition = _editions(budget, quarter, number)
        later = edition.budget.editions.filter(
            quarter=quarter, number__gt=number, published_at__isnull=False, withdrawn_at=None
        )
        is_out = edition.withdrawn_at is None
        context = {
            "budget": edition.budget,
            "edition": edition,
            "later": later.order_by("number").last(),
            "body": mark_safe(edition.body) if is_out else "",
            "files": [(FORMS[file.form].title, file) for file in edition.files.defer("content")] if is_out else [],
        }
        return render(request, "money/show_report.html", context)


class TakeReportView(View):
    """/money/BUDGET/reports/QUARTER/EDITION/FORM/ – a file to be kept."""

    access = PUBLIC

    def get(self, request: HttpRequest, budget: str, quarter: int, number: int, form: str) -> HttpResponse:
        edition = _editions(budget, quarter, number)
        if edition.withdrawn_at is not None:
            raise Http404
        file = get_object_or_404(EditionFile, edition=edition, form=form)
        return attached(file.name, file.media_type, bytes(file.content))


class PrepareReportView(View):
    """/money/desk/BUDGET/reports/QUARTER/ – what it would say; introduce it, publish it, withdraw what is out."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, budget: str, quarter: int) -> HttpResponse:
        return self._page(request, *self._find(request, budget, quarter))

    def post(self, request: HttpRequest, budget: str, quarter: int) -> HttpResponse:
        found, chosen = self._find(request, budget, quarter)
        actor, deed = actor_of(request), request.POST.get("deed", "")
        form: FaultsForm = WithdrawForm(request.POST) if deed == "withdraw" else IntroductionForm(request.POST)
        if form.is_valid():
            try:
                out = _latest(found, chosen)
                if deed == "withdraw" and out is not None:
                    withdraw(edition=out, because=form.cleaned_data["because"], by=actor)
                elif deed == "introduce":
                    introduce(budget=found, quarter=chosen, words=form.cleaned_data["introduction"], by=actor)
                elif deed == "publish":
                    publish(budget=found, quarter=chosen, by=actor)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("money:prepare_report", found.key, chosen)
        return self._page(request, found, chosen, form, status=422)

    def _find(self, request: HttpRequest, budget: str, quarter: int) -> tuple[Budget, Quarter]:
        found = kept_or_404(request, budget)
        if quarter not in Quarter.values:
            raise Http404
        return found, Quarter(quarter)

    def _page(
        self,
        request: HttpRequest,
        budget: Budget,
        quarter: Quarter,
        form: FaultsForm | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        draft = budget.editions.filter(quarter=quarter, published_at=None).first()
        introduction, today = draft.introduction if draft else "", timezone.localdate()
        book = book_of(budget, Sight(timezone.now(), budget.financial_year.through(quarter)))
        out = _latest(budget, quarter)
        number = draft.number if draft else (out.number + 1 if out else 1)
        made = money_report(report_input(book, quarter, number, introduction=introduction, today=today))
        context = {
            "budget": budget,
            "quarter": quarter,
            "out": out,
            "against": faults_against(book, quarter, today),
            "form": form,
            "introducing": form
            if isinstance(form, IntroductionForm)
            else IntroductionForm(initial={"introduction": introduction}),
            "withdrawing": form if isinstance(form, WithdrawForm) else WithdrawForm(),
            "body": mark_safe(fragment(made)),
        }
        return render(request, "money/desk/prepare_report.html", context, status=status)


def _latest(budget: Budget, quarter: Quarter) -> Edition | None:
    out = budget.editions.filter(quarter=quarter, published_at__isnull=False, withdrawn_at=None)
    return out.order_by("number").last()
