"""The agreement as open data: commitments and checks as rows, all of it as JSON. Only what everybody may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..models import Agreement, Check
from ..queries.concerns import counts_of
from ..queries.keeping import Row, evidence_of, rows_of

COMMITMENTS = (
    *("agreement", "version", "key", "theme", "side", "words", "rules", "kept", "broken_with_reason", "broken"),
    *("not_yet_due", "shown_kept", "shown_partly", "shown_not"),
)
CHECKS = (
    *(
        "agreement",
        "version",
        "commitment",
        "rule",
        "record",
        "address",
        "organisation",
        "begins",
        "verdict",
        "because",
    ),
    "left_out_because",
)


def commitment_rows(agreement: Agreement) -> Iterable[dict[str, Any]]:
    for version in agreement.versions.all():
        for row in rows_of(version):
            each = row.commitment
            yield {
                "agreement": agreement.key,
                "version": version.key,
                "key": each.key,
                "theme": each.theme.title,
                "side": each.side,
                "words": each.words,
                "rules": ";".join(rule.kind for rule in each.rules.all()),
                "kept": row.keeping.kept,
                "broken_with_reason": row.keeping.reasoned,
                "broken": row.keeping.broken,
                "not_yet_due": row.keeping.not_yet,
                "shown_kept": row.shown.get("kept", 0),
                "shown_partly": row.shown.get("partly", 0),
                "shown_not": row.shown.get("not", 0),
            }


def check_rows(agreement: Agreement, site: str) -> Iterable[dict[str, Any]]:
    found = Check.objects.filter(rule__commitment__version__agreement=agreement, is_public=True)
    for each in found.select_related("rule__commitment__version", "organisation"):
        yield {
            "agreement": agreement.key,
            "version": each.rule.commitment.version.key,
            "commitment": each.rule.commitment.key,
            "rule": each.rule.kind,
            "record": each.title,
            "address": site + each.url,
            "organisation": each.organisation.key if each.organisation else "",
            "begins": each.begins.isoformat(),
            "verdict": each.verdict,
            "because": each.because,
            "left_out_because": each.left_out_because,
        }


def as_document(agreement: Agreement, site: str) -> dict[str, Any]:
    """All that is public, as JSON can hold it. Numbers of concerns from 1 to 4 are null."""
    checks: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in check_rows(agreement, site):
        checks.setdefault((row.pop("version"), row.pop("commitment")), []).append(row)
        del row["agreement"]
    parties = agreement.parties.select_related("organisation").prefetch_related("champions")
    return {
        "key": agreement.key,
        "title": agreement.title,
        "keeper": agreement.keeper.key,
        "versions": [
            {
                "key": version.key,
                "title": version.title,
                "kind": version.kind,
                "state": version.state,
                "agreed_on": version.agreed_on,
                "in_force_from": version.in_force_from,
                "in_force_to": version.in_force_to,
                "commitments": [
                    {
                        "key": row.commitment.key,
                        "theme": row.commitment.theme.key,
                        "side": row.commitment.side,
                        "words": row.commitment.words,
                        "numbers": row.commitment.numbers,
                        "checks": checks.get((version.key, row.commitment.key), []),
                        "evidence": _evidence(row),
                    }
                    for row in rows_of(version)
                ],
            }
            for version in agreement.versions.all()
        ],
        "parties": [
            {
                "organisation": party.organisation.key,
                "name": party.organisation.name,
                "side": party.side,
                "joining": party.joining,
                "since": party.since,
                "until": party.until,
                "champions": [
                    {"name": each.name, "post": each.post, "since": each.since, "until": each.until}
                    for each in party.champions.all()
                ],
            }
            for party in parties
        ],
        "concerns": counts_of(agreement).by_group,
    }


def _evidence(row: Row) -> list[dict[str, str]]:
    """Asked for only where there is some."""
    return [
        {
            "shown": each.shown,
            "happened_on": each.happened_on.isoformat(),
            "words": each.words,
            "by": each.by_name,
            "side": each.by_side,
        }
        for each in (evidence_of(row.commitment) if any(row.shown.values()) else ())
    ]
