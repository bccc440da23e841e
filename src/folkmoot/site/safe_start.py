"""Serving, and work in the background, begin only when it is safe to."""

from __future__ import annotations

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from folkmoot.site.checks import SAFE_START


def refuse_unsafe_start() -> None:
    """Raises ImproperlyConfigured, with every reason, when this mode must not start as it is set up."""
    found = checks.run_checks(tags=[SAFE_START], include_deployment_checks=True, databases=["default"])
    errors = [message for message in found if message.is_serious(checks.ERROR)]
    if errors:
        reasons = "\n".join(f"- {error.msg} {error.hint or ''}".rstrip() for error in errors)
        raise ImproperlyConfigured(f"this site does not start until they are mended.\n{reasons}")
