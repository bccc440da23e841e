from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from .enums import KINDS, RECORDS


def can_link(actor: Actor) -> bool:
    """Staff and the system tie records together; each domain decides beforehand whether this person may touch them."""
    return actor.is_staff


def check_link(actor: Actor) -> None:
    if not can_link(actor):
        raise Refused(_("Only staff tie records together."))


def sees_everything(actor: Actor) -> bool:
    """Staff see links that residents do not."""
    return actor.is_staff


def check_kind(kind: str, from_type: str, to_type: str) -> None:
    """Raises Invalid when the relation is unknown, does not fit these records, or a record is not registered."""
    faults = []
    known = KINDS.get(kind)
    if known is None:
        faults.append(Fault("kind", f"“{kind}” is not a kind of link.", f"Use one of: {', '.join(sorted(KINDS))}."))
    else:
        if known.from_types and from_type not in known.from_types:
            faults.append(Fault("from", f"“{kind}” does not start at {from_type}.", _one_of(known.from_types)))
        if known.to_types and to_type not in known.to_types:
            faults.append(Fault("to", f"“{kind}” does not lead to {to_type}.", _one_of(known.to_types)))
    for where, label in (("from", from_type), ("to", to_type)):
        if label not in RECORDS:
            faults.append(Fault(where, f"{label} takes no links.", "Call thread.public.register_record for it."))
    if faults:
        raise Invalid(faults)


def _one_of(labels: frozenset[str]) -> str:
    return f"Use one of: {', '.join(sorted(labels))}."
