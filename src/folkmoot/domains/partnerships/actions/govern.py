"""By which rules a body sits: choose its profile, add and end rules, record and end leave to break one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.composition import PROFILES, make_rule
from folkmoot_core.values import Fault, Invalid

from ..adapters.boards import plain_settings
from ..models import BoardRule, Governance, Waiver
from ..policies import check_edit_body


@transaction.atomic
def choose_profile(
    *, body: Organisation, profile: str, first: date | None, source: str = "", by: Actor, reason: str = ""
) -> Governance:
    """The body sits by this profile from `first` on (None: from its beginning). Of two choices for the same day the
    later one counts."""
    check_edit_body(by, body)
    if profile not in PROFILES:
        raise Invalid([Fault("profile", _("There is no such profile."), _("Choose one from the list."))])
    before = Governance.objects.filter(body=body, first=first).first()
    chosen, _made = Governance.objects.update_or_create(
        body=body, first=first, defaults={"profile": profile, "source": source}
    )
    changes = {"profile": [before.profile if before else "", profile], "from": [None, first and first.isoformat()]}
    record(verb="partnership.profile_chosen", subject=body, by=by, changes=changes, reason=reason)
    return chosen


@transaction.atomic
def add_rule(*, body: Organisation, values: Mapping[str, Any], by: Actor, reason: str = "") -> BoardRule:
    """Add a rule: `values` are kind, words, settings, source, first, until. Raises Invalid for what makes no sense."""
    check_edit_body(by, body)
    taken = set(BoardRule.objects.filter(body=body).values_list("key", flat=True))
    rule = make_rule({"key": free_rule_key(values["words"], taken), **values})
    if rule.first and rule.until and rule.until < rule.first:
        raise Invalid([Fault("until", _("It ends before it begins."), _("Mend one of the two dates."))])
    row = BoardRule.objects.create(
        body=body,
        key=rule.key,
        kind=rule.kind,
        words=rule.words,
        settings=plain_settings(rule),
        source=rule.source,
        first=rule.first,
        until=rule.until,
        position=len(taken),
    )
    changes = {"rule": [None, rule.words], "kind": [None, rule.kind], "settings": [None, row.settings]}
    record(verb="partnership.rule_added", subject=body, by=by, changes=changes, reason=reason)
    return row


@transaction.atomic
def end_rule(*, rule: BoardRule, until: date, by: Actor, reason: str = "") -> BoardRule:
    """The rule holds up to and with `until`; it stays on record for the days before."""
    check_edit_body(by, rule.body)
    if rule.first and until < rule.first:
        raise Invalid([Fault("until", _("It ends before it begins."), _("Give the day it began, or a later one."))])
    changes = {"until": [rule.until and rule.until.isoformat(), until.isoformat()], "rule": [rule.words, rule.words]}
    rule.until = until
    rule.save()
    record(verb="partnership.rule_ended", subject=rule.body, by=by, changes=changes, reason=reason)
    return rule


@transaction.atomic
def waive(*, body: Organisation, rule: str, values: Mapping[str, Any], by: Actor, reason: str = "") -> Waiver:
    """Record leave to break a rule: `values` are given_by, why, first and until."""
    check_edit_body(by, body)
    waiver = Waiver(body=body, rule=rule, **values)
    if waiver.until and waiver.until < waiver.first:
        raise Invalid([Fault("until", _("It ends before it begins."), _("Mend one of the two dates."))])
    try:
        with transaction.atomic():
            waiver.save()
    except IntegrityError as problem:
        mend = _("Give another day on which this one begins.")
        raise Invalid([Fault("first", _("There is leave from this day already."), mend)]) from problem
    changes = {"rule": [None, rule], "given_by": [None, waiver.given_by], "why": [None, waiver.why]}
    record(verb="partnership.waived", subject=body, by=by, changes=changes, reason=reason)
    return waiver


@transaction.atomic
def end_waiver(*, waiver: Waiver, until: date, by: Actor, reason: str = "") -> Waiver:
    """The leave holds up to and with `until`."""
    check_edit_body(by, waiver.body)
    if until < waiver.first:
        raise Invalid([Fault("until", _("It ends before it begins."), _("Give the day it began, or a later one."))])
    changes = {"rule": [waiver.rule, waiver.rule], "until": [str(waiver.until or ""), until.isoformat()]}
    waiver.until = until
    waiver.save()
    record(verb="partnership.waiver_ended", subject=waiver.body, by=by, changes=changes, reason=reason)
    return waiver


def free_rule_key(words: str, taken: set[str]) -> str:
    """A key made of the words that no rule of the body has yet."""
    stem = slugify(words).replace("-", "_")[:70] or "rule"
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key
