"""Writing an outcome, publishing it, and telling people of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of, needs
from folkmoot_core.values import Invalid

from ..actions.outcome import publish_outcome, save_outcome
from ..actions.tell import ask_to_tell
from ..forms.outcome import OutcomeForm
from ..models import Consultation, Outcome
from ..policies import PLANNERS, check_plan
from ..queries.outcomes import is_published, newest_questionnaire, outcome_of, overdue, what_is_missing
from ..queries.telling import telling_progress
from .seeing import shown_to_officers


@needs(*PLANNERS)
class EditOutcomeView(View):
    """/consultations/SLUG/outcome/edit/"""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug, check_plan).consultation
        return self._page(request, consultation, self._form(consultation, None))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug, check_plan).consultation
        form = self._form(consultation, request.POST)
        if not form.is_valid():
            return self._page(request, consultation, form)
        reason = form.cleaned_data.get("reason", "")
        try:
            outcome = save_outcome(
                consultation=consultation, words=form.outcome_words, by=actor_of(request), reason=reason
            )
            if request.POST.get("deed") == "publish":
                publish_outcome(outcome=outcome, by=actor_of(request), now=timezone.now())
                messages.success(request, _published(outcome))
                return HttpResponseRedirect(outcome.get_absolute_url())
        except Invalid as invalid:
            for fault in invalid.faults:
                where = fault.where if fault.where in form.fields else f"{fault.where}-verdict"
                form.add_error(where if where in form.fields else None, str(fault.message))
            return self._page(request, Consultation.objects.get(pk=consultation.pk), form)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("consultations:edit_outcome", args=[slug]))

    def _form(self, consultation: Consultation, data: object) -> OutcomeForm:
        asked = newest_questionnaire(consultation)
        questions = [question for question in asked.questions if not question.role] if asked else []
        return OutcomeForm(
            data, outcome=outcome_of(consultation), themes=list(consultation.themes.all()), questions=questions
        )

    def _page(self, request: HttpRequest, consultation: Consultation, form: OutcomeForm) -> HttpResponse:
        outcome = outcome_of(consultation)
        context = {
            "consultation": consultation,
            "outcome": outcome,
            "form": form,
            "is_published": is_published(outcome),
            "missing": what_is_missing(outcome or Outcome(consultation=consultation), timezone.now()),
            "late": overdue(consultation, timezone.localdate()),
            "telling": telling_progress(outcome) if outcome and is_published(outcome) else None,
        }
        return render(request, "consultations/outcome/edit_outcome.html", context)


def _published(outcome: Outcome) -> str:
    """That it is done, and what is left to do."""
    waiting = telling_progress(outcome).waiting
    done = _("The outcome is published.")
    if not waiting:
        return done
    rest = ngettext(
        "%(number)d person asked to be told: tell them from the page “Outcome” of the plan.",
        "%(number)d people asked to be told: tell them from the page “Outcome” of the plan.",
        waiting,
    )
    return f"{done} {rest % {'number': waiting}}"


@needs(*PLANNERS)
class TellPeopleView(View):
    """/consultations/SLUG/outcome/tell/: asked for once; asking again tells only those who were not told."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug, check_plan).consultation
        outcome = outcome_of(consultation)
        if outcome is None:
            raise Http404
        ask_to_tell(outcome=outcome, by=actor_of(request))
        messages.success(request, _("People are being told. This page shows how far it has got."))
        return HttpResponseRedirect(reverse("consultations:edit_outcome", args=[slug]) + "#telling")
