"""Open data."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse
from django.views import View

from folkmoot.ground.base.policies import PUBLIC
from folkmoot.ground.base.public import attached

from ..exports.open_data import CHECKS, COMMITMENTS, as_csv, as_document, check_rows, commitment_rows
from .shared import agreement_or_404


def site_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def csv_file(content: str, name: str) -> HttpResponse:
    return attached(name, "text/csv; charset=utf-8", content.encode())


class AgreementJsonView(View):
    """/compact/AGREEMENT/data.json – commitments, checks, what people showed, parties, concerns in counts."""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        document = as_document(agreement_or_404(agreement), site_of(request))
        return HttpResponse(orjson.dumps(document, option=orjson.OPT_INDENT_2), content_type="application/json")


class CommitmentsCsvView(View):
    """/compact/AGREEMENT/commitments.csv"""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        return csv_file(as_csv(COMMITMENTS, commitment_rows(found)), f"{found.key}-commitments.csv")


class ChecksCsvView(View):
    """/compact/AGREEMENT/checks.csv"""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        return csv_file(as_csv(CHECKS, check_rows(found, site_of(request))), f"{found.key}-checks.csv")
