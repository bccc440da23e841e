"""A file of amounts: sent, looked at, taken in."""

from __future__ import annotations

import csv
from io import StringIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import EVERYWHERE, Actor, actor_of
from folkmoot.ground.base.public import attached
from folkmoot_core.values import Invalid

from ..actions.files import COLUMNS, Looked, look_at, send_file, take_file
from ..enums import Kind
from ..exports.templates_to_fill import as_workbook, meanings
from ..forms.desk import SendForm
from ..models import SentFile
from ..policies import KEEPERS
from ..queries.desk import rows_to_fill
from .shared import FOR_KEEPERS

MOST_SHOWN = 200
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SendFileView(View):
    """/money/desk/file/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, SendForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SendForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=422)
        file = form.cleaned_data["file"]
        sent = send_file(content=file.read(), name=str(file.name), by=actor_of(request))
        return redirect("money:look_at_file", sent.pk)

    def _page(self, request: HttpRequest, form: SendForm, *, status: int = 200) -> HttpResponse:
        files = SentFile.objects.filter(by_key=actor_of(request).key).defer("content")[:10]
        context = {"form": form, "columns": meanings(), "files": files}
        return render(request, "money/desk/send_file.html", context, status=status)


class LookAtFileView(View):
    """/money/desk/file/NUMBER/ – what it would do, or did; take it in."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        file = self._find(request, pk)
        return self._page(request, file, look_at(file, actor_of(request)) if file.taken_at is None else Looked())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        file, actor = self._find(request, pk), actor_of(request)
        try:
            looked = take_file(file=file, by=actor)
        except Invalid as problem:
            return self._page(request, file, Looked(faults=problem.faults), status=422)
        messages.success(request, _("The file is taken in: %(numbers)s") % {"numbers": in_numbers(looked)})
        return redirect("money:list_desk")

    def _find(self, request: HttpRequest, pk: int) -> SentFile:
        """For whoever sent it, and for administrators of the whole site."""
        file = get_object_or_404(SentFile, pk=pk)
        if file.by_key != actor_of(request).key and not _sees_all_files(actor_of(request)):
            raise Http404
        return file

    def _page(self, request: HttpRequest, file: SentFile, looked: Looked, *, status: int = 200) -> HttpResponse:
        wanted = ("changed", "new", "same")
        rows = sorted(looked.rows, key=lambda each: (wanted.index(each.state), each.number))
        context = {
            "file": file,
            "looked": looked,
            "numbers": in_numbers(looked),
            "rows": [(each, Kind(each.kind).label) for each in rows[:MOST_SHOWN]],
            "more": max(0, len(rows) - MOST_SHOWN),
            "faults": looked.faults[:MOST_SHOWN],
        }
        return render(request, "money/desk/look_at_file.html", context, status=status)


class SaveTemplateView(View):
    """/money/desk/template/csv/ and …/xlsx/ – a row for each amount that comes next."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        rows = rows_to_fill(actor_of(request), timezone.localdate())
        if form == "xlsx":
            return attached("amounts.xlsx", SHEET, as_workbook(rows))
        if form != "csv":
            raise Http404
        text = StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows([*row, *[""] * (len(COLUMNS) - len(row))] for row in rows)
        return attached("amounts.csv", "text/csv; charset=utf-8", text.getvalue().encode())


def in_numbers(looked: Looked) -> str:
    """So many new, changed and as they were."""
    new, changed, same = (looked.number(state) for state in ("new", "changed", "same"))
    parts = []
    if new:
        parts.append(ngettext("%(n)d amount is new.", "%(n)d amounts are new.", new) % {"n": new})
    if changed:
        parts.append(ngettext("%(n)d amount changes.", "%(n)d amounts change.", changed) % {"n": changed})
    if same:
        said = ngettext("%(n)d stands there already.", "%(n)d stand there already.", same)
        parts.append(said % {"n": same})
    return " ".join(parts) or _("There is nothing to change.")


def _sees_all_files(actor: Actor) -> bool:
    return actor.holds(KEEPERS[-1], scope=EVERYWHERE)
