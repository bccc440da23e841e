"""A compact between the public and the voluntary sector: its numeric rules, each a pure function of dated records.

`RULES[kind].check(record, numbers, today)` gives an explained `Verdict`: kept, broken with a reason, broken, not yet
due. One file a rule, with its source. `tally` counts verdicts, `compact_review` writes the report of a year.
"""

from folkmoot_core.compacts.keeping import Keeping, tally
from folkmoot_core.compacts.review import CommitmentYear, Line, ReviewInput, compact_review
from folkmoot_core.compacts.rules import RULES, Reads, Rule, faults_of_numbers
from folkmoot_core.compacts.values import Consulted, Finding, Funded, Paid, Record, Verdict

__all__ = [
    "RULES",
    "CommitmentYear",
    "Consulted",
    "Finding",
    "Funded",
    "Keeping",
    "Line",
    "Paid",
    "Reads",
    "Record",
    "ReviewInput",
    "Rule",
    "Verdict",
    "compact_review",
    "faults_of_numbers",
    "tally",
]
