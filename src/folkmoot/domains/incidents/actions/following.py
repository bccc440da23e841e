from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_key
from folkmoot.ground.notify.policies import is_email_address
from folkmoot.ground.notify.public import Medium
from folkmoot_core.values import Fault, Invalid

from ..models import Follower, Incident

MOST_FOLLOWERS = 500


def follow(*, incident: Incident, email: str, by: Actor) -> Follower | None:
    """Have somebody told of each step of a report that everybody may see. Asking again changes nothing. Not audited: it
    is their own wish, and stands in the row.

    Raises Invalid for an address that cannot work. None where so many follow it that one more is no person.
    """
    email = email.strip()
    if not is_email_address(email):
        raise Invalid([Fault("email", _("This is not an e-mail address."), _("It looks like name@example.org."))])
    if incident.followers.count() >= MOST_FOLLOWERS:
        return None
    try:
        with transaction.atomic():
            return Follower.objects.create(incident=incident, key=new_key(), medium=Medium.EMAIL, address=email)
    except IntegrityError:
        known = Follower.objects.get(incident=incident, medium=Medium.EMAIL, address=email)
        if known.stopped_at is not None:
            known.stopped_at = None
            known.save(update_fields=["stopped_at"])
        return known


def stop_following(*, follower: Follower, by: Actor) -> None:
    """No more messages to this address about this report."""
    Follower.objects.filter(pk=follower.pk, stopped_at=None).update(stopped_at=timezone.now())
