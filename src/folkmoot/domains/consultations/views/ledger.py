"""The ledger: every answer with its origin, and each whole."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import Actor, actor_of
from folkmoot.ground.base.public import put_faults
from folkmoot.ground.documents.public import documents_of
from folkmoot.ground.intake.public import files_with
from folkmoot_core.questionnaires import visible
from folkmoot_core.values import Invalid

from ..actions.erase_contact import erase_contact
from ..actions.forget_words import Forgotten, forget_words
from ..adapters import answer_lines, questionnaire_of, standing_of
from ..forms.paper import LedgerForm, ReasonForm
from ..models import Contact, Response
from ..policies import can_plan, can_see_senders, can_type
from ..queries.channels import totals_by_channel
from ..queries.kept_words import words_kept
from ..queries.paper import ledger, sample_of
from .officer_pages import FOR_PLANNERS, FOR_READERS, response_or_404, sheet_to_plan, sheet_to_read
from .second_entry import in_words

A_PAGE = 50
ERASE, FORGET = "erase", "forget"


class ListResponsesView(View):
    """/consultations/SLUG/ledger/"""

    access = FOR_READERS

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_to_read(request, slug)
        standing = standing_of(sheet.consultation)
        form = LedgerForm(request.GET)
        context = {
            "consultation": sheet.consultation,
            "totals": totals_by_channel(sheet.consultation),
            "sample": sample_of(sheet.consultation),
            "form": form,
            "page": Paginator(ledger(sheet.consultation, form.narrowed()), A_PAGE).get_page(request.GET.get("page")),
            "may_type": can_type(actor_of(request), standing),
            "may_plan": can_plan(actor_of(request), standing),
        }
        return render(request, "consultations/typing/list_responses.html", context)


class ShowResponseView(View):
    """One answer, whole: where it came from, what it says, what was done to it. Its sender for those who may know."""

    access = FOR_READERS

    def get(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        return self.page(request, slug, reference)

    def page(self, request: HttpRequest, slug: str, reference: str, refused: ReasonForm | None = None) -> HttpResponse:
        """`refused`: the form of what was to be taken away, with its faults."""
        sheet = sheet_to_read(request, slug)
        response = response_or_404(sheet, reference)
        questions = questionnaire_of(response.questionnaire)
        standing = standing_of(sheet.consultation)
        actor = actor_of(request)
        may_see_sender = can_see_senders(actor, standing)
        paper = getattr(response, "paper_form", None)
        asked = visible(questions, response.answers)
        shown = [key for key in asked if key in response.answers] if is_letter(response) else asked
        parked = {key.partition(".")[0] for key in response.parked}
        context = {
            "consultation": sheet.consultation,
            "response": response,
            "is_letter": is_letter(response),
            "lines": answer_lines(questions, response.answers, shown),
            "parked": answer_lines(questions, {**response.answers, **response.parked}, parked),
            "paper": paper,
            "spoiled": [
                (questions.question(field.partition(".")[0]), in_words(questions, field, {"too_many": ticks}))
                for field, ticks in (paper.spoiled if paper else {}).items()
            ],
            "second": getattr(response, "second_entry", None),
            "may_see_sender": may_see_sender,
            "attached": files_with(response.arrival) if response.arrival.source_id else [],
            "files": documents_of(response).order_by("pk"),
            "contact": Contact.objects.filter(response=response).first() if may_see_sender else None,
            "may_plan": can_plan(actor, standing),
            "may_type": can_type(actor, standing),
            "form": ReasonForm(),
            "erase": refused if refused and refused.prefix == ERASE else ReasonForm(prefix=ERASE),
            "forget": refused if refused and refused.prefix == FORGET else ReasonForm(prefix=FORGET),
            "kept": words_kept(response) if can_plan(actor, standing) else None,
        }
        status = 422 if refused else 200
        return render(request, "consultations/typing/show_response.html", context, status=status)


class TakeAwayView(ShowResponseView):
    """Takes something of a response away, for a reason that stays in the history."""

    access = FOR_PLANNERS
    prefix: str

    def get(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        return redirect("consultations:show_response", slug, reference)

    def post(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        response = response_or_404(sheet_to_plan(request, slug), reference)
        form = ReasonForm(request.POST, prefix=self.prefix)
        if not form.is_valid():
            return self.page(request, slug, reference, refused=form)
        try:
            told = self.take_away(response, reference, actor_of(request), form.cleaned_data["reason"])
        except Invalid as problem:
            put_faults(form, problem)
            return self.page(request, slug, reference, refused=form)
        messages.success(request, told)
        return redirect("consultations:show_response", slug, reference)

    def take_away(self, response: Response, reference: str, by: Actor, reason: str) -> str:
        """Do it, and say in a line what was done."""
        raise NotImplementedError


class EraseContactView(TakeAwayView):
    """Forget the sender's name and address; the answer stays."""

    prefix = ERASE

    def take_away(self, response: Response, reference: str, by: Actor, reason: str) -> str:
        erase_contact(response=response, by=by, reason=reason)
        return _("The name and address of %(reference)s are erased.") % {"reference": reference}


class ForgetWordsView(TakeAwayView):
    """Forget what the person wrote; that they answered stays."""

    prefix = FORGET

    def take_away(self, response: Response, reference: str, by: Actor, reason: str) -> str:
        return _told(reference, forget_words(response=response, by=by, reason=reason))


def _told(reference: str, found: Forgotten) -> str:
    """What was done, in one line."""
    answers = ngettext("%(n)d answer in words is gone", "%(n)d answers in words are gone", found.answers)
    done = [answers % {"n": found.answers}]
    if found.files:
        done.append(ngettext("%(n)d file", "%(n)d files", found.files) % {"n": found.files})
    if found.messages:
        done.append(ngettext("%(n)d message", "%(n)d messages", found.messages) % {"n": found.messages})
    if found.editions:
        told = ngettext("the files of %(n)d withdrawn edition", "the files of %(n)d withdrawn editions", found.editions)
        done.append(told % {"n": found.editions})
    line = _("The words of %(reference)s are forgotten: %(done)s.") % {"reference": reference, "done": ", ".join(done)}
    if found.snapshots:
        line += " " + _("They go out of the snapshots within minutes; no figure changes.")
    return line


def is_letter(response: Response) -> bool:
    """Whether it came in somebody's own words instead of on a form."""
    return bool(response.arrival.words)
