"""Open data."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse
from django.views import View

from folkmoot.ground.base.policies import PUBLIC
from folkmoot.ground.base.public import csv_file

from ..exports.open_data import CHECKS, COMMITMENTS, as_document, check_rows, commitment_rows
from .shared import agreement_or_404


def site_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


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
        rows = commitment_rows(found)
        name = f"{found.key}-commitments.csv"
        return csv_file(name, COMMITMENTS, ([row[column] for column in COMMITMENTS] for row in rows))


class ChecksCsvView(View):
    """/compact/AGREEMENT/checks.csv"""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        rows = check_rows(found, site_of(request))
        return csv_file(f"{found.key}-checks.csv", CHECKS, ([row[column] for column in CHECKS] for row in rows))
