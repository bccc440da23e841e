"""Published figures against records, and against themselves.

`reconcile` lays a printed table beside our cases and says which case explains each difference; what is left is always
said. `arithmetic` finds what a paper gets wrong by itself, and `reconcile_pack` holds all published figures of a pack
against each other. `codelists` are dated: a label means what it meant then.
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
from folkmoot_core.reconcile.checking import check_figures
from folkmoot_core.reconcile.codelists import (
    OMBUDSMAN_LISTS,
    Code,
    CodeList,
    lists_on,
    ombudsman_list,
    read_code_list,
)
from folkmoot_core.reconcile.comparing import Compared, Reason, Reconciliation, Why, reconcile
from folkmoot_core.reconcile.figures import Book, Check, Figure, Qualifier, Relation
from folkmoot_core.reconcile.packs import finding_as_json, reconcile_pack
from folkmoot_core.reconcile.published import PublishedTable, table_of
from folkmoot_core.reconcile.reading import read_figures

__all__ = [
    "OMBUDSMAN_LISTS",
    "Book",
    "Case",
    "Check",
    "Code",
    "CodeList",
    "Compared",
    "Condition",
    "Definition",
    "Figure",
    "Finding",
    "PublishedTable",
    "Qualifier",
    "Reason",
    "Reconciliation",
    "Relation",
    "Why",
    "check_figures",
    "check_mean",
    "check_percentage",
    "check_sum",
    "check_totals",
    "compare_sources",
    "finding_as_json",
    "lists_on",
    "ombudsman_list",
    "read_code_list",
    "read_figures",
    "reconcile",
    "reconcile_pack",
    "table_of",
]
