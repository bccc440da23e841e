"""A report as officers read and change it: sentence by sentence, each on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import attached, put_faults
from folkmoot_core.reports.forms import forms_of, write
from folkmoot_core.values import Invalid

from ...actions.reports import Stale, add_paragraph, hide_part, restore_part, rewrite_sentence
from ...actions.reports.publishing import faults_before_publishing, file_name_of, is_under_way
from ...forms.reports import ParagraphForm, SentenceForm
from ...policies import check_plan
from ...queries.reports.listing import edits_in
from ...queries.reports.making import Made, make
from ..planning import OFFICERS
from .parts import anchor_of, faulty_place, parts_of, sources_of, told_of
from .seeing import ReportPage


class EditReportView(ReportPage):
    """/consultations/SLUG/report-desk/N/: the whole report, with a link beside each sentence."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        try:
            made = make(self.report)
        except Invalid as problem:
            return self.page("not_made.html", {"faults": problem.faults}, status=409)
        run = self.report.publishing_runs.first()
        context = {
            "parts": parts_of(made),
            "told": told_of(made.applied.warnings),
            "faults": [
                (fault, faulty_place(made, fault.where)) for fault in faults_before_publishing(self.report, made)
            ],
            "forms": forms_of(made.applied.report),
            "core": made.applied.report,
            "edits": edits_in(self.report),
            "editions": list(self.report.editions.defer("edits")),
            "run": run,
            "is_under_way": is_under_way(run),
        }
        return self.page("edit_report.html", context)

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Hide a part, or bring back what the machine wrote."""
        hidden, restored = request.POST.get("hide", ""), request.POST.get("restore", "")
        if not hidden and not restored:
            return self.to("edit_report", pk)
        part = (hidden or restored).replace("\x00", "")
        try:
            if hidden:
                hide_part(report=self.report, part=part, by=self.actor)
                messages.success(
                    request, _("The part is hidden. It stands on this page, so that you can show it again.")
                )
            else:
                restore_part(report=self.report, part=part, by=self.actor)
                messages.success(request, _("What the machine wrote stands there again."))
        except Invalid as problem:
            self.tell_faults(problem)
        return self.to("edit_report", pk, place=anchor_of(part))


class PreviewReportView(ReportPage):
    """The report as it stands, in one form, before anybody else sees it."""

    def get(self, request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
        try:
            core = make(self.report).applied.report
            if form not in {each.name for each in forms_of(core)}:
                raise Http404
            written = write(core, form)
        except Invalid as problem:
            self.tell_faults(problem)
            return self.to("edit_report", pk)
        response = attached(f"{slug}-preview-{file_name_of(form, written)}", written.media_type, written.content)
        response["Cache-Control"] = "private, no-store"
        return response


class ChangeSentenceView(ReportPage):
    """/consultations/SLUG/report-desk/N/sentences/ID/: what the machine wrote, and the officer's own text."""

    access = OFFICERS

    made: Made
    part: str

    def find(self, **kwargs: Any) -> None:
        check_plan(self.actor, self.standing)
        super().find(**kwargs)
        self.part = kwargs["part"]
        try:
            self.made = make(self.report)
        except Invalid as problem:
            raise Http404 from problem
        if self.made.sentence(self.part) is None:
            raise Http404

    def get(self, request: HttpRequest, slug: str, pk: int, part: str) -> HttpResponse:
        text = self.made.text_of(part)
        return self._page(SentenceForm(initial={"text": text, "seen": text, "number": self.report.edits_number}))

    def post(self, request: HttpRequest, slug: str, pk: int, part: str) -> HttpResponse:
        if request.POST.get("deed") == "restore":
            return self._restore()
        form = SentenceForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        answers = form.cleaned_data
        try:
            rewrite_sentence(report=self.report, part=part, by=self.actor, **answers)
        except Stale as stale:
            # What she wrote stays in the field; saved once more, it counts against what is there now.
            again = {**request.POST.dict(), "seen": stale.now, "number": str(self.report.edits_number)}
            form = SentenceForm(again)
            form.is_valid()
            put_faults(form, stale)
            return self._page(form, status=409, theirs=stale.now)
        except Invalid as problem:
            put_faults(form, problem)
            return self._page(form, status=422)
        self._tell_what_is_unsourced()
        return self.to("edit_report", pk, place=anchor_of(part))

    def _restore(self) -> HttpResponse:
        own = self.part.removesuffix(".text")
        is_own = any(each.id == own for each in self.made.edits.inserted)
        restore_part(report=self.report, part=own if is_own else self.part, by=self.actor)
        said = _("Your paragraph is taken out.") if is_own else _("What the machine wrote stands there again.")
        messages.success(self.request, said)
        return self.to("edit_report", self.report.pk, place="" if is_own else anchor_of(self.part))

    def _tell_what_is_unsourced(self) -> None:
        found = [
            each
            for each in told_of(make(self.report).applied.warnings)
            if self.part in (each.part, f"{each.part}.text")
        ]
        for each in found:
            messages.warning(self.request, each.words)
        if not found:
            messages.success(self.request, _("Your text is saved."))

    def _page(self, form: SentenceForm, status: int = 200, theirs: str = "") -> HttpResponse:
        generated = next((each for each in self.made.generated.sentences() if each.id == self.part), None)
        context = {
            "form": form,
            "machine": self.made.machine_words(self.part),
            "sources": sources_of(self.made.generated, generated),
            "is_edited": self.made.is_edited(self.part),
            "is_own": generated is None,
            "theirs": theirs,
            "told": [e for e in told_of(self.made.applied.warnings) if self.part in (e.part, f"{e.part}.text")],
            "place": anchor_of(self.part),
        }
        return self.page("change_sentence.html", context, status=status)


class AddParagraphView(ReportPage):
    """/consultations/SLUG/report-desk/N/add/ID/: a paragraph of the officer's own behind a part."""

    access = OFFICERS

    def find(self, **kwargs: Any) -> None:
        check_plan(self.actor, self.standing)
        super().find(**kwargs)

    def get(self, request: HttpRequest, slug: str, pk: int, after: str) -> HttpResponse:
        return self._page(ParagraphForm(), after)

    def post(self, request: HttpRequest, slug: str, pk: int, after: str) -> HttpResponse:
        form = ParagraphForm(request.POST)
        if not form.is_valid():
            return self._page(form, after, status=422)
        try:
            add_paragraph(report=self.report, after=after, text=form.cleaned_data["text"], by=self.actor)
            made = make(self.report)
        except Invalid as problem:
            put_faults(form, problem)
            return self._page(form, after, status=422)
        added = made.edits.inserted[-1].id
        messages.success(request, _("Your paragraph is in the report."))
        for each in told_of(made.applied.warnings):
            if each.part == added:
                messages.warning(request, each.words)
        return self.to("edit_report", pk, place=anchor_of(added))

    def _page(self, form: ParagraphForm, after: str, status: int = 200) -> HttpResponse:
        try:
            parts = parts_of(make(self.report))
        except Invalid as problem:
            raise Http404 from problem
        part = next((each for each in parts if each.id == after), None)
        if part is None:
            raise Http404
        return self.page("add_paragraph.html", {"form": form, "part": part, "place": part.anchor}, status=status)
