"""The ledger of releases: what the public was shown of the counts, kept whole so that it can be shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from folkmoot_core.disclosure.figures import DECLINED, NO_REPLY, NOT_ASKED, statements_of
from folkmoot_core.disclosure.ledger import Ledger
from folkmoot_core.disclosure.ledger import Release as CoreRelease
from folkmoot_core.disclosure.rounding import coarse, coarse_statements
from folkmoot_core.survey import QuestionTable, Row

from ...adapters import DECLINED_CODE
from ...models import Consultation, Release, Snapshot
from .breakdown import Breakdown
from .safety import POLICY
from .tables import NumberSummary, QuestionResult, Results
from .traits import Trait, trait_labels

PAGE, BREAKDOWN, THEMES, REPORT = "results", "breakdown", "theme counts", "report"


def state_name(stamp: Iterable[int]) -> str:
    """Of which responses: revision, highest number, count."""
    return "responses " + ".".join(str(part) for part in stamp)


def newest_page(consultation: Consultation) -> Release | None:
    """What the public was shown last of the page of results. One query."""
    return Release.objects.filter(consultation=consultation, place=PAGE).order_by("-pk").first()


def ledger_of(consultation: Consultation) -> Ledger:
    """All releases of exact counts. Rounded ones tell no small number beside any other, so they are left out."""
    found = Release.objects.filter(consultation=consultation).exclude(content__rounded=True).order_by("pk")
    return Ledger(
        tuple(
            CoreRelease.from_json(each)
            for content in found.values_list("content", flat=True)
            for each in content["releases"]
        )
    )


def snapshot_at(consultation: Consultation, stamp: Iterable[int]) -> Snapshot | None:
    """The snapshot of the same responses, if there is one."""
    wanted = list(stamp)
    newest = Snapshot.objects.filter(consultation=consultation).first()
    return newest if newest is not None and newest.stamp[: len(wanted)] == wanted else None


def rounded_results(exact: Results, protected: Results) -> Results:
    """Every count to the nearest ten; nothing of numbers that were given, whose mean would tell the newest."""
    return replace(
        protected,
        responses=coarse(_whole(exact), POLICY).responses or 0,
        districts=None if exact.districts is None else coarse(exact.districts, POLICY),
        questions=tuple(
            replace(each, tables=tuple(coarse(table, POLICY) for table in each.tables), number=None)
            for each in exact.questions
        ),
        rounded=True,
    )


def _whole(results: Results) -> QuestionTable:
    return QuestionTable("", "", "", "", results.responses, results.responses, results.responses, 0, 0, ())


def tables_in(results: Results) -> list[tuple[str, QuestionTable]]:
    """(question, table) of all that the page shows."""
    found = [(each.question.key, table) for each in results.questions for table in each.tables]
    return [*found, *([("district", results.districts)] if results.districts else [])]


def releases_of_page(results: Results) -> list[CoreRelease]:
    state = state_name(results.stamp)
    return [
        CoreRelease.of(
            table.key,
            state,
            table.key,
            coarse_statements(table, POLICY) if results.rounded else statements_of(table),
        )
        for _question, table in tables_in(results)
    ]


def releases_of_breakdown(breakdown: Breakdown, results: Results) -> list[CoreRelease]:
    """Groups go by the keys that they have in the table of their own on the page, so that the two can be compared."""
    state = state_name(results.stamp)
    variable, levels = _levels_of(breakdown.trait, results)
    groups = {}
    for table in breakdown.tables:
        for group in table.groups:
            together = breakdown.joined if breakdown.joined and group is table.groups[-1] else (group.label,)
            groups[group.label] = [level for label in together for level in levels.get(label, (label,))]
    return [
        CoreRelease.of(
            f"{table.key} by {variable}: {'; '.join(group.label for group in table.groups)}",
            state,
            table.key,
            statements_of(table, by=variable, groups=groups),
        )
        for table in breakdown.tables
    ]


def _levels_of(trait: Trait, results: Results) -> tuple[str, dict[str, tuple[str, ...]]]:
    """What the groups of a trait are called where they are counted themselves: the variable, {label: its levels}."""
    own = results.districts if trait == Trait.DISTRICT else None
    if own is None:
        asked = next((each for each in results.questions if each.question.role == trait.value), None)
        own = asked.tables[0] if asked and asked.tables else None
    words = trait_labels(Trait.SEX, [DECLINED_CODE, ""], ())
    levels = {words[DECLINED_CODE]: (DECLINED,), words[""]: (NO_REPLY, NOT_ASKED)}
    if own is None:
        return trait.value, levels
    return own.key, {row.text: (row.key,) for row in own.rows} | levels


def content_of_page(results: Results) -> dict[str, Any]:
    """As it is kept: what it says, for the ledger, and what it showed, for showing it again."""
    return {
        "rounded": results.rounded,
        "stamp": list(results.stamp),
        "releases": [each.as_json() for each in releases_of_page(results)],
        "shown": {
            "responses": results.responses,
            "districts": None if results.districts is None else _table_as_json(results.districts),
            "questions": {
                each.question.key: {
                    "tables": [_table_as_json(table) for table in each.tables],
                    "number": None if each.number is None else asdict(each.number),
                }
                for each in results.questions
            },
        },
    }


def as_it_was_shown(content: Mapping[str, Any], now: Results) -> Results:
    """The page as the ledger kept it; `now` has the words of the questions, and what came by which channel."""
    shown = content["shown"]
    questions = tuple(
        QuestionResult(
            each.question,
            each.section,
            tuple(_table_from_json(table) for table in shown["questions"][each.question.key]["tables"]),
            _number(shown["questions"][each.question.key]["number"]),
        )
        for each in now.questions
        if each.question.key in shown["questions"]
    )
    revision, highest, count = content["stamp"]
    return replace(
        now,
        stamp=(revision, highest, count),
        responses=shown["responses"],
        districts=None if shown["districts"] is None else _table_from_json(shown["districts"]),
        questions=questions,
        rounded=content["rounded"],
        behind=now.responses - count if now.stamp != (revision, highest, count) else None,
    )


def _number(content: Mapping[str, Any] | None) -> NumberSummary | None:
    return None if content is None else NumberSummary(**content)


def _table_as_json(table: QuestionTable) -> dict[str, Any]:
    return {**asdict(table), "hidden": sorted(table.hidden)}


def _table_from_json(content: Mapping[str, Any]) -> QuestionTable:
    rows = tuple(Row(**row) for row in content["rows"])
    return QuestionTable(**{**content, "rows": rows, "hidden": frozenset(content["hidden"])})
