"""How commitments are kept: checks that count, and what people showed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q

from folkmoot_core.compacts import RULES, Keeping, tally

from ..enums import EvidenceState, Side, VersionState
from ..models import Agreement, Check, Commitment, Evidence, NumericRule, Version

COUNTED = Q(left_out_because="")


@dataclass
class Row:
    """A commitment with its record: what the system found, what people showed."""

    commitment: Commitment
    keeping: Keeping = field(default_factory=Keeping)
    shown: dict[str, int] = field(default_factory=dict)
    has_rule: bool = False

    @property
    def is_silent(self) -> bool:
        """Nothing is on record."""
        return not self.keeping.judged and not self.keeping.not_yet and not any(self.shown.values())


@dataclass(frozen=True)
class Group:
    """The commitments of one side within a theme."""

    side: Side
    rows: list[Row]


def current_version(agreement: Agreement) -> Version | None:
    """What is in force, else what is proposed, else the latest; one whose commitments are known goes first."""
    known = Exists(Commitment.objects.filter(version=OuterRef("pk")))
    versions = list(agreement.versions.annotate(is_known=known).select_related("agreement__keeper"))
    states = [VersionState.IN_FORCE, VersionState.PROPOSED, VersionState.REPLACED]
    return min(versions, key=lambda each: (not each.is_known, states.index(VersionState(each.state))), default=None)


def rows_of(version: Version, side: str = "") -> list[Row]:
    """All commitments of a version in their order, of one side where it is named. Four queries, whatever the size."""
    commitments = version.commitments.select_related("theme").prefetch_related(
        Prefetch("rules", NumericRule.objects.only("pk", "commitment_id", "kind"))
    )
    if side:
        commitments = commitments.filter(side=side)
    verdicts: dict[int, list[str]] = defaultdict(list)
    checks = Check.objects.filter(COUNTED, rule__commitment__version=version, is_public=True)
    for pk, verdict in checks.values_list("rule__commitment", "verdict"):
        verdicts[pk].append(verdict)
    shown: dict[int, dict[str, int]] = defaultdict(lambda: {"kept": 0, "partly": 0, "not": 0})
    evidence = Evidence.objects.filter(commitment__version=version, state=EvidenceState.PUBLISHED)
    for pk, how in evidence.values_list("commitment", "shown"):
        shown[pk][how] += 1
    return [
        Row(each, tally(verdicts[each.pk]), shown.get(each.pk, {}), has_rule=bool(each.rules.all()))
        for each in commitments
    ]


def by_theme(rows: Iterable[Row]) -> list[tuple[str, list[Group]]]:
    """[(theme, groups by side)], in the order of the agreement."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row.commitment.theme.title, {}).setdefault(row.commitment.side, []).append(row)
    return [(theme, [Group(Side(side), of_side) for side, of_side in sides.items()]) for theme, sides in found.items()]


def by_side(rows: Iterable[Row]) -> list[tuple[Side, int, Keeping]]:
    """[(side, how many commitments, their keeping)]"""
    rows = list(rows)
    found = []
    for side in Side:
        of_side = [row for row in rows if row.commitment.side == side]
        found.append((side, len(of_side), sum((row.keeping for row in of_side), Keeping())))
    return found


def whole(rows: Iterable[Row]) -> Keeping:
    return sum((row.keeping for row in rows), Keeping())


def checks_of(commitment: Commitment, *, everything: bool = False) -> list[Check]:
    """The checks of a commitment, the newest record first; `everything` for officers."""
    found = Check.objects.filter(rule__commitment=commitment).select_related("organisation", "rule")
    return list(found if everything else found.filter(is_public=True))


def evidence_of(commitment: Commitment) -> list[Evidence]:
    found = commitment.evidence.filter(state=EvidenceState.PUBLISHED)
    return list(found.select_related("organisation", "document"))


def rules_in_words(commitment: Commitment) -> list[tuple[str, str, NumericRule]]:
    """[(what is checked, its numbers, the rule)]"""
    return [
        (
            RULES[rule.kind].title if rule.kind in RULES else rule.kind,
            ", ".join(f"{value} {name}" for name, value in rule.numbers.items()),
            rule,
        )
        for rule in commitment.rules.all()
    ]


def checks_by_organisation(agreement: Agreement) -> dict[int, Keeping]:
    """{organisation: how it kept what it promised}, of public records that count."""
    verdicts: dict[int, list[str]] = defaultdict(list)
    checks = Check.objects.filter(COUNTED, rule__commitment__version__agreement=agreement, is_public=True)
    for pk, verdict in checks.exclude(organisation=None).values_list("organisation", "verdict"):
        verdicts[pk].append(verdict)
    return {pk: tally(found) for pk, found in verdicts.items()}
