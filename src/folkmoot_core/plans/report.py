"""What a plan reports after half a year or a year: how its actions stood on the last day, what is late and why, and
each objective with its actions; out of the same records that its pages show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from folkmoot_core.indicators.report import Measured, table_of, write_charts, write_method
from folkmoot_core.plans.states import EXCEPTIONS, State
from folkmoot_core.reports.document import FrontMatter, Report
from folkmoot_core.reports.figures import count
from folkmoot_core.reports.phrases import spoken_language
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer

TEMPLATE = "folkmoot plan 1"
COUNTED = (
    *(State.DONE, State.ON_TRACK, State.UNTOLD, State.DUE_SOON, State.OVERDUE, State.BLOCKED, State.STALE),
    *(State.DROPPED, State.NOT_TOLD),
)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as it stood: `due` and `owner` in words, `told` the latest update of the period with its day, or ""."""

    key: str
    title: str
    owner: str
    due: str
    state: State
    told: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class ObjectivePart:
    """An objective with the actions that carry it first."""

    key: str
    title: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class PlanReportInput:
    """`half`: of half a year. `introduction` is an officer's."""

    organisation: str
    plan: str
    name: str
    year: str
    half: bool
    first: date
    last: date
    counted: date
    parts: tuple[ObjectivePart, ...]
    introduction: str = ""
    language: str = "en-GB"
    measures: tuple[Measured, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says: the same records give the same report."""
        content: list[object] = [[asdict(part) for part in self.parts], self.name, self.introduction]
        if self.measures:
            content.append([each.content() for each in self.measures])
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def plan_report(data: PlanReportInput) -> Report:
    """At a glance, then what the indicators show that its actions name, then what needs attention, each objective with
    its actions, and each indicator with its chart."""
    writer = Writer(spoken_language(data.language))
    writer.chapter("summary", writer.label("chapter.plan.summary"))
    if data.introduction.strip():
        words = {"words": data.introduction.strip()}
        writer.paragraph("introduction", writer.sentence("introduction.1", "plan.words", words))
    _glance(writer, data)
    if data.measures:
        writer.chapter("measures", writer.label("chapter.plan.measures"))
        writer.show(table_of(writer, "measures.table", writer.label("caption.plan.measures"), data.measures))
    _exceptions(writer, data)
    for place, part in enumerate(data.parts, start=1):
        _objective(writer, place, part)
    if data.measures:
        writer.chapter("charts", writer.label("chapter.indicator.charts"))
        write_charts(writer, data.measures)
    writer.chapter("method", writer.label("chapter.plan.method"))
    writer.paragraph(
        "method.how",
        writer.sentence("method.how.1", "plan.method"),
        writer.sentence("method.how.2", "plan.counted", {"day": writer.day(data.last)}),
    )
    if data.measures:
        write_method(writer, data.counted)
    front = FrontMatter(
        organisation=data.organisation,
        opened=data.first,
        closed=data.last,
        snapshot=data.digest,
        template=TEMPLATE,
        subtitle=writer.label("subtitle.plan.half" if data.half else "subtitle.plan.year", year=data.year),
        reported=data.counted,
        # Actions of bodies, not people.
        threshold=1,
        counts=".plan",
    )
    return writer.short_report(data.name, writer.label("title.plan", plan=data.plan), front)


def _all_actions(parts: Iterable[ObjectivePart]) -> list[ActionLine]:
    return [action for part in parts for action in part.actions]


def _glance(writer: Writer, data: PlanReportInput) -> None:
    columns = tuple(Column(state.value, writer.label(f"state.plan.{state.value}")) for state in COUNTED)
    rows = [_counts(f"part{place}", part.title, part.actions) for place, part in enumerate(data.parts, start=1)]
    everything = _all_actions(data.parts)
    whole = _counts("all", writer.label("row.plan.all"), everything)
    whole = Row(whole.key, whole.header, whole.cells, is_base=True)
    table = Table(
        "glance",
        writer.label("caption.plan.glance"),
        writer.label("column.plan.objective"),
        (Column("actions", writer.label("column.plan.actions")), *columns),
        (*rows, whole),
        (writer.label("note.plan.chief"),),
    )
    writer.rest_on(table)
    said = {name: CellRef("glance", "all", name) for name in ("actions", "done", "overdue", "blocked", "stale")}
    writer.paragraph("glance.said", writer.sentence("glance.said.1", "plan.glance", None, **said))
    writer.show(table)


def _counts(key: str, title: str, actions: Iterable[ActionLine]) -> Row:
    states = [action.state for action in actions]
    return Row(key, title, (count(len(states)), *(count(states.count(state)) for state in COUNTED)))


def _exceptions(writer: Writer, data: PlanReportInput) -> None:
    writer.chapter("exceptions", writer.label("chapter.plan.exceptions"))
    late = [action for action in _all_actions(data.parts) if action.state in EXCEPTIONS]
    if not late:
        writer.paragraph("exceptions.none", writer.sentence("exceptions.none.1", "plan.no_exceptions"))
        return
    late.sort(key=lambda action: EXCEPTIONS.index(action.state))
    writer.show(
        Table(
            "exceptions.table",
            writer.label("caption.plan.exceptions"),
            writer.label("column.plan.action"),
            tuple(Column(name, writer.label(f"column.plan.{name}")) for name in ("state", "due", "owner", "because")),
            tuple(
                Row(f"late{place}", action.title, (_state(writer, action), action.due, action.owner, action.because))
                for place, action in enumerate(late, start=1)
            ),
        )
    )


def _objective(writer: Writer, place: int, part: ObjectivePart) -> None:
    writer.chapter(f"part.{place}", part.title)
    if not part.actions:
        writer.paragraph(f"part.{place}.none", writer.sentence(f"part.{place}.none.1", "plan.no_actions"))
        return
    writer.show(
        Table(
            f"part.{place}.table",
            writer.label("caption.plan.actions", title=part.title),
            writer.label("column.plan.action"),
            tuple(Column(name, writer.label(f"column.plan.{name}")) for name in ("state", "due", "owner", "told")),
            tuple(
                Row(f"action{row}", action.title, (_state(writer, action), action.due, action.owner, action.told))
                for row, action in enumerate(part.actions, start=1)
            ),
        )
    )


def _state(writer: Writer, action: ActionLine) -> str:
    return writer.label(f"state.plan.{action.state.value}")
