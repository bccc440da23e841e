"""What shows how a promise was kept: offered by anybody, entered by officers, decided about."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT, actor_of
from folkmoot.ground.intake.public import TRAP, form_key, new_form_key, seconds_since, weigh_spam
from folkmoot_core.values import Invalid

from ..actions.evidence import decide_evidence, enter_evidence, offer_evidence
from ..forms.desk import EvidenceForm, ReasonForm
from ..forms.public import ShowKeepingForm
from ..models import Commitment, Evidence
from ..queries.visible import agreements_kept_by, organisations_for
from .shared import FOR_ENTERERS, FOR_KEEPERS, commitment_or_404


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class OfferEvidenceView(View):
    """…/NUMBER/show/ – anybody shows how a promise was kept; an officer looks at it before it is published."""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str, version: str, key: str) -> HttpResponse:
        commitment = commitment_or_404(agreement, version, key)
        sent = "sent" in request.GET
        return self._page(request, commitment, ShowKeepingForm(initial={"key": new_form_key()}), sent=sent)

    def post(self, request: HttpRequest, agreement: str, version: str, key: str) -> HttpResponse:
        commitment, form = commitment_or_404(agreement, version, key), ShowKeepingForm(request.POST)
        if form.is_valid():
            secret, said = form_key(form.cleaned_data["key"]), form.said()
            held = weigh_spam(
                honeypot=request.POST.get(TRAP, ""), seconds_taken=seconds_since(secret), texts=[said.words]
            )
            try:
                offer_evidence(commitment=commitment, said=said, key=secret, held_because=held, by=RESIDENT)
            except Invalid as invalid:
                form.take(invalid)
            else:
                return HttpResponseRedirect(f"{request.path}?sent=1")
        return self._page(request, commitment, form, status=422)

    def _page(
        self, request: HttpRequest, commitment: Commitment, form: ShowKeepingForm, *, sent: bool = False,
        status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        context = {"commitment": commitment, "form": form, "sent": sent}
        return render(request, "compact/offer_evidence.html", context, status=status)


class EnterEvidenceView(View):
    """/compact/desk/commitments/NUMBER/evidence/ – an officer enters it, and it is published at once."""

    access = FOR_ENTERERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._find(pk)
        actor = actor_of(request)
        form = EvidenceForm(organisations=organisations_for(actor), initial={"by_name": actor.name})
        return self._page(request, commitment, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment, actor = self._find(pk), actor_of(request)
        form = EvidenceForm(request.POST, request.FILES, organisations=organisations_for(actor))
        if form.is_valid():
            try:
                enter_evidence(commitment=commitment, said=form.said(), upload=form.cleaned_data["file"], by=actor)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Published."))
                return redirect(commitment.get_absolute_url())
        return self._page(request, commitment, form, status=422)

    def _find(self, pk: int) -> Commitment:
        found = Commitment.objects.select_related("version__agreement__keeper").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def _page(
        self, request: HttpRequest, commitment: Commitment, form: EvidenceForm, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "form": form,
            "title": _("Show how it was kept"),
            "caption": str(commitment),
            "button": _("Publish it"),
            "back": commitment.get_absolute_url(),
            "has_file": True,
        }
        return render(request, "compact/desk/form.html", context, status=status)


class DecideEvidenceView(View):
    """/compact/desk/evidence/NUMBER/ – publish what was offered, or set it aside with a reason."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(request, self._find(request, pk), ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        evidence, form = self._find(request, pk), ReasonForm(request.POST)
        if form.is_valid():
            try:
                decide_evidence(
                    evidence=evidence,
                    publish=request.POST.get("deed") == "publish",
                    because=form.cleaned_data["because"],
                    by=actor_of(request),
                )
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("compact:show_desk")
        return self._page(request, evidence, form, status=422)

    def _find(self, request: HttpRequest, pk: int) -> Evidence:
        kept = agreements_kept_by(actor_of(request)).values("pk")
        found = Evidence.objects.select_related("commitment__version__agreement__keeper", "organisation", "arrival")
        evidence = found.filter(pk=pk, commitment__version__agreement__in=kept).first()
        if evidence is None:
            raise Http404
        return evidence

    def _page(self, request: HttpRequest, evidence: Evidence, form: ReasonForm, *, status: int = 200) -> HttpResponse:
        context = {"evidence": evidence, "form": form}
        return render(request, "compact/desk/decide_evidence.html", context, status=status)
