"""responses.csv → responses, each with its channel and day. Repeatable by `reference_no`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report, Row, read_csv
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.questionnaires import column_names, from_row, to_check

from ...adapters import questionnaire_of
from ...enums import Consent
from ...models import Questionnaire, Response
from ..submit_many import ResponseRow, submit_many

REQUIRED = ("reference_no", "channel", "received_on", "consent")
LETTER_TEXT = "letter_text"
References = dict[str, Response]


def read_responses(home: Path, report: Report, version: Questionnaire, by: Actor) -> tuple[References, int]:
    """{reference_no: response} for the whole file, and how many of them are new."""
    path = home / "responses.csv"
    if not path.exists():
        return {}, 0
    core = questionnaire_of(version)
    rows = read_csv(path, report, REQUIRED, (*column_names(core), LETTER_TEXT))
    slug = version.consultation.slug
    wanted: dict[str, ResponseRow] = {}
    for row in rows:
        response = _read_row(row, core, slug)
        if row["reference_no"] in wanted:
            row.fault("reference_no", "This reference stands here twice.", "Give each response its own.")
        elif response is not None:
            wanted[row["reference_no"]] = response
    if not report.ok:
        return {}, 0
    added = submit_many(questionnaire=version, rows=list(wanted.values()), by=by)
    keys = {response.key: reference for reference, response in wanted.items()}
    stored = Response.objects.filter(
        consultation=version.consultation, arrival__key__startswith=_key(slug, "")
    ).select_related("arrival")
    return {keys[found.arrival.key]: found for found in stored if found.arrival.key in keys}, len(added)


def _key(slug: str, reference: str) -> str:
    return f"pack:{slug[:30]}:{reference[:24]}"


def _read_row(row: Row, core: CoreQuestionnaire, slug: str) -> ResponseRow | None:
    reference = row.text("reference_no", 24)
    channel = row.choice("channel", Channel.values)
    received_on = row.date("received_on")
    consent = row.choice("consent", Consent.values)
    answers, faults = _answers(row, core)
    for fault in faults:
        row.fault(fault.where, fault.message, fault.mend)
    if not (reference and channel and received_on and consent) or faults:
        return None
    words = row.text(LETTER_TEXT) if LETTER_TEXT in row else ""
    return ResponseRow(_key(slug, reference), channel, received_on, answers, words, consent)


def _answers(row: Row, core: CoreQuestionnaire) -> tuple[dict[str, Any], list[Any]]:
    answers, faults = from_row(core, row)
    if faults:
        return answers, list(faults)
    is_letter = bool(row.get(LETTER_TEXT))
    return answers, [] if is_letter else list(to_check(core, answers))
