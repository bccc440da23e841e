"""The ways out: each delivers one message, and says what to do when it could not."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from .base import CannotBeSent, Receipt, TryLater, WayOut

__all__ = ["CannotBeSent", "Receipt", "TryLater", "WayOut", "way_out"]

# Loaded when it is the one in use: the client of GOV.UK Notify alone takes a tenth of what starting the program takes.
WAYS = {"outbox": "outbox.Outbox", "smtp": "smtp.Smtp", "govuk_notify": "govuk_notify.GovukNotify"}


def way_out() -> WayOut:
    """The way that settings.NOTIFY_BACKEND names. Raises ImproperlyConfigured, saying which setting to mend."""
    if settings.NOTIFY_BACKEND not in WAYS:
        known = ", ".join(WAYS)
        raise ImproperlyConfigured(f"FOLKMOOT_NOTIFY is “{settings.NOTIFY_BACKEND}”. Set it to one of: {known}.")
    way: type[WayOut] = import_string(f"{__name__}.{WAYS[settings.NOTIFY_BACKEND]}")
    return way()
