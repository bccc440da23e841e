"""risks/ of a pack → the matrix, risks and continuity functions. A risk or function that is known stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import Report, Row, YamlMap, read_csv, read_yaml, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.risks import Matrix, read_matrix

from ..enums import ControlState
from ..models import ContinuityFunction, Control, Risk, RiskScore
from ..policies import check_load, faults_of_scores
from ..queries.reading import MATRIX, matrix

FILES = ("matrix.yaml", "risks.yaml", "continuity.csv")
RISK = (
    *("body", "plan", "title", "cause", "event", "consequence", "owner", "inherent", "target", "review_by", "public"),
    *("source", "scores", "controls"),
)


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Returns how many there are of each. Faults go to `report`; whoever calls rolls back when there is one."""
    check_load(by)
    section = folder / "risks"
    if not section.is_dir():
        return {}
    for path in sorted(section.iterdir()):
        if path.name not in FILES:
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, FILES))
    bodies = {each.key: each for each in Organisation.objects.all()}
    counts = {}
    if (section / "matrix.yaml").is_file():
        read = read_matrix(read_yaml(section / "matrix.yaml", report))
        if read is not None:
            # Those that an administrator set later stay.
            kept = Setting.objects.filter(key=MATRIX).values_list("value", flat=True).first() or {}
            value = read.as_dict() | ({"later": kept["later"]} if kept.get("later") else {})
            Setting.objects.update_or_create(key=MATRIX, defaults={"value": value})
    used = matrix()
    if (section / "risks.yaml").is_file():
        entries = read_yaml_list(section / "risks.yaml", report)
        for entry in entries:
            _load_risk(entry, bodies, used, report, by)
        counts["risks"] = len(entries)
    if (section / "continuity.csv").is_file():
        path, required = section / "continuity.csv", ("body", "title", "tolerable_hours")
        optional = ("owner", "fallback", "tested_on", "test_result", "public", "source")
        rows = read_csv(path, report, required, optional, unique=["body", "title"])
        for row in rows:
            _load_function(row, bodies, report, by)
        counts["functions"] = len(rows)
    return counts


def _load_risk(entry: YamlMap, bodies: dict[str, Organisation], used: Matrix, report: Report, by: Actor) -> None:
    entry.unknown(RISK)
    body = _body(entry, bodies)
    inherent = _steps(entry, "inherent")
    target = _steps(entry, "target") if "target" in entry else (None, None)
    risk = Risk(
        body=body,
        plan=entry.text("plan", 200, blank=True),
        title=entry.text("title", 200),
        cause=entry.text("cause", 2000),
        event=entry.text("event", 2000),
        consequence=entry.text("consequence", 2000),
        owner=entry.text("owner", 200),
        inherent_likelihood=inherent[0] or 1,
        inherent_impact=inherent[1] or 1,
        target_likelihood=target[0],
        target_impact=target[1],
        review_by=entry.date("review_by", blank=True),
        is_public=entry.flag("public", default=False),
        source=entry.text("source", 300, blank=True),
    )
    for fault in faults_of_scores(used, vars(risk)):
        entry.fault(fault.where.partition("_")[0], fault.message, fault.mend)
    scores = [_score(each) for each in entry.maps("scores", blank=True)]
    controls = [_control(each) for each in entry.maps("controls", blank=True)]
    if not report.ok or Risk.objects.filter(body=body, title=risk.title).exists():
        return
    risk.save()
    for score in scores:
        score.risk = risk
        score.save()
    for control in controls:
        control.risk = risk
        control.save()
    record(verb="risk.loaded", subject=risk, by=by)


def _steps(entry: YamlMap, name: str) -> tuple[int | None, int | None]:
    steps = entry.map(name)
    steps.unknown(("likelihood", "impact"))
    return steps.whole("likelihood", 1, 10), steps.whole("impact", 1, 10)


def _score(entry: YamlMap) -> RiskScore:
    entry.unknown(("on", "likelihood", "impact", "because"))
    return RiskScore(
        on=entry.date("on") or date.min,
        likelihood=entry.whole("likelihood", 1, 10) or 1,
        impact=entry.whole("impact", 1, 10) or 1,
        because=entry.text("because", 2000),
    )


def _control(entry: YamlMap) -> Control:
    entry.unknown(("words", "owner", "state", "due", "evidence", "checked_on"))
    return Control(
        words=entry.text("words", 300),
        owner=entry.text("owner", 200),
        state=entry.choice("state", ControlState.values, blank=True) or ControlState.IN_PLACE,
        due=entry.date("due", blank=True),
        evidence=entry.text("evidence", 2000, blank=True),
        checked_on=entry.date("checked_on", blank=True),
    )


def _load_function(row: Row, bodies: dict[str, Organisation], report: Report, by: Actor) -> None:
    body = _body(row, bodies)
    function = ContinuityFunction(
        body=body,
        title=row.text("title", 200),
        tolerable_hours=row.whole("tolerable_hours", 0, 100_000) or 0,
        owner=row.text("owner", 200),
        fallback=row.text("fallback", 2000),
        tested_on=row.date("tested_on"),
        test_result=row.text("test_result", 2000),
        is_public=row.flag("public", default=False),
        source=row.text("source", 300),
    )
    if not report.ok or ContinuityFunction.objects.filter(body=body, title=function.title).exists():
        return
    function.save()
    record(verb="continuity.loaded", subject=function, by=by)


def _body(entry: YamlMap | Row, bodies: dict[str, Organisation]) -> Organisation | None:
    key = entry.key("body")
    if key and key not in bodies:
        message = _("There is no organisation with the key “%(key)s”.") % {"key": key}
        entry.fault("body", message, mend_name(key, bodies))
    return bodies.get(key)
