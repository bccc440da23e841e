"""Check every record against every rule that holds for it, keep what came of it, and tie records to promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.thread.public import link_many, unlink_many
from folkmoot_core.compacts import RULES, Consulted, Funded, Paid
from folkmoot_core.values import Fault, Invalid

from ..enums import SOURCES, Verdict
from ..models import Check, NumericRule
from ..policies import check_keep

RECKONED = ("title", "url", "organisation_id", "begins", "verdict", "because", "sources", "is_public")
AT_ONCE = 200
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Changes:
    """How many checks are new, came out otherwise than before, and have no record any more."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@transaction.atomic
def check_records(*, by: Actor = SYSTEM, today: date | None = None) -> Changes:
    """Reckon all checks anew. Costs one query for each source and table, and a write only where something changed.

    A verdict that changes stands in the history. What an officer left out stays left out.
    """
    today = today or timezone.localdate()
    wanted = {(check.rule_id, check.record_type, check.record_key): check for check in _reckoned(today)}
    here: dict[Key, Check] = {
        (check.rule_id, check.record_type, check.record_key): check
        for check in Check.objects.select_related("rule__commitment")
    }
    new = [check for key, check in wanted.items() if key not in here]
    gone = [check for key, check in here.items() if key not in wanted]
    changed = []
    for key, check in wanted.items():
        old = here.get(key)
        if old is not None and any(getattr(old, name) != getattr(check, name) for name in RECKONED):
            changed.append(_amend(old, check, by))
    if not (new or gone or changed):
        return Changes()
    Check.objects.bulk_create(new)
    fields = [name.removesuffix("_id") for name in RECKONED]
    Check.objects.bulk_update(changed, [*fields, "updated_at"], batch_size=AT_ONCE)
    link_many("evidenced_by", _tied(wanted.values()), SYSTEM)
    forget_checks(gone)
    return Changes(len(new), len(changed), len(gone))


def forget_checks(gone: list[Check]) -> None:
    """Delete checks, and untie each record from its promise where no other check ties the two. Call it inside a
    transaction, with the rules and commitments fetched along."""
    keys = [check.pk for check in gone]
    promises = {check.rule.commitment_id for check in gone}
    left = Check.objects.filter(rule__commitment__in=promises).exclude(pk__in=keys).select_related("rule__commitment")
    still = {_ends(pair) for pair in _tied(left)}
    untied = [pair for pair in _tied(gone) if _ends(pair) not in still]
    unlink_many("evidenced_by", untied, SYSTEM, reason="The record is not checked any more.")
    Check.objects.filter(pk__in=keys).delete()


def _ends(pair: tuple[Model, Model]) -> tuple[Any, str, Any]:
    promise, row = pair
    return promise.pk, row._meta.label_lower, row.pk


def _amend(old: Check, new: Check, by: Actor) -> Check:
    if old.verdict != new.verdict:
        record(verb="compact.verdict_changed", subject=old, by=by, changes={"verdict": [old.verdict, new.verdict]})
    for name in RECKONED:
        setattr(old, name, getattr(new, name))
    old.updated_at = timezone.now()
    return old


def _reckoned(today: date) -> Iterator[Check]:
    rules = list(NumericRule.objects.select_related("commitment"))
    reads = {RULES[rule.kind].reads for rule in rules if rule.kind in RULES}
    records = {name: list(SOURCES[name]()) for name in reads if name in SOURCES}
    keys = {each.organisation for found in records.values() for each in found}
    bodies = dict(Organisation.objects.filter(key__in=keys).values_list("key", "pk"))
    for rule in rules:
        kind = RULES.get(rule.kind)
        for each in records.get(kind.reads, ()) if kind else ():
            if isinstance(each, Consulted | Funded | Paid) and _holds(rule, each.begins):
                yield _check(rule, each, bodies.get(each.organisation), today)


def _holds(rule: NumericRule, begins: date) -> bool:
    return (rule.first is None or rule.first <= begins) and (rule.last is None or begins <= rule.last)


def _check(rule: NumericRule, each: Consulted | Funded | Paid, body: int | None, today: date) -> Check:
    found = RULES[rule.kind].check(each, rule.numbers, today)
    return Check(
        rule=rule,
        record_type=each.record_type,
        record_key=each.record_key,
        title=each.title[:200],
        url=each.url,
        organisation_id=body,
        begins=each.begins,
        verdict=Verdict(found.value.value),
        because=found.sentence,
        sources=list(found.sources),
        is_public=each.is_public,
    )


def _tied(checks: Iterable[Check]) -> list[tuple[Model, Model]]:
    """(commitment, record) for each; a payment stands for the funding it belongs to. One query a type of record."""
    by_type: dict[str, dict[str, list[Check]]] = {}
    for check in checks:
        by_type.setdefault(check.record_type, {}).setdefault(check.record_key, []).append(check)
    pairs: list[tuple[Model, Model]] = []
    for label, keyed in by_type.items():
        found = apps.get_model(label)._default_manager.filter(pk__in=keyed)
        if label == "compact.payment":
            found = found.select_related("decision")
        for row in found:
            target = row.decision if label == "compact.payment" else row
            pairs += [(check.rule.commitment, target) for check in keyed[str(row.pk)]]
    return pairs


@transaction.atomic
def leave_out(*, check: Check, because: str, by: Actor) -> Check:
    """Say that the rule is not meant for this record, and why; with "" it counts again. The reason is public."""
    check_keep(by, check.rule.commitment.version.agreement.scope)
    because = " ".join(because.split())
    if not because and not check.left_out_because:
        raise Invalid([Fault("because", _("Say why the rule is not meant for it."), _("Everybody can read it."))])
    old = check.left_out_because
    check.left_out_because, check.left_out_by = because[:300], by.name if because else ""
    check.save(update_fields=["left_out_because", "left_out_by", "updated_at"])
    verb = "compact.check_left_out" if because else "compact.check_counted_again"
    record(verb=verb, subject=check, by=by, changes={"left_out_because": [old, because]})
    return check
