"""Typing a sample of the paper forms again, and settling where the two typings differ."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.questionnaires import Questionnaire, Typed, read_typed
from folkmoot_core.survey import TOO_MANY
from folkmoot_core.values import Fault, Invalid

from ..actions.second_entry import settle_entry, type_again
from ..actions.type_paper import set_share_typed_again
from ..adapters import answer_lines, standing_of
from ..forms.paper import ReasonForm, ShareForm, typed_fields, typing_questions
from ..models import SecondEntry
from ..policies import can_type, check_type_again
from ..queries.answering import Sheet
from ..queries.paper import forms_to_type_again, sample_of, unsettled_entries
from .officer_pages import FOR_PLANNERS, response_or_404, sheet_to_plan, sheet_to_type


class ListSecondEntriesView(View):
    """/consultations/SLUG/second-entry/ – what is drawn, what differs, and how often typing goes wrong."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._show(request, sheet_to_plan(request, slug))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_to_plan(request, slug)
        form = ShareForm(request.POST)
        if not form.is_valid():
            return self._show(request, sheet, form)
        try:
            set_share_typed_again(
                consultation=sheet.consultation, percent=form.cleaned_data["percent"], by=actor_of(request)
            )
        except Invalid as problem:
            for fault in problem.faults:
                form.add_error("percent", f"{fault.message} {fault.mend}")
            return self._show(request, sheet, form)
        messages.success(request, _("The share is changed."))
        return redirect("consultations:list_second_entries", slug)

    def _show(self, request: HttpRequest, sheet: Sheet, form: ShareForm | None = None) -> HttpResponse:
        sample = sample_of(sheet.consultation)
        actor = actor_of(request)
        context = {
            "consultation": sheet.consultation,
            "sample": sample,
            "form": form or ShareForm(initial={"percent": sample.percent}),
            "waiting": forms_to_type_again(sheet.consultation, actor.key),
            "unsettled": unsettled_entries(sheet.consultation),
            "may_type": can_type(actor, standing_of(sheet.consultation)),
        }
        status = 422 if form and form.errors else 200
        return render(request, "consultations/typing/list_second_entries.html", context, status=status)


class TypeAgainView(View):
    """The same screen, empty: the second person does not see what the first typed."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        response = response_or_404(sheet, reference)
        if not hasattr(response, "paper_form"):
            raise Http404
        if hasattr(response, "second_entry"):
            return redirect("consultations:settle_entry", slug, reference)
        check_type_again(actor_of(request), response.paper_form.typed_by_key)
        return self._show(request, sheet, reference)

    def post(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        response = response_or_404(sheet, reference)
        if not hasattr(response, "paper_form"):
            raise Http404
        typed = read_typed(sheet.questions, typed_fields(request.POST))
        try:
            type_again(response=response, typed=typed, by=actor_of(request))
        except Invalid as problem:
            return self._show(request, sheet, reference, Typed(faults=problem.faults))
        return redirect("consultations:settle_entry", slug, reference)

    def _show(self, request: HttpRequest, sheet: Sheet, reference: str, typed: Typed | None = None) -> HttpResponse:
        questions = typing_questions(sheet.questions, typed_fields(request.POST), typed.faults if typed else ())
        context = {
            "consultation": sheet.consultation,
            "response": response_or_404(sheet, reference),
            "questions": questions,
            "errors": [(box.id, error) for question in questions for box in question.boxes for error in box.errors],
        }
        return render(request, "consultations/typing/type_again.html", context, status=422 if typed else 200)


class SettleEntryView(View):
    """Where two typings differ: which one holds, and why."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        return self._show(request, sheet, self._entry(sheet, reference))

    def post(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        entry = self._entry(sheet, reference)
        choices = {field: request.POST.get(f"choice.{field}", "") for field in entry.differences}
        only = {field.partition(".")[0] for field, choice in choices.items() if choice == "third"}
        third = read_typed(sheet.questions, typed_fields(request.POST), only)
        try:
            settle_entry(
                entry=entry, choices=choices, third=third, reason=request.POST.get("reason", ""), by=actor_of(request)
            )
        except Invalid as problem:
            return self._show(request, sheet, entry, problem.faults)
        messages.success(request, _("%(reference)s is settled.") % {"reference": reference})
        return redirect("consultations:list_second_entries", slug)

    def _entry(self, sheet: Sheet, reference: str) -> SecondEntry:
        response = response_or_404(sheet, reference)
        if not hasattr(response, "second_entry"):
            raise Http404
        entry: SecondEntry = response.second_entry
        return entry

    def _show(
        self, request: HttpRequest, sheet: Sheet, entry: SecondEntry, faults: tuple[Fault, ...] = ()
    ) -> HttpResponse:
        rows = difference_rows(sheet.questions, entry, request, faults)
        context = {
            "consultation": sheet.consultation,
            "response": entry.response,
            "entry": entry,
            "rows": rows,
            "form": ReasonForm(request.POST) if request.method == "POST" else ReasonForm(),
            "errors": [
                (f"c-{fault.where.partition('.')[2]}", f"{fault.message} {fault.mend}")
                for fault in faults
                if fault.where.startswith("choice.")
            ]
            + [
                (f"t-{fault.where}", f"{fault.message} {fault.mend}")
                for fault in faults
                if not fault.where.startswith("choice.") and fault.where != "reason"
            ],
        }
        return render(request, "consultations/typing/settle_entry.html", context, status=422 if faults else 200)


def difference_rows(
    questions: Questionnaire, entry: SecondEntry, request: HttpRequest, faults: tuple[Fault, ...]
) -> list[dict[str, object]]:
    """For each field that differs: both readings in words, the boxes for a third, and what holds now."""
    rows: list[dict[str, object]] = []
    order = {question.key: place for place, question in enumerate(questions.questions)}
    in_print_order = sorted(entry.differences.items(), key=lambda item: order[item[0].partition(".")[0]])
    for field, (first, second) in in_print_order:
        key = field.partition(".")[0]
        boxes = typing_questions(questions, typed_fields(request.POST), faults, only=[key])
        rows.append(
            {
                "field": field,
                "question": questions.question(key),
                "first": in_words(questions, field, first),
                "second": in_words(questions, field, second),
                "holds": in_words(questions, field, entry.settled.get(field)),
                "choice": request.POST.get(f"choice.{field}", ""),
                "boxes": boxes[0].boxes if boxes else (),
                "errors": [f"{fault.message} {fault.mend}" for fault in faults if fault.where == f"choice.{field}"],
            }
        )
    return rows


def in_words(questions: Questionnaire, field: str, value: object) -> str:
    """What somebody typed in one field, for people."""
    key = field.partition(".")[0]
    if value is None:
        return _("No reply")
    if isinstance(value, dict) and TOO_MANY in value:
        question = questions.question(key)
        texts = {option.key: option.text for option in question.options}
        texts |= {column.key: column.text for column in question.columns}
        return _("Too many ticks: %(list)s") % {"list": "; ".join(texts.get(tick, tick) for tick in value[TOO_MANY])}
    if field != key:
        return str(value)
    return answer_lines(questions, {field: value}, [field])[0].text
