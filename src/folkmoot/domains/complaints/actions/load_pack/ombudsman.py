"""ombudsman/letters.yaml → annual letters with their figures, the Ombudsman's list, and ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import Report, Row, YamlMap, read_csv, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.reconcile import OMBUDSMAN_LISTS, ombudsman_list
from folkmoot_core.values import Invalid

from ...models import AnnualLetter, LetterFigure, Referral, TheirCase
from ...queries.reporting import span_of
from ..ombudsman import group_of

FIGURES = (("table", "row", "value"), ("column",))
OURS = (
    ("reference", "category", "stage", "received_on"),
    (*("enquired_on", "answered_on", "decision", "decided_on"), *("remedy", "compensation", "due_on", "done_on")),
)
THEIRS = (("reference", "category", "stage", "received_on"), ("decision", "decided_on"))


def read_ombudsman(home: Path, report: Report) -> int:
    """How many letters the pack has. A letter is loaded anew each time; our own referrals stay as they are here."""
    letters = read_yaml_list(home / "letters.yaml", report)
    for entry in letters:
        entry.unknown(("span", "title", "came_on", "source", "figures", "referrals", "theirs"))
        _read_letter(entry, home, report)
    return len(letters)


def _read_letter(entry: YamlMap, home: Path, report: Report) -> None:
    span, title = entry.text("span", 12), entry.text("title", 200)
    if span and span_of(span) is None:
        entry.fault("span", _("“%s” is no reporting year.") % span, _("Write it as 2010-11."))
    files = {name: entry.text(name, 100, blank=True) for name in ("figures", "referrals", "theirs")}
    figures = read_csv(home / files["figures"], report, *FIGURES) if files["figures"] else []
    ours = read_csv(home / files["referrals"], report, *OURS, unique=("reference",)) if files["referrals"] else []
    theirs = read_csv(home / files["theirs"], report, *THEIRS, unique=("reference",)) if files["theirs"] else []
    referrals = [_referral(row) for row in ours]
    cases = [_their_case(row) for row in theirs]
    values = [row.number("value", blank=True) for row in figures]
    if not report.ok:
        return
    letter, _new = AnnualLetter.objects.update_or_create(
        span=span,
        defaults={"title": title, "came_on": entry.date("came_on", blank=True), "source": entry.text("source", 300)},
    )
    letter.figures.all().delete()
    LetterFigure.objects.bulk_create(
        LetterFigure(
            letter=letter, table=row["table"], row=row["row"], column=row["column"], value=value, position=place
        )
        for place, (row, value) in enumerate(zip(figures, values, strict=True))
    )
    letter.cases.all().delete()
    for case in cases:
        case.letter = letter
    TheirCase.objects.bulk_create(cases)
    Referral.objects.bulk_create(referrals, ignore_conflicts=True)


def _code(row: Row, name: str, day_name: str) -> tuple[str, str]:
    """The list that holds the code on its day, and the code; ('', '') where the cell is empty."""
    key = row.text(name, 60, blank=name == "decision")
    day = row.date(day_name, blank=name == "decision")
    if not key or day is None:
        return "", ""
    known: list[str] = []
    for listed in OMBUDSMAN_LISTS:
        try:
            return listed, ombudsman_list(listed).code(key, day).key
        except Invalid:
            known += [code.key for code in ombudsman_list(listed).codes]
    row.fault(name, _("“%s” is no code of that day.") % key, mend_name(key, known))
    return "", ""


def _referral(row: Row) -> Referral:
    stage_list, stage = _code(row, "stage", "received_on")
    decision_list, decision = _code(row, "decision", "decided_on")
    amount = row.number("compensation", blank=True)
    return Referral(
        theirs=row.text("reference", 40),
        category=row.text("category", 120),
        received_on=row.date("received_on") or date.min,
        stage_list=stage_list,
        stage=stage,
        enquired_on=row.date("enquired_on", blank=True),
        answered_on=row.date("answered_on", blank=True),
        decision_list=decision_list,
        decision=decision,
        decided_on=row.date("decided_on", blank=True),
        is_fault=bool(decision) and group_of(decision_list, decision) == "fault",
        remedy=row.text("remedy", 500, blank=True),
        compensation=amount,
        remedy_due=row.date("due_on", blank=True),
        remedy_done=row.date("done_on", blank=True),
    )


def _their_case(row: Row) -> TheirCase:
    _list, stage = _code(row, "stage", "received_on")
    _list, decision = _code(row, "decision", "decided_on")
    return TheirCase(
        reference=row.text("reference", 40),
        category=row.text("category", 120),
        stage=stage,
        received_on=row.date("received_on") or date.min,
        decision=decision,
        decided_on=row.date("decided_on", blank=True),
    )
