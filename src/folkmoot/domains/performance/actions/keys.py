"""Give another system a key to send figures with, and end it."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_key
from folkmoot.ground.bodies.models import Organisation

from ..models import FigureKey
from ..policies import check_keep_of


def digest_of(secret: str) -> str:
    """A key has 128 random bits: a plain hash of it can be tried by nobody."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def give_key(*, owner: Organisation, name: str, by: Actor) -> tuple[FigureKey, str]:
    """The key and its secret, which is told this once. Raises Refused."""
    check_keep_of(by, owner.scope)
    secret = new_key()
    row = FigureKey.objects.create(owner=owner, name=name.strip(), digest=digest_of(secret), made_by=by.name)
    record(verb="indicator.key_given", subject=row, by=by)
    return row, secret


@transaction.atomic
def end_key(*, key: FigureKey, by: Actor) -> None:
    """From now on it opens nothing. Raises Refused."""
    check_keep_of(by, key.owner.scope)
    if key.ended_at is None:
        key.ended_at = timezone.now()
        key.save(update_fields=["ended_at", "updated_at"])
        record(verb="indicator.key_ended", subject=key, by=by)
