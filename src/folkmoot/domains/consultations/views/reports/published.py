"""What everybody reads: the reports of a consultation, each edition with its files."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.documents.public import address_of
from folkmoot_core.reports.forms import FORMS
from folkmoot_core.reports.forms.html import body_of
from folkmoot_core.values import Invalid

from ...models import Edition, EditionFile
from ...policies import can_read
from ...queries.reports.listing import Published, files_of, published_as, published_reports
from ..seeing import shown_or_404

log = logging.getLogger(__name__)
GONE = 410


class ListPublishedReportsView(View):
    """/consultations/SLUG/reports/: what is published, with earlier and withdrawn editions."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown = shown_or_404(request, slug)
        context = {
            "consultation": shown.consultation,
            "published": published_reports(shown.consultation, shown.standing),
            "may_read": can_read(actor_of(request), shown.standing),
        }
        return render(request, "consultations/reports/list_published.html", context)


class ShowEditionView(View):
    """/consultations/SLUG/reports/NAME/ and …/NAME/NUMBER/: an edition as a page, with its files."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str, name: str, number: int | None = None) -> HttpResponse:
        shown = shown_or_404(request, slug)
        found = published_as(published_reports(shown.consultation, shown.standing), name)
        if found is None:
            raise Http404
        edition = _edition(found, number)
        context = {"consultation": shown.consultation, "found": found, "edition": edition}
        if edition.withdrawn_at is not None:
            return render(request, "consultations/reports/withdrawn.html", context, status=GONE)
        files = files_of(edition)
        context |= {
            "body": _body(files),
            "files": [(FORMS[file.form].title, address_of(file.document), file) for file in files],
            "is_newest": edition == found.newest,
        }
        return render(request, "consultations/reports/show_edition.html", context)


def _edition(found: Published, number: int | None) -> Edition:
    every = [*([found.newest] if found.newest else []), *found.others]
    if number is None:
        return every[0]
    edition = next((each for each in every if each.number == number), None)
    if edition is None:
        raise Http404
    return edition


def _body(files: list[EditionFile]) -> SafeString:
    """The page that was kept, below its title; the files are enough for everybody if it is gone."""
    page = next((file for file in files if file.form == "html"), None)
    if page is None:
        return SafeString("")
    try:
        with page.document.file.open("rb") as kept:
            return mark_safe(body_of(kept.read().decode()))
    except (OSError, Invalid):
        log.exception("The page of document %s is missing or damaged.", page.document_id)
        return SafeString("")
