"""What production insists on before it serves anybody: Django system checks, so `folkmoot check` lists them too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

from folkmoot.ground.accounts.models import User

SAFE_START = "safe_start"
SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 5
SECRETS_EVERYBODY_KNOWS = ("demo-only", "test-only", "django-insecure", "changeme", "change-me")


def check_production(*, databases: Sequence[str] | None = None, **_rest: Any) -> list[checks.Error]:
    """Errors that keep a production site from starting; demo and test sites have none."""
    if not settings.PRODUCTION:
        return []
    return [*_secret(), *_addresses(), *_debug(), *(_demo_people() if databases else ())]


def _secret() -> Iterator[checks.Error]:
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django refuses to read an empty one
        secret = ""
    hint = "Set FOLKMOOT_SECRET_KEY to what `python3 -c 'import secrets; print(secrets.token_urlsafe(60))'` prints."
    if not secret:
        yield checks.Error("There is no secret key.", hint=hint, id="folkmoot.E001")
    elif secret.lower().startswith(SECRETS_EVERYBODY_KNOWS):
        yield checks.Error("The secret key is one that everybody knows.", hint=hint, id="folkmoot.E002")
    elif len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS:
        text = f"The secret key is shorter than {SHORTEST_SECRET} characters, or too plain."
        yield checks.Error(text, hint=hint, id="folkmoot.E003")


def _addresses() -> Iterator[checks.Error]:
    hosts = [host for host in settings.ALLOWED_HOSTS if host]
    if not hosts or "*" in hosts:
        yield checks.Error(
            "No host names are set, or all are allowed.",
            hint="Set FOLKMOOT_HOSTS to the names that people reach the site by, with commas between.",
            id="folkmoot.E004",
        )
    if not settings.PUBLIC_URL.startswith("https://"):
        yield checks.Error(
            f"The public address {settings.PUBLIC_URL} does not begin with https://.",
            hint="Set FOLKMOOT_PUBLIC_URL; letters and e-mails carry it.",
            id="folkmoot.E005",
        )


def _debug() -> Iterator[checks.Error]:
    if settings.DEBUG or settings.DEMO:
        yield checks.Error(
            "DEBUG or DEMO is on.", hint="Use the settings of production as they are.", id="folkmoot.E006"
        )


def _demo_people() -> Iterator[checks.Error]:
    try:
        count = User.objects.filter(is_demo=True).count()
    except DatabaseError as problem:
        yield checks.Error(
            f"The database does not answer: {str(problem).strip()}.",
            hint="Check DATABASE_URL and FOLKMOOT_DATA, and run `folkmoot migrate`.",
            id="folkmoot.E007",
        )
        return
    if count:
        yield checks.Error(
            f"There are {count} demo people in the database, whose password everybody knows.",
            hint="Start production on a data folder of its own, not on one that a demo used.",
            id="folkmoot.E008",
        )
