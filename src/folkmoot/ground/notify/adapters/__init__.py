"""The ways out: each delivers one message, and says what to do when it could not."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .base import CannotBeSent, Receipt, TryLater, WayOut
from .govuk_notify import GovukNotify
from .outbox import Outbox
from .smtp import Smtp

__all__ = ["CannotBeSent", "Receipt", "TryLater", "WayOut", "way_out"]

WAYS: dict[str, type[WayOut]] = {"outbox": Outbox, "smtp": Smtp, "govuk_notify": GovukNotify}


def way_out() -> WayOut:
    """The way that settings.NOTIFY_BACKEND names. Raises ImproperlyConfigured, saying which setting to mend."""
    if settings.NOTIFY_BACKEND not in WAYS:
        known = ", ".join(WAYS)
        raise ImproperlyConfigured(f"FOLKMOOT_NOTIFY is “{settings.NOTIFY_BACKEND}”. Set it to one of: {known}.")
    return WAYS[settings.NOTIFY_BACKEND]()
