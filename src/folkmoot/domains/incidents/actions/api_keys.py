"""Keys by which other systems send reports (Open311). The key itself is shown once; what is kept is its SHA-256."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.notify.policies import is_email_address
from folkmoot_core.values import Fault, Invalid

from ..models import ApiKey
from ..policies import check_keep_keys

BYTES = 24


@transaction.atomic
def issue_key(*, title: str, contact: str, by: Actor) -> tuple[ApiKey, str]:
    """A new key: (the row, the key itself, which can never be shown again). Raises Invalid or Refused."""
    check_keep_keys(by)
    faults = []
    if not title.strip():
        faults.append(Fault("title", _("Say whose key it is."), _("The name of the system, and who runs it.")))
    if contact.strip() and not is_email_address(contact.strip()):
        faults.append(Fault("contact", _("This is not an e-mail address."), _("It looks like name@example.org.")))
    if faults:
        raise Invalid(faults)
    # 192 random bits: no dictionary holds it, so a plain digest is as good as a slow one.
    key = secrets.token_urlsafe(BYTES)
    row = ApiKey.objects.create(
        title=title.strip()[:120], contact=contact.strip(), beginning=key[:6], digest=digest_of(key)
    )
    record(verb="api_key.issued", subject=row, by=by)
    return row, key


@transaction.atomic
def stop_key(*, api_key: ApiKey, by: Actor) -> ApiKey:
    """From now on it opens nothing. Raises Refused."""
    check_keep_keys(by)
    if api_key.stopped_at is not None:
        raise Refused(_("This key is stopped already."))
    api_key.stopped_at = timezone.now()
    api_key.save(update_fields=["stopped_at", "updated_at"])
    record(verb="api_key.stopped", subject=api_key, by=by)
    return api_key


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
