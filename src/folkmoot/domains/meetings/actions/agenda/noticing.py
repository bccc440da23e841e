"""Notices of key decisions and of private business are written down, with the days on which each step was taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...models import AgendaItem, DecisionNotice
from ..changing import put_values, told
from .items import item_to_change

NOTICE_FIELDS = (
    "matter", "is_key", "why_key", "is_private", "private_reason", "documents", "contact", "published_on",
    "scrutiny_told_on", "second_notice_on", "representations", "agreed_on", "agreed_by", "short_reason",
)  # fmt: skip
DAYS = ("published_on", "scrutiny_told_on", "second_notice_on", "agreed_on")


@transaction.atomic
def keep_notice(*, item: AgendaItem, values: Mapping[str, Any], by: Actor) -> DecisionNotice:
    """Write the notice of an item, or alter it. Everybody reads it as soon as it has one of its days. Raises Refused,
    or Invalid naming the field."""
    item = item_to_change(item, by)
    wanted = {name: values[name] for name in NOTICE_FIELDS if name in values}
    notice = DecisionNotice.objects.select_related("item").filter(item=item).first() or DecisionNotice(item=item)
    merged = {name: getattr(notice, name) for name in NOTICE_FIELDS} | wanted
    if faults := _faults(item, notice, merged):
        raise Invalid(faults)
    if notice.pk is None:
        notice = DecisionNotice.objects.create(item=item, **wanted)
        changed = sorted(wanted)
    else:
        changed = put_values(notice, wanted)
    if changed:
        told("agenda.notice_kept", item, by, fields=changed)
    return notice


def _faults(item: AgendaItem, notice: DecisionNotice, values: Mapping[str, Any]) -> list[Fault]:
    today, faults = timezone.localdate(), []
    for name, message, mend in (
        ("matter", _("Say what is to be decided."), _("In words that everybody may read.")),
        ("contact", _("Say how to ask for the documents."), _("A name, telephone or e-mail.")),
    ):
        if not str(values[name]).strip():
            faults.append(Fault(name, message, mend))
    if not (values["is_key"] or values["is_private"]):
        faults.append(
            Fault("is_key", _("A notice is of a key decision, of private business, or of both."), _("Tick one."))
        )
    if values["is_private"] and not str(values["private_reason"]).strip():
        faults.append(Fault("private_reason", _("Say why it is to be private."), _("Everybody reads this.")))
    for name in DAYS:
        if values[name] and values[name] > today:
            faults.append(Fault(name, _("This day is still to come."), _("Give it when it is done.")))
    if values["agreed_on"] and not str(values["agreed_by"]).strip():
        faults.append(Fault("agreed_by", _("Say who agreed."), _("The chair of scrutiny, or of the council.")))
    if (values["agreed_on"] or values["scrutiny_told_on"]) and not str(values["short_reason"]).strip():
        faults.append(Fault("short_reason", _("Say why longer notice was impracticable."), _("It is published.")))
    if notice.pk and notice.is_out and not any(values[name] for name in DAYS):
        faults.append(
            Fault("published_on", _("This notice is out, and stays."), _("If it is not to be, withdraw the item."))
        )
    if not item.is_open and not values["is_private"]:
        faults.append(Fault("is_private", _("This item is kept back, so it is taken in private."), _("Tick this.")))
    if not item.is_open and notice.says_title(str(values["matter"])):
        faults.append(Fault("matter", _("This is the title that is kept back."), _("Say it as everybody may read it.")))
    return faults
