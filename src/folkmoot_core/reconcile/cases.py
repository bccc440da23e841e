"""What a published figure says that it counts, and the cases that it may count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from folkmoot_core.values import Fault, Invalid

Value = str | date | None


@dataclass(frozen=True, slots=True)
class Case:
    """One case on one side's list. `shared` is the reference that both sides know it by (the Ombudsman's, as a rule):
    our cases that were merged into one of theirs share it. Where it is "" the case's own reference serves."""

    reference: str
    fields: Mapping[str, Value]
    shared: str = ""

    @property
    def key(self) -> str:
        return self.shared or self.reference


@dataclass(frozen=True, slots=True)
class Condition:
    """A case counts only if the field has one of these values (or, with `negated`, none of them). `otherwise` is what
    a case is called that fails: "premature", "about a school"."""

    field: str
    values: frozenset[str]
    otherwise: str
    negated: bool = False

    def holds(self, case: Case) -> bool:
        return (str(case.fields.get(self.field) or "") in self.values) != self.negated


@dataclass(frozen=True, slots=True)
class Definition:
    """What a table counts: cases whose `date_field` lies from `first` to `last`, both included, that meet all
    conditions, by `row_field` and `column_field` (None: all in the one row or column named by `only_row`,
    `only_column`). `row_labels` and `column_labels` turn a case's code into the label that was printed; what they do
    not name stays as it is."""

    words: str
    date_field: str
    first: date
    last: date
    row_field: str | None = None
    column_field: str | None = None
    only_row: str = ""
    only_column: str = ""
    conditions: tuple[Condition, ...] = ()
    row_labels: Mapping[str, str] = field(default_factory=dict)
    column_labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Invalid([Fault("definition", f"“{self.words}” ends before it begins.", "Check both days.")])

    def placed(self, case: Case) -> Placed:
        """Where the case counts, or why not."""
        for condition in self.conditions:
            if not condition.holds(case):
                return Placed(None, condition.otherwise)
        day = case.fields.get(self.date_field)
        if not isinstance(day, date):
            return Placed(None, f"no date in {self.date_field}")
        if not self.first <= day <= self.last:
            return Placed(None, OTHER_PERIOD, day)
        row = _label(case, self.row_field, self.only_row, self.row_labels)
        return Placed((row, _label(case, self.column_field, self.only_column, self.column_labels)), "", day)


OTHER_PERIOD = "other period"


@dataclass(frozen=True, slots=True)
class Placed:
    """The cell in which a case counts; None where it does not, and then why."""

    cell: tuple[str, str] | None
    why_not: str = ""
    day: date | None = None

    @property
    def words(self) -> str:
        on = f" ({self.day.isoformat()})" if self.day else ""
        if self.cell is None:
            return f"not counted: {self.why_not}{on}"
        return f"{', '.join(filter(None, self.cell))}{on}"


def _label(case: Case, name: str | None, otherwise: str, labels: Mapping[str, str]) -> str:
    if name is None:
        return otherwise
    code = str(case.fields.get(name) or "")
    return labels.get(code, code)
