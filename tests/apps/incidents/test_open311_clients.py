"""Clients of Open311 that others wrote work against our API, unchanged."""

from __future__ import annotations

import itertools
import warnings
from typing import Any

import pytest
from django.conf import LazySettings
from tests.factories.incidents import CategoryFactory, County, reported

from folkmoot.domains.incidents.actions.api_keys import issue_key
from folkmoot.domains.incidents.models import Incident
from folkmoot.ground.base.policies import SYSTEM

pytestmark = pytest.mark.django_db
ROOT = "/open311/v2"


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.django_db(transaction=True)
def test_the_client_georeport_works_against_it(live_server: Any, county: County, form: str) -> None:
    from georeport import GeoReport  # noqa: PLC0415 – a client under test

    category = CategoryFactory(key="litter", goes_to=county.council)
    CategoryFactory(key="other", goes_to=county.council)
    first, second = reported(category), reported(category)
    theirs = GeoReport(f"{live_server.url}{ROOT}", output_format=form)
    assert [each["service_code"] for each in theirs.get_service_list()] == ["litter", "other"]
    attributes = theirs.get_service_definition("litter")["attributes"]
    assert (attributes if form == "json" else attributes["attribute"])[0]["code"] == "amount"
    found = theirs.get_service_requests(service_code="litter", status="open")
    assert {each["service_request_id"] for each in found} == {first.arrival.reference, second.arrival.reference}
    assert theirs.get_service_request(first.arrival.reference)["service_name"] == "Litter"


@pytest.mark.django_db(transaction=True)
def test_the_client_three_works_against_it(
    live_server: Any, county: County, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    # It is of 2013: the one name of Python 2 that it needs is lent to it.
    monkeypatch.setattr(itertools, "ifilter", filter, raising=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from three import Three  # noqa: PLC0415 – a client under test

    CategoryFactory(key="litter", goes_to=county.council)
    _row, key = issue_key(title="three", contact="", by=SYSTEM)
    theirs = Three(f"{live_server.url}{ROOT}", api_key=key)
    assert theirs.discovery()["endpoints"][0]["url"].endswith(ROOT)
    assert theirs.services()[0]["service_code"] == "litter"
    assert theirs.services("litter")["attributes"][0]["code"] == "amount"
    (made,) = theirs.post("litter", lat=51.05, long=1.05, name="Ann Example", **{"attribute[amount]": "bag"})
    (found,) = theirs.request(made["service_request_id"])
    assert found["status"] == "open"
    assert [each["service_request_id"] for each in theirs.requests("litter")] == [made["service_request_id"]]
    assert theirs.token(Incident.objects.get().key)[0]["service_request_id"] == made["service_request_id"]
    assert Three(f"{live_server.url}{ROOT}", api_key="wrong").post("litter", lat=51.05, long=1.05)[0]["code"] == 403
