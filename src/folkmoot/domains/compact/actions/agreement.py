"""Write the agreement down: versions, commitments and the rules that check them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.compacts import faults_of_numbers
from folkmoot_core.values import Fault, Invalid

from ..enums import VersionState
from ..models import Agreement, Check, Commitment, NumericRule, Theme, Version
from ..policies import check_keep
from .checking import forget_checks

VERSION_FIELDS = ("title", "kind", "state", "agreed_on", "in_force_from", "in_force_to", "summary", "note")


@dataclass(frozen=True)
class RuleAsked:
    """A rule for a commitment: its kind, its numbers, and for records of which days."""

    kind: str
    numbers: dict[str, int]
    first: date | None = None
    last: date | None = None
    note: str = ""


@transaction.atomic
def add_version(*, agreement: Agreement, fields: dict[str, Any], by: Actor) -> Version:
    """A new version with the commitments and rules of the latest, to be changed from there. Raises Invalid."""
    check_keep(by, agreement.scope)
    latest = agreement.versions.first()
    title = " ".join(str(fields.get("title", "")).split())
    key = slugify(title)[:80]
    if not key:
        raise Invalid([Fault("title", _("The version needs a title."), _("Such as “Compact 2026”."))])
    if agreement.versions.filter(key=key).exists():
        raise Invalid([Fault("title", _("There is a version of this title."), _("Give it another one."))])
    version = Version(
        agreement=agreement,
        key=key,
        aims=latest.aims if latest else [],
        position=(latest.position + 1) if latest else 1,
        **{name: fields[name] for name in VERSION_FIELDS if name in fields} | {"title": title},
    )
    _whole(version)
    version.save()
    if latest is not None:
        _copy(latest, version)
    record(verb="compact.version_added", subject=version, by=by)
    _only_one_in_force(version, by)
    return version


@transaction.atomic
def edit_version(*, version: Version, fields: dict[str, Any], by: Actor) -> Version:
    """Change what a version says of itself; in force, it takes the place of the one that was. Raises Invalid."""
    check_keep(by, version.agreement.scope)
    before = {name: getattr(version, name) for name in VERSION_FIELDS}
    for name in VERSION_FIELDS:
        if name in fields:
            setattr(version, name, fields[name])
    _whole(version)
    version.save()
    record(verb="compact.version_changed", subject=version, by=by, changes=changed_fields(before, fields))
    _only_one_in_force(version, by)
    return version


def _only_one_in_force(version: Version, by: Actor) -> None:
    if version.state != VersionState.IN_FORCE:
        return
    others = version.agreement.versions.filter(state=VersionState.IN_FORCE).exclude(pk=version.pk)
    for other in others:
        other.state = VersionState.REPLACED
        other.in_force_to = other.in_force_to or version.in_force_from
        other.save(update_fields=["state", "in_force_to", "updated_at"])
        record(verb="compact.version_replaced", subject=other, by=by, changes={"by": [None, version.key]})


def _copy(latest: Version, version: Version) -> None:
    themes = {
        theme.pk: Theme.objects.create(version=version, key=theme.key, title=theme.title, position=theme.position)
        for theme in latest.themes.all()
    }
    for old in latest.commitments.prefetch_related("rules"):
        new = Commitment.objects.create(
            version=version,
            theme=themes[old.theme_id],
            side=old.side,
            key=old.key,
            words=old.words,
            numbers=old.numbers,
            source=old.source,
            position=old.position,
        )
        # A record counts once: the old rules go on for what began before, until somebody gives both their days.
        NumericRule.objects.bulk_create(
            NumericRule(commitment=new, kind=rule.kind, numbers=rule.numbers, first=rule.first, last=rule.last)
            for rule in old.rules.all()
        )


def _whole(row: Version | Commitment) -> None:
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as wrong:
        raise Invalid([Fault(name, " ".join(texts)) for name, texts in wrong.message_dict.items()]) from wrong


@transaction.atomic
def put_commitment(
    *, version: Version, fields: dict[str, Any], rules: list[RuleAsked], by: Actor, commitment: Commitment | None = None
) -> Commitment:
    """Add a commitment, or change one, with the rules that check it. Raises Invalid, naming the field."""
    check_keep(by, version.agreement.scope)
    faults = [Fault("kind", text) for rule in rules for text in faults_of_numbers(rule.kind, rule.numbers)]
    faults += [
        Fault("last", _("The last day is before the first."), _("Mend one of the two."))
        for rule in rules
        if rule.first and rule.last and rule.last < rule.first
    ]
    same = version.commitments.filter(key__iexact=fields["key"])
    if commitment is not None:
        same = same.exclude(pk=commitment.pk)
    if same.exists():
        faults.append(Fault("key", _("Another commitment has this number."), _("Give each its own.")))
    if faults:
        raise Invalid(faults)
    is_new = commitment is None
    row = commitment or Commitment(version=version, position=version.commitments.count() + 1)
    before = {name: getattr(row, name, None) for name in fields if name != "theme"}
    for name, value in fields.items():
        setattr(row, name, value)
    _whole(row)
    row.save()
    _put_rules(row, rules)
    verb = "compact.commitment_added" if is_new else "compact.commitment_changed"
    plain = {name: value for name, value in fields.items() if name != "theme"}
    changes = changed_fields(before, plain) | {"rules": [None, [rule.kind for rule in rules]]}
    record(verb=verb, subject=row, by=by, changes=changes)
    return row


def _put_rules(commitment: Commitment, rules: list[RuleAsked]) -> None:
    gone = commitment.rules.exclude(kind__in=[rule.kind for rule in rules])
    forget_checks(list(Check.objects.filter(rule__in=gone).select_related("rule__commitment")))
    gone.delete()
    for rule in rules:
        NumericRule.objects.update_or_create(
            commitment=commitment,
            kind=rule.kind,
            defaults={"numbers": rule.numbers, "first": rule.first, "last": rule.last, "note": rule.note},
        )


@transaction.atomic
def add_agreement(*, title: str, keeper: Organisation, summary: str, mediator: str, by: Actor) -> Agreement:
    """Begin an agreement; its first version comes next. Raises Invalid, Refused."""
    check_keep(by, keeper.scope)
    title = " ".join(title.split())
    key = slugify(title)[:80]
    if not key or Agreement.objects.filter(key=key).exists():
        raise Invalid([Fault("title", _("There is an agreement of this title."), _("Give it another one."))])
    agreement = Agreement.objects.create(
        key=key, title=title, keeper=keeper, summary=summary.strip(), mediator=mediator.strip()
    )
    record(verb="compact.agreement_added", subject=agreement, by=by)
    return agreement


def theme_for(version: Version, title: str) -> Theme:
    """The theme of this title; made where there is none. Call it inside a transaction."""
    title = " ".join(title.split())[:200]
    found = version.themes.filter(title__iexact=title).first()
    if found:
        return found
    return Theme.objects.create(
        version=version, key=slugify(title)[:80], title=title, position=version.themes.count() + 1
    )
