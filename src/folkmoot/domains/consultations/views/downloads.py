"""Results and responses as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, needs
from folkmoot.ground.base.public import attached, attached_in_parts

from ..exports.chart import chart_svg
from ..exports.lines import csv_lines
from ..exports.marks import Cell, file_name
from ..exports.responses import response_columns, response_rows, responses_workbook
from ..exports.tables import (
    BREAKDOWN_COLUMNS,
    LONG_COLUMNS,
    TABLE_COLUMNS,
    breakdown_rows,
    long_rows,
    table_rows,
)
from ..exports.workbook import results_workbook
from ..policies import READERS
from ..queries.results import QuestionResult, Trait
from .results import Sight, sight_of
from .seeing import shown_to_officers

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> HttpResponseBase:
    return attached_in_parts(name, "text/csv; charset=utf-8", csv_lines(columns, rows))


def question_or_404(sight: Sight, key: str) -> QuestionResult:
    found = sight.results.question(key)
    if found is None or not found.has_choices:
        raise Http404
    return found


class ResultsCsvView(View):
    """Every count in one long table."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        results = sight_of(request, slug).results
        return as_csv(LONG_COLUMNS, long_rows(results), file_name(slug, "results", ending="csv"))


class ResultsXlsxView(View):
    """Every table, a sheet each."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        sight = sight_of(request, slug)
        address = request.build_absolute_uri(reverse("consultations:show_results", args=[slug]))
        content = results_workbook(sight.shown.consultation, sight.results, address)
        return attached(file_name(slug, "results", ending="xlsx"), XLSX, content)


class QuestionCsvView(View):
    """The table of one question; of a grid, the tables of its rows one below the other."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponseBase:
        result = question_or_404(sight_of(request, slug), question)
        rows = (row for table in result.tables for row in table_rows(table))
        return as_csv(TABLE_COLUMNS, rows, file_name(slug, question, ending="csv"))


class QuestionChartView(View):
    """The answers to one question as a picture."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        sight = sight_of(request, slug)
        result = question_or_404(sight, question)
        picture = chart_svg(result.question.text, result.tables, sight.shown.consultation.title)
        return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


class BreakdownCsvView(View):
    """One question by groups."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str, question: str, trait: str) -> HttpResponseBase:
        sight = sight_of(request, slug)
        found = None
        if trait in Trait.values:
            found = sight.breakdown(question, Trait(trait))
        if found is None:
            raise Http404
        return as_csv(BREAKDOWN_COLUMNS, breakdown_rows(found), file_name(slug, question, "by", trait, ending="csv"))


@needs(*READERS)
class ResponsesCsvView(View):
    """Every response, for officers and analysts."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        consultation = shown_to_officers(request, slug).consultation
        rows = response_rows(consultation)
        return as_csv(response_columns(consultation), rows, file_name(slug, "responses", ending="csv"))


@needs(*READERS)
class ResponsesXlsxView(View):
    """Every response as a workbook."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        consultation = shown_to_officers(request, slug).consultation
        name = file_name(slug, "responses", ending="xlsx")
        return FileResponse(responses_workbook(consultation), as_attachment=True, filename=name, content_type=XLSX)
