"""Spreadsheets of answers: a template to fill in, a look before anything is written, and the same sheet out again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.cache import cache_control

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.base.public import attached, attached_in_parts
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import store
from folkmoot_core.values import Fault, Invalid

from ..actions.import_responses import FileReading, import_responses, read_file
from ..forms.imports import ImportForm
from ..models import Consultation
from ..queries.answering import Sheet
from ..queries.paper import rows_to_export
from ..tables.answer_sheets import csv_lines, explained, rows_of, workbook
from .downloads import XLSX
from .officer_pages import FOR_PLANNERS, FOR_READERS, sheet_to_read, sheet_to_type

MOST_FAULTS_SHOWN = 200
CSV = "text/csv; charset=utf-8"
# Answers of people: no browser and no proxy keeps them.
NOT_KEPT = cache_control(private=True, no_store=True)


class ImportResponsesView(View):
    """/consultations/SLUG/import/ – a post shows what the file holds; a second one takes it in."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._show(request, sheet_to_type(request, slug), ImportForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        if "document" in request.POST:
            return self._take_in(request, sheet, request.POST["document"])
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, sheet, form)
        upload = form.cleaned_data["file"]
        actor = actor_of(request)
        reading = read_file(questionnaire=sheet.version, content=upload.read(), name=upload.name, by=actor)
        document = None
        if not reading.faults:
            try:
                document = store(
                    title=_("Answers: %(name)s") % {"name": upload.name},
                    upload=upload,
                    classification=Classification.CONFIDENTIAL,
                    subject=sheet.consultation,
                    by=actor,
                )
            except Invalid as problem:
                reading = FileReading((), 0, problem.faults)
        return self._show(request, sheet, form, reading, document)

    def _take_in(self, request: HttpRequest, sheet: Sheet, key: str) -> HttpResponse:
        document = Document.objects.filter(key=key, **belonging_to(sheet.consultation)).first()
        if document is None:
            raise Http404
        try:
            imported = import_responses(questionnaire=sheet.version, document=document, by=actor_of(request))
        except Invalid as problem:
            return self._show(request, sheet, ImportForm(), FileReading((), 0, problem.faults))
        taken = ngettext("%(n)d answer is taken in.", "%(n)d answers are taken in.", imported.added)
        known = ngettext("%(n)d was here already.", "%(n)d were here already.", imported.known)
        messages.success(request, f"{taken % {'n': imported.added}} {known % {'n': imported.known}}")
        return redirect("consultations:list_responses", sheet.consultation.slug)

    def _show(
        self,
        request: HttpRequest,
        sheet: Sheet,
        form: ImportForm,
        reading: FileReading | None = None,
        document: Document | None = None,
    ) -> HttpResponse:
        faults: tuple[Fault, ...] = reading.faults if reading else ()
        context = {
            "consultation": sheet.consultation,
            "form": form,
            "reading": reading,
            "document": document,
            "faults": faults[:MOST_FAULTS_SHOWN],
            "more_faults": max(0, len(faults) - MOST_FAULTS_SHOWN),
            "columns": explained(sheet.questions),
        }
        status = 422 if form.errors or faults else 200
        return render(request, "consultations/typing/import_responses.html", context, status=status)


@method_decorator(NOT_KEPT, name="dispatch")
class SaveTemplateView(View):
    """An empty sheet to fill in, as CSV or as a workbook with the choices in its cells."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
        sheet = sheet_to_type(request, slug)
        if ending == "xlsx":
            return attached(f"{slug}-template.xlsx", XLSX, workbook(sheet.questions))
        return attached(f"{slug}-template.csv", CSV, "".join(csv_lines(sheet.questions, [])).encode())


@method_decorator(NOT_KEPT, name="dispatch")
class ExportResponsesView(View):
    """Every answer that counts, in the layout of the template: it can be imported elsewhere as it is."""

    access = FOR_READERS

    def get(self, request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
        sheet = sheet_to_read(request, slug)
        rows = rows_of(sheet.consultation, sheet.questions, rows_to_export(sheet.consultation))
        if ending == "xlsx":
            return attached(f"{slug}-answers.xlsx", XLSX, workbook(sheet.questions, rows))
        return attached_in_parts(f"{slug}-answers.csv", CSV, csv_lines(sheet.questions, rows))


def belonging_to(consultation: Consultation) -> dict[str, str]:
    return {"subject_type": consultation._meta.label_lower, "subject_key": str(consultation.pk)}
