"""An action and the indicator that would show it worked are tied from either page, and each page names the other."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory
from tests.factories.performance import make_indicator
from tests.factories.plans import Planned, make_plan

from folkmoot.domains.performance.models import Indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned() -> Planned:
    return make_plan()


@pytest.fixture
def indicator() -> Indicator:
    return make_indicator(title="Trees that live")


@pytest.fixture
def officer() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=["performance_officer"]))
    return client


def assert_each_names_the_other(planned: Planned, indicator: Indicator) -> None:
    resident, action = Client(), planned.action
    assert action.title in resident.get(reverse("performance:show_indicator", args=[indicator.key])).content.decode()
    assert indicator.title in resident.get(action.get_absolute_url()).content.decode()


def test_from_the_action(officer: Client, planned: Planned, indicator: Indicator) -> None:
    address = reverse("plans:tie_action", args=[planned.plan.key, planned.action.pk])
    record = f"performance.indicator:{indicator.pk}"
    assert record in officer.get(address, {"words": "trees that"}).content.decode()
    officer.post(address, {"record": record, "kind": "measured_by"})
    assert_each_names_the_other(planned, indicator)


def test_from_the_indicator(officer: Client, planned: Planned, indicator: Indicator) -> None:
    address = reverse("performance:tie", args=[indicator.key])
    record = f"plans.action:{planned.action.pk}"
    assert record in officer.get(address, {"words": planned.action.title}).content.decode()
    officer.post(address, {"record": record})
    assert_each_names_the_other(planned, indicator)
