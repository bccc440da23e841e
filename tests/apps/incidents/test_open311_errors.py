"""Whatever goes wrong under the address of Open311 is told in the form of the standard, not by a page for people."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import LazySettings
from django.test import Client

from folkmoot.domains.incidents.models import Category

pytestmark = pytest.mark.django_db
ROOT = "/open311/v2"
POST = {"service_code": "litter", "lat": "51.05", "long": "1.05", "description": "A heap", "attribute[amount]": "bag"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "nothing.json", 404),
        ("get", "nothing.xml", 404),
        ("get", "requests.csv", 404),
        ("get", "services/not%20a%20code.xml", 404),
        ("get", "requests.json?page=%00", 400),
        ("post", "services.json", 405),
        ("delete", "requests.xml", 405),
    ],
)
def test_what_no_page_of_the_api_answered_is_told_in_its_form_too(
    client: Client, litter: Category, method: str, path: str, status: int
) -> None:
    answered = getattr(client, method)(f"{ROOT}/{path}")
    assert answered.status_code == status
    (error,) = errors_of(answered)
    assert error["code"] == str(status)
    assert len(error["description"]) > 20
    assert (status == 405) == ("Allow" in answered.headers)


def errors_of(answered: Any) -> list[dict[str, str]]:
    if answered["Content-Type"].startswith("application/json"):
        return [{name: str(value) for name, value in each.items()} for each in answered.json()]
    assert answered["Content-Type"] == "text/xml; charset=utf-8"
    return [{part.tag: part.text or "" for part in each} for each in ET.fromstring(answered.content)]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_too_many_posts_and_our_own_faults_are_told_in_its_form(
    client: Client, litter: Category, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    settings.POSTS_A_MINUTE = 1
    client.post(f"{ROOT}/requests.{form}", POST)
    answered = client.post(f"{ROOT}/requests.{form}", POST)
    (error,) = errors_of(answered)
    assert (answered.status_code, error["code"]) == (429, "429")
    assert answered["Retry-After"] in error["description"]
    settings.POSTS_A_MINUTE = 0
    monkeypatch.setattr("folkmoot.domains.incidents.api.reading.offered_categories", lambda: 1 / 0)
    client.raise_request_exception = False
    broken = client.get(f"{ROOT}/services.{form}")
    assert (broken.status_code, errors_of(broken)[0]["code"]) == (500, "500")
    # Pages for people stay pages for people.
    assert client.get("/reports/show/0000-0000-0/")["Content-Type"].startswith("text/html")
