"""What waits for the liaison officer, and what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.compacts import RULES

from ..enums import SOURCES, UNDER_WAY, EvidenceState, Verdict
from ..models import Agreement, Check, Concern, Evidence, FundingDecision, NumericRule, Version
from .keeping import COUNTED
from .visible import agreements_kept_by, concerns_for, organisations_for


@dataclass(frozen=True)
class Desk:
    """In figures and lists: what is broken, what waits, what is late."""

    agreements: list[Agreement]
    broken: list[Check]
    reasoned: list[Check]
    waiting: list[Evidence]
    concerns: list[Concern]
    late: int
    held: int
    may_keep: bool


def desk_of(actor: Actor, today: date, most: int = 20) -> Desk:
    """Seven queries."""
    agreements = list(agreements_kept_by(actor))
    checks = Check.objects.filter(COUNTED, rule__commitment__version__agreement__in=agreements).select_related(
        "rule__commitment__version__agreement", "organisation"
    )
    waiting = Evidence.objects.filter(
        state=EvidenceState.WAITING, commitment__version__agreement__in=agreements
    ).select_related("commitment")
    mine = concerns_for(actor)
    under_way = list(mine.filter(state__in=UNDER_WAY).order_by("next_due", "raised_on", "pk"))
    return Desk(
        agreements=agreements,
        broken=list(checks.filter(verdict=Verdict.BROKEN)[:most]),
        reasoned=list(checks.filter(verdict=Verdict.REASONED)[:most]),
        waiting=list(waiting[:most]),
        concerns=under_way[:most],
        late=sum(1 for each in under_way if each.next_due and each.next_due < today),
        held=mine.filter(state="held").count(),
        may_keep=bool(agreements),
    )


def funding_for(actor: Actor) -> QuerySet[FundingDecision]:
    """Decisions of the organisations for which the actor may enter them."""
    found = FundingDecision.objects.select_related("funder")
    return found.filter(funder__in=organisations_for(actor).values("pk"))


def faults_in_compacts() -> Iterator[str]:
    """Sentences about what contradicts itself, for `folkmoot check`."""
    for rule in NumericRule.objects.select_related("commitment"):
        if rule.kind not in RULES:
            yield _("The commitment %(key)s names a rule that is not known: %(kind)s.") % {
                "key": rule.commitment.key,
                "kind": rule.kind,
            }
        elif RULES[rule.kind].reads not in SOURCES:
            yield _("Nothing gives the records for the rule of commitment %(key)s.") % {"key": rule.commitment.key}
    for agreement in Agreement.objects.all():
        in_force = Version.objects.filter(agreement=agreement, state="in_force").count()
        if in_force > 1:
            yield _("More than one version of “%(title)s” is in force.") % {"title": agreement.title}
