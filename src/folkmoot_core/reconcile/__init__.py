"""Published figures against records, and against themselves.

`reconcile` lays a printed table beside our cases and says which case explains each difference; what is left is always
said. `arithmetic` finds what a paper gets wrong by itself. `codelists` are dated: a label means what it meant then.
"""

from folkmoot_core.reconcile.arithmetic import (
    Finding,
    check_mean,
    check_percentage,
    check_sum,
    check_totals,
    compare_sources,
)
from folkmoot_core.reconcile.cases import Case, Condition, Definition
from folkmoot_core.reconcile.codelists import (
    OMBUDSMAN_LISTS,
    Code,
    CodeList,
    lists_on,
    ombudsman_list,
    read_code_list,
)
from folkmoot_core.reconcile.comparing import Compared, Reason, Reconciliation, Why, reconcile
from folkmoot_core.reconcile.published import PublishedTable, table_of

__all__ = [
    "OMBUDSMAN_LISTS",
    "Case",
    "Code",
    "CodeList",
    "Compared",
    "Condition",
    "Definition",
    "Finding",
    "PublishedTable",
    "Reason",
    "Reconciliation",
    "Why",
    "check_mean",
    "check_percentage",
    "check_sum",
    "check_totals",
    "compare_sources",
    "lists_on",
    "ombudsman_list",
    "read_code_list",
    "reconcile",
    "table_of",
]
