"""Read the consultations of a pack: each a folder with its plan, questionnaire, answers, themes and outcome."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report

from ..freeze import freeze
from .outcome import read_outcome
from .plan import link_series, read_plan
from .questionnaire import read_questionnaire
from .responses import read_responses
from .themes import read_themes


def load_pack(folder: Path, report: Report, by: Actor, today: date) -> dict[str, int]:
    """Load every folder under `consultations/`. A consultation that is already here keeps the plan it has, since
    officers may have changed it; answers, themes and an outcome that are missing are added.

    Counts what is new: {"consultations": n, "responses": n, "themes": n, "outcomes": n}.
    """
    counts = {"consultations": 0, "responses": 0, "themes": 0, "outcomes": 0}
    folders = sorted(path.parent for path in folder.glob("consultations/*/consultation.yaml"))
    follows: dict[str, str] = {}
    for home in folders:
        consultation, is_new, before = read_plan(home, report, by, today)
        if consultation is None:
            continue
        if before:
            follows[consultation.slug] = before
        version = read_questionnaire(home, report, consultation)
        if version is None:
            continue
        counts["consultations"] += is_new
        references, added = read_responses(home, report, version, by)
        themes, new_themes = read_themes(home, report, consultation, references, by)
        counts["responses"] += added
        counts["themes"] += new_themes
        counts["outcomes"] += read_outcome(home, report, consultation, themes, by)
        if is_new:
            record(verb="consultation.loaded", subject=consultation, by=by, changes={"pack": [None, folder.name]})
            freeze(consultation=consultation, by=by)
    link_series(follows, by)
    return counts
