"""A file of amounts, month by month: sent, looked at, and taken in as it was looked at; every row of it or none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.base.public import spreadsheet_rows
from folkmoot_core.packfiles import Report, Row
from folkmoot_core.values import Fault, Invalid

from ..adapters.rows import kind_in, period_in, three_in, unit_in
from ..enums import Route
from ..models import Line, SentFile
from ..policies import KEEPERS, can_keep
from ..queries.visible import budgets_kept_by
from .amounts import Given, enter_amounts, sort_out
from .changing import explain

REQUIRED = ("budget", "line", "period")
OPTIONAL = ("kind", "gross", "income", "net", "unit", "reason", "explanation", "source")
COLUMNS = ("budget", "line", "kind", "period", *OPTIONAL[1:])
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True)
class RowSeen:
    """What a row of the file would do: `state` is new, changed or same. Net in pence, before and after."""

    number: int
    line: Line
    kind: str
    period: str
    state: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Looked:
    """What a file would do, or why it cannot be taken in."""

    rows: tuple[RowSeen, ...] = ()
    faults: tuple[Fault, ...] = ()

    def number(self, state: str) -> int:
        return sum(each.state == state for each in self.rows)


@dataclass(frozen=True)
class _Read:
    row: Row
    given: Given
    explanation: str


@transaction.atomic
def send_file(*, content: bytes, name: str, by: Actor) -> SentFile:
    """Keep a file to be looked at. Raises Refused."""
    if not by.holds(*KEEPERS):
        raise Refused(_("Only a performance officer may send a file of amounts."))
    digest = hashlib.sha256(content).hexdigest()
    return SentFile.objects.create(name=name[:150], content=content, digest=digest, by_key=by.key, by_name=by.name)


def look_at(file: SentFile, by: Actor) -> Looked:
    """What taking it in would do. Writes nothing."""
    read: list[_Read] = []
    try:
        read = _read(file, by)
        found = sort_out([each.given for each in read])
    except Invalid as problem:
        return Looked(faults=_told_by_line(problem, read))
    states = {place: name for name in ("new", "changed", "same") for place in getattr(found, name)}
    rows = []
    for place, each in enumerate(read):
        here = found.here.get(each.given.key)
        before, after = (here.amounts.net if here else None), each.given.amounts.net
        kind, period = each.given.kind, each.given.period.text
        rows.append(RowSeen(each.row.line, each.given.line, kind, period, states[place], before, after))
    return Looked(tuple(rows))


@transaction.atomic
def take_file(*, file: SentFile, by: Actor) -> Looked:
    """Put all of its amounts and explanations there, or none. Raises Invalid with every fault by its line, Refused."""
    file = SentFile.objects.select_for_update().get(pk=file.pk)
    if file.taken_at is not None:
        raise Invalid([Fault("file", _("This file is taken in already."), _("Send it again to compare."))])
    looked = look_at(file, by)
    if looked.faults:
        raise Invalid(looked.faults)
    read = _read(file, by)
    enter_amounts(given=[each.given for each in read], route=Route.FILE, by=by)
    for each in read:
        if each.explanation:
            explain(line=each.given.line, period=each.given.period, words=each.explanation, by=by)
    file.taken_at = timezone.now()
    file.save(update_fields=["taken_at", "updated_at"])
    numbers = {state: [None, looked.number(state)] for state in ("new", "changed", "same")}
    record(verb="budget.imported", subject=file, by=by, changes={**numbers, "digest": [None, file.digest]})
    return looked


def throw_away_untaken() -> int:
    """Files that were looked at and never taken in, a week on. Returns how many went."""
    gone, _by_model = SentFile.objects.filter(taken_at=None, created_at__lt=timezone.now() - KEPT_FOR).delete()
    return gone


def _read(file: SentFile, by: Actor) -> list[_Read]:
    """Its rows. Raises Invalid with every fault; those have the lines of the file."""
    report = Report()
    rows = spreadsheet_rows(bytes(file.content), file.name, report, REQUIRED, OPTIONAL)
    lines = _lines_of(by)
    read = [made for row in rows if (made := _given(row, lines, file.name))]
    if report.ok and not rows:
        report.fault(file.name, None, _("There is no amount in this file."), _("Add a row for each amount."))
    _refuse_twice(read)
    report.raise_if_any()
    return read


def _lines_of(by: Actor) -> dict[str, dict[str, Line]]:
    """{key of a budget that the actor keeps: {key or title of a line: the line}}."""
    found: dict[str, dict[str, Line]] = {budget.key: {} for budget in budgets_kept_by(by)}
    rows = Line.objects.filter(budget__key__in=found).select_related("budget__body", "budget__keeper")
    for line in rows:
        if can_keep(by, line.budget.scopes):
            found[line.budget.key].setdefault(line.title.casefold(), line)
    for line in rows:
        found[line.budget.key][line.key] = line
    return found


def _given(row: Row, lines: Mapping[str, Mapping[str, Line]], name: str) -> _Read | None:
    key, words = row.text("budget", 100).casefold(), row.text("line", 200).casefold()
    if key and key not in lines:
        row.fault(
            "budget", _("There is no such budget, or it is not yours to keep."), _("Write its key, as its page has it.")
        )
    line = lines.get(key, {}).get(words)
    if key in lines and words and line is None:
        row.fault("line", _("This budget has no such line."), _("Write its key or its title, or add the line first."))
    kind = kind_in(row)
    if line is None or not kind:
        return None
    period, amounts = period_in(row, kind, line.budget), three_in(row, unit_in(row, line.budget))
    if period is None:
        return None
    source = row.text("source", 300) or _("File “%(name)s”, line %(line)d") % {"name": name[:100], "line": row.line}
    given = Given(line, kind, period, amounts, row.text("reason", 300), source)
    return _Read(row, given, row.text("explanation", 3000))


def _refuse_twice(read: Sequence[_Read]) -> None:
    first: dict[tuple[int, str, str], int] = {}
    for each in read:
        line = first.setdefault(each.given.key, each.row.line)
        if line != each.row.line:
            message = _("The same amount stands on line %(line)d.") % {"line": line}
            each.row.fault("period", message, _("Keep one of them."))


def _told_by_line(problem: Invalid, read: Sequence[_Read]) -> tuple[Fault, ...]:
    """With the line of the file instead of the place among its rows."""

    def told() -> Iterator[Fault]:
        for each in problem.faults:
            line = read[each.line].row.line if read and each.line is not None else each.line
            yield Fault(each.where, each.message, each.mend, line)

    return tuple(told())
