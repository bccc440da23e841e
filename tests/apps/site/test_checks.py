"""Production does not start when it would not be safe; each reason is named with its mend."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from tests.factories.site import SECRET, run_folkmoot

from folkmoot.ground.accounts.models import User
from folkmoot.site.safe_start import refuse_unsafe_start

pytestmark = pytest.mark.django_db


@pytest.fixture
def production(settings):
    """Settings with which production may start."""
    settings.PRODUCTION = True
    settings.DEMO = False
    settings.DEBUG = False
    settings.SECRET_KEY = SECRET
    settings.ALLOWED_HOSTS = ["views.example.gov.uk"]
    settings.PUBLIC_URL = "https://views.example.gov.uk"
    return settings


def test_safe_production_starts(production) -> None:
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SECRET_KEY", "", "There is no secret key."),
        ("SECRET_KEY", "demo-only-never-in-production-" + "x1" * 30, "one that everybody knows"),
        ("SECRET_KEY", "test-only", "one that everybody knows"),
        ("SECRET_KEY", "short-but-random-9f8e7d", "shorter than 50 characters"),
        ("SECRET_KEY", "a" * 80, "too plain"),
        ("DEBUG", True, "DEBUG or DEMO is on."),
        ("DEMO", True, "DEBUG or DEMO is on."),
        ("ALLOWED_HOSTS", [], "No host names are set"),
        ("ALLOWED_HOSTS", ["*"], "all are allowed"),
        ("PUBLIC_URL", "http://views.example.gov.uk", "does not begin with https://"),
    ],
)
def test_unsafe_production_does_not_start(production, name: str, value: object, words: str) -> None:
    setattr(production, name, value)
    with pytest.raises(ImproperlyConfigured, match="this site does not start") as refused:
        refuse_unsafe_start()
    assert words in str(refused.value)


def test_production_with_demo_people_does_not_start(production) -> None:
    User.objects.create_user("demo@example.org", "folkmoot-demo", name="Demo", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="There are 1 demo people"):
        refuse_unsafe_start()


def test_all_reasons_are_given_at_once(production) -> None:
    production.SECRET_KEY = "x"
    production.ALLOWED_HOSTS = []
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe_start()
    assert len(str(refused.value).splitlines()) == 3


def test_a_demo_may_be_as_open_as_it_likes(settings) -> None:
    settings.PRODUCTION = False
    settings.SECRET_KEY = "demo-only-never-in-production"
    refuse_unsafe_start()


def test_serve_refuses_a_production_without_settings(data_folder) -> None:
    done = run_folkmoot("--data", str(data_folder), "--mode", "production", "serve", "--port", "18941")
    assert done.returncode == 1
    assert "There is no secret key." in done.stderr
    assert "No host names are set" in done.stderr
    assert "Traceback" not in done.stderr
