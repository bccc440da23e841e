"""Plans: their kinds as data, due days as printed and as understood, how an action stands, what changed between two
versions, reporting periods, the picture of which plan serves which ambition, and the report of a period."""

from folkmoot_core.plans.kinds import COLUMNS, PlanKind, Section, kind_as_data, kind_from_data, read_kind
from folkmoot_core.plans.matrix import Dot, MatrixEdition, MatrixPicture, MatrixRow, draw_matrix
from folkmoot_core.plans.periods import Period, period_named, periods_between
from folkmoot_core.plans.reading import understand
from folkmoot_core.plans.report import ActionLine, ObjectivePart, PlanReportInput, plan_report
from folkmoot_core.plans.states import EXCEPTIONS, Facts, Progress, Rule, Standing, State, standing
from folkmoot_core.plans.timing import Timing, due_days, next_due, parse_timing
from folkmoot_core.plans.versions import Change, Item, compare_faces

__all__ = [
    "COLUMNS",
    "EXCEPTIONS",
    "ActionLine",
    "Change",
    "Dot",
    "Facts",
    "Item",
    "MatrixEdition",
    "MatrixPicture",
    "MatrixRow",
    "ObjectivePart",
    "Period",
    "PlanKind",
    "PlanReportInput",
    "Progress",
    "Rule",
    "Section",
    "Standing",
    "State",
    "Timing",
    "compare_faces",
    "draw_matrix",
    "due_days",
    "kind_as_data",
    "kind_from_data",
    "next_due",
    "parse_timing",
    "period_named",
    "periods_between",
    "plan_report",
    "read_kind",
    "standing",
    "understand",
]
