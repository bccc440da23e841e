"""Load `indicators.csv`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv
from folkmoot_core.values import Invalid

from ...enums import Frequency, Geography, Level, Polarity, Quality, Standing, Unit
from ...models import Indicator
from ..define import faultless, keep_inputs, sources_of
from ..readings import make_stale
from .references import ORGANISATIONS, Bodies, named

CHOICES: dict[str, Any] = {
    "standing": Standing,
    "level": Level,
    "unit": Unit,
    "polarity": Polarity,
    "frequency": Frequency,
    "geography": Geography,
    "quality": Quality,
}
TEXTS = {
    "definition": None,
    "collection": None,
    "quality_note": None,
    "note": None,
    "counted": 80,
    "source": 300,
    "owner_post": 200,
    "formula": 300,
    "framework": 120,
    "number": 20,
    "recorded_from": 300,
}
OPTIONAL = (*CHOICES, *TEXTS, "decimals", "lag_days", "counts_people", "baseline", "screening")
DEFAULTS = {"level": Level.OUTCOME, "geography": Geography.COUNTY, "quality": Quality.UNKNOWN}


def load_indicators(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    rows = read_csv(path, report, required=("key", "title", "owner"), optional=OPTIONAL, unique=("key",))
    here = {each.key: each for each in Indicator.objects.all()}
    editions = {key: each.edition for key, each in here.items()}
    wanted = [(row, made) for row in rows if (made := _indicator(row, bodies, editions))]
    known = here | {made.key: made for _row, made in wanted}
    for row, made in wanted:
        _check(row, made, known)
    if not report.ok:
        return len(rows)
    put = put_rows([made for _row, made in wanted], existing=Indicator.objects.all(), key=("key",))
    stored = {each.key: each for each in Indicator.objects.all()}
    for _row, made in wanted:
        if made.formula:
            keep_inputs(stored[made.key], sources_of(made, stored))
    if put.changed:
        make_stale([stored[made.key] for _row, made in wanted])
    return len(rows)


def _indicator(row: Row, bodies: Bodies, editions: dict[str, int]) -> Indicator | None:
    key, owner = row.key("key"), named(row, "owner", bodies, ORGANISATIONS)
    chosen = {name: row.choice(name, choices.values) or DEFAULTS.get(name, "") for name, choices in CHOICES.items()}
    texts = {name: row.text(name, most) for name, most in TEXTS.items()}
    lag, decimals = row.whole("lag_days", 0, 3660), row.whole("decimals", 0, 6)
    if not key or owner is None:
        return None
    return Indicator(
        key=key,
        title=row.text("title", 200),
        owner_id=owner,
        **{**chosen, "standing": chosen["standing"] or Standing.CURRENT},
        **texts,
        lag_days=30 if lag is None else lag,
        decimals=decimals or 0,
        counts_people=row.flag("counts_people", default=False),
        baseline=row.whole("baseline", 2, 1000),
        screening=row.flag("screening", default=True),
        edition=editions.get(key, 1),
    )


def _check(row: Row, made: Indicator, known: dict[str, Indicator]) -> None:
    formula, made.formula = made.formula, ""
    try:
        # What a formula is made of may stand further down, so it is looked at by itself.
        faultless(made) if not formula else None
        made.formula = formula
        if formula:
            sources_of(made, known)
    except Invalid as problem:
        for fault in problem.faults:
            row.fault(fault.where, fault.message, fault.mend)
    made.formula = formula
