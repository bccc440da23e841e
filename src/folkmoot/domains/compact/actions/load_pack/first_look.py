"""funding.yaml and evidence.yaml → records for a first look; what is known already stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name

from ...enums import EvidenceState, FundingKind, Shown, Side
from ...models import Agreement, Commitment, Evidence, FundingDecision, Payment

DAYS = ("effective", "consulted_from", "consulted_to", "notice", "assessed")
FUNDING = (
    *("key", "title", "funder", "recipient", "kind", "amount", "in_writing", "says_why", "reason", "payments"),
    *DAYS,
)
EVIDENCE = ("version", "commitment", "organisation", "shown", "on", "words", "by", "side", "link")


def load_funding(path: Path, report: Report, today: date) -> dict[str, int]:
    if not path.exists():
        return {}
    bodies = {each.key: each for each in Organisation.objects.all()}
    entries = read_yaml_list(path, report)
    for entry in entries:
        entry.unknown(FUNDING)
        key, funder = entry.key("key"), _body(entry, "funder", bodies)
        fields = _funding(entry, today)
        payments = [_payment(each, today) for each in entry.maps("payments", blank=True)]
        if not report.ok or funder is None or FundingDecision.objects.filter(reference=key).exists():
            continue
        decision = FundingDecision.objects.create(reference=key, funder=funder, **fields)
        Payment.objects.bulk_create(Payment(decision=decision, **each) for each in payments)
    return {"funding decisions": len(entries)}


def _funding(entry: YamlMap, today: date) -> dict[str, Any]:
    days = {name: entry.date(name, today=today, blank=name != "effective") for name in DAYS}
    return {
        "title": entry.text("title", 200),
        "recipient": entry.text("recipient", 200),
        "kind": entry.choice("kind", FundingKind.values),
        "amount": entry.number("amount", blank=True),
        "effective": days["effective"] or today,
        "consulted_from": days["consulted_from"],
        "consulted_to": days["consulted_to"],
        "notice_on": days["notice"],
        "assessed_on": days["assessed"],
        "in_writing": entry.flag("in_writing", default=False),
        "says_why": entry.text("says_why", 2000, blank=True),
        "reason": entry.text("reason", 2000, blank=True),
    }


def _payment(entry: YamlMap, today: date) -> dict[str, Any]:
    entry.unknown(("from", "paid", "reason"))
    return {
        "period_starts": entry.date("from", today=today) or today,
        "paid_on": entry.date("paid", today=today, blank=True),
        "reason": entry.text("reason", 300, blank=True),
    }


def load_evidence(path: Path, agreement: Agreement, report: Report, today: date) -> dict[str, int]:
    if not path.exists():
        return {}
    bodies = {each.key: each for each in Organisation.objects.all()}
    commitments = {
        (each.version.key, each.key): each
        for each in Commitment.objects.filter(version__agreement=agreement).select_related("version")
    }
    entries = read_yaml_list(path, report)
    for entry in entries:
        entry.unknown(EVIDENCE)
        named = entry.key("version"), entry.text("commitment", 40)
        commitment = commitments.get(named)
        if commitment is None:
            message = _("There is no commitment %(key)s in the version “%(version)s”.")
            entry.fault("commitment", message % {"version": named[0], "key": named[1]})
            continue
        fields: dict[str, Any] = {
            "organisation": _body(entry, "organisation", bodies) if "organisation" in entry else None,
            "shown": entry.choice("shown", Shown.values),
            "happened_on": entry.date("on", today=today) or today,
            "words": entry.text("words", 5000),
            "by_name": entry.text("by", 200),
            "by_side": entry.choice("side", Side.values),
            "link": entry.text("link", 200, blank=True),
        }
        if report.ok and not commitment.evidence.filter(words=fields["words"]).exists():
            Evidence.objects.create(commitment=commitment, state=EvidenceState.PUBLISHED, **fields)
    return {"evidence": len(entries)}


def _body(entry: YamlMap, field: str, bodies: dict[str, Organisation]) -> Organisation | None:
    named = entry.key(field)
    if named and named not in bodies:
        message = _("There is no organisation with the key “%(key)s”.") % {"key": named}
        entry.fault(field, message, mend_name(named, bodies))
    return bodies.get(named)
