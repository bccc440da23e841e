"""The rules that an agreement can name, with the numbers that each needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from folkmoot_core.compacts.assessment_first import check_assessment_first
from folkmoot_core.compacts.feedback import check_feedback
from folkmoot_core.compacts.funding_consultation import check_funding_consultation
from folkmoot_core.compacts.funding_notice import check_funding_notice
from folkmoot_core.compacts.payment_in_advance import check_payment_in_advance
from folkmoot_core.compacts.values import Consulted, Finding, Funded, Numbers, Paid
from folkmoot_core.compacts.written_consultation import check_written_consultation

MOST = 520


class Reads(StrEnum):
    """What a rule looks at."""

    CONSULTATIONS = "consultations"
    FUNDING = "funding"
    PAYMENTS = "payments"


CLASSES: Final = MappingProxyType({Reads.CONSULTATIONS: Consulted, Reads.FUNDING: Funded, Reads.PAYMENTS: Paid})


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of rule: its name for people, what it reads, the numbers it needs and those it may have."""

    key: str
    title: str
    reads: Reads
    function: Callable[[Any, Numbers, date], Finding]
    needs: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()

    def check(self, record: Consulted | Funded | Paid, numbers: Numbers, today: date) -> Finding:
        """How the record stands to the rule on a day. Raises TypeError for a record of another kind."""
        if not isinstance(record, CLASSES[self.reads]):
            raise TypeError(f"{self.key} reads {self.reads.value}, not a {type(record).__name__}.")
        return self.function(record, numbers, today)


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(
                "written_consultation",
                "So many weeks for a written consultation",
                Reads.CONSULTATIONS,
                check_written_consultation,
                ("weeks",),
            ),
            Rule("feedback", "Feedback after a consultation", Reads.CONSULTATIONS, check_feedback, (), ("weeks",)),
            Rule(
                "funding_consultation",
                "So many months of consultation before funding ends or changes",
                Reads.FUNDING,
                check_funding_consultation,
                ("months",),
            ),
            Rule(
                "funding_notice",
                "So many months of notice before funding ends or changes",
                Reads.FUNDING,
                check_funding_notice,
                ("months",),
            ),
            Rule("payment_in_advance", "Payment in advance", Reads.PAYMENTS, check_payment_in_advance),
            Rule("assessment_first", "Equality assessment before a cut", Reads.FUNDING, check_assessment_first),
        )
    }
)


def faults_of_numbers(kind: str, numbers: Numbers) -> tuple[str, ...]:
    """What is wrong with the numbers of a rule, a sentence each; none where they fit."""
    rule = RULES.get(kind)
    if rule is None:
        return (f"There is no rule “{kind}”. Use one of: {', '.join(RULES)}.",)
    missing = [f"The rule {kind} needs {name}." for name in rule.needs if name not in numbers]
    strange = [f"The rule {kind} has no {name}." for name in numbers if name not in (*rule.needs, *rule.may_have)]
    wrong = [f"{name} is a whole number from 1 to {MOST}." for name, value in numbers.items() if not 1 <= value <= MOST]
    return (*missing, *strange, *wrong)
