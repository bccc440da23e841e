"""Every figure that the 2011 papers print about the consultation, against what Folkmoot computes from the responses.

`published_figures.csv` holds each figure as printed with a rule that says how it bears comparison: `exact`; `rounded`
(half up to the printed decimals); `about` (within a tenth); `over`; `differs` (the paper contradicts itself: its note
says how, and Folkmoot follows the other figure).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from django.db.models import Count

from folkmoot.domains.consultations.models import Answer, Consultation, Response
from folkmoot.domains.consultations.queries.results import Results, Trait, breakdown_of, results_of
from folkmoot.site.packs.loader import load
from folkmoot_core.survey import CrossTable, QuestionTable

PACK = Path(__file__).parents[2] / "packs" / "kent-2011"
FIGURES = PACK / "consultations" / "vision-2011" / "published_figures.csv"


@pytest.fixture
def consultation(db: None) -> Consultation:
    result = load(PACK)
    assert result.ok, result.report.as_text()
    return Consultation.objects.get(slug="vision-2011")


@dataclass(frozen=True)
class Counted:
    """What Folkmoot has for one printed figure."""

    count: int
    base: int | None = None


class Computed:
    """Folkmoot's own answer to each printed figure, from the queries that the pages use."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.results: Results = results_of(consultation, protected=False)

    def table(self, question: str) -> QuestionTable:
        result = self.results.question(question)
        assert result is not None
        return result.tables[0]

    def figure(self, table: str, item: str, group: str) -> Counted:
        special = getattr(self, f"_{table}", None)
        if special is not None:
            return special(item, group)  # type: ignore[no-any-return]
        if table.endswith("_rank"):
            rows = self.table(table.removesuffix("_rank")).rows
            mine = next(row.count for row in rows if row.key == item)
            return Counted(1 + sum(1 for row in rows if (row.count or 0) > (mine or 0)))
        found = self.table(table)
        if item in ("no_reply", "declined"):
            return Counted(getattr(found, item), found.asked)
        return Counted(next(row.count or 0 for row in found.rows if row.key == item), found.asked)

    def _responses(self, item: str, group: str) -> Counted:
        return Counted(self.results.channels.total.counted)

    def _channel(self, item: str, group: str) -> Counted:
        by_channel = {row.channel: row.counted for row in self.results.channels.rows}
        wanted = {"written": ("letter", "email"), "post": ("paper", "letter")}.get(item, (item,))
        return Counted(sum(by_channel.get(channel, 0) for channel in wanted))

    def _age_by_gender(self, item: str, group: str) -> Counted:
        ages = self.table("age")
        broken = breakdown_of(self.consultation, "age", Trait.SEX, protected=False)
        assert broken is not None
        cross: CrossTable = broken.tables[0]
        # Those who were not asked about themselves stand in the group without an answer; they are no part of the table.
        not_asked = (ages.responses or 0) - (ages.asked or 0)
        texts = {row.key: row.text for row in self.table("gender").rows}
        places = {base.label: number for number, base in enumerate(cross.groups)}
        labels = {"no_reply": "not known", "declined": "not wish"}

        def place_of(wanted: str) -> int:
            if wanted in texts:
                return places[texts[wanted]]
            return next(n for label, n in places.items() if labels[wanted] in label.lower())

        groups = range(len(cross.groups)) if group == "total" else [place_of(group)]
        if item in ("no_reply", "declined"):
            return Counted(sum(getattr(cross.groups[n], item) or 0 for n in groups))
        if item == "base":
            takes_unasked = group in ("total", "no_reply")
            return Counted(sum(cross.groups[n].responses or 0 for n in groups) - takes_unasked * not_asked)
        row = next(row for row in cross.rows if row.key == item)
        return Counted(sum(row.cells[n].count or 0 for n in groups))

    def _organisation(self, item: str, group: str) -> Counted:
        answers = Answer.objects.filter(response__consultation=self.consultation, question="organisation")
        return Counted(answers.filter(response__capacity=item).count())

    def _theme(self, item: str, group: str) -> Counted:
        return Counted(self.consultation.themes.get(key=item).suggestions)

    def _suggestions(self, item: str, group: str) -> Counted:
        words = Response.objects.filter(consultation=self.consultation, words__question__in=["q2", "q4", "q6"])
        if item == "people":
            return Counted(words.distinct().count(), self.table("q1").asked)
        # Suggestions are counted by people, one answer holding several; the pack's file lists each.
        with (FIGURES.parent / "themes.csv").open(encoding="utf-8", newline="") as file:
            return Counted(sum(1 for _row in csv.DictReader(file)))

    def _district(self, item: str, group: str) -> Counted:
        found = Response.objects.filter(consultation=self.consultation, district__isnull=False)
        districts = found.values("district").annotate(n=Count("pk"))
        return Counted(round(self.results.responses / len(districts)))


def figures() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bears_out(rule: str, printed: Decimal, found: Decimal) -> bool:
    if rule == "over":
        return found > printed
    if rule == "about":
        return abs(found - printed) <= printed / 10
    return found != printed if rule == "differs" else found == printed


def faults(line: dict[str, str], counted: Counted) -> Iterator[str]:
    if line["count"] and not bears_out(line["rule"], Decimal(line["count"]), Decimal(counted.count)):
        yield f"printed {line['count']}, Folkmoot counts {counted.count}"
    if not line["percent_as_printed"]:
        return
    printed, base = Decimal(line["percent_as_printed"]), int(line["base"])
    if counted.base not in (None, base):
        yield f"printed of {base}, Folkmoot's base is {counted.base}"
    percent = Decimal(100 * counted.count) / Decimal(base)
    rule = "about" if line["rule"] == "about" else "exact"
    if not bears_out(rule, printed, percent.quantize(printed, ROUND_HALF_UP)):
        yield f"printed {printed}%, Folkmoot has {percent:.3f}%"


def test_every_published_figure_comes_out(consultation: Consultation) -> None:
    computed = Computed(consultation)
    wrong = [
        f"{line['table']} {line['item']} {line['group']}: {fault}"
        for line in figures()
        for fault in faults(line, computed.figure(line["table"], line["item"], line["group"]))
    ]
    assert wrong == []
    assert load(PACK).ok
    assert Response.objects.count() == 793, "Loading the pack again must change nothing."


def test_the_file_of_figures_is_whole() -> None:
    lines = figures()
    assert len(lines) > 100
    assert {line["rule"] for line in lines} == {"exact", "rounded", "about", "over", "differs"}
    assert all(line["note"] for line in lines if line["rule"] == "differs")


def test_a_wrong_count_would_be_noticed() -> None:
    line = next(line for line in figures() if line["table"] == "q1")
    assert not list(faults(line, Counted(int(line["count"]), 773)))
    assert list(faults(line, Counted(int(line["count"]) + 1, 773)))
    assert list(faults(line, Counted(int(line["count"]), 793)))
