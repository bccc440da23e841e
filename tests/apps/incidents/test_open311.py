"""Open311 GeoReport v2 as it is served, against what the specification lays down, and against clients of others."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.apps.incidents.test_open311_errors import errors_of
from tests.factories.accounts import UserFactory
from tests.factories.incidents import CategoryFactory, County, picture, reported

from folkmoot.domains.incidents.actions.api_keys import issue_key, stop_key
from folkmoot.domains.incidents.actions.deciding import Step, change_status
from folkmoot.domains.incidents.actions.handling import pass_words
from folkmoot.domains.incidents.enums import ClosingReason, Status
from folkmoot.domains.incidents.models import ApiKey, Category, Incident, Photo
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.intake.public import release

pytestmark = pytest.mark.django_db
W3 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
ROOT = "/open311/v2"
# Every field that the specification gives a request, in its order.
REQUEST_FIELDS = (
    *("service_request_id", "status", "status_notes", "service_name", "service_code", "description"),
    *("agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime"),
    *("address", "address_id", "zipcode", "lat", "long", "media_url"),
)
POST = {"service_code": "litter", "lat": "51.05", "long": "1.05", "description": "A heap", "attribute[amount]": "bag"}


@pytest.fixture
def key(db: None) -> str:
    return issue_key(title="A friendly app", contact="dev@example.org", by=SYSTEM)[1]


def read(client: Client, path: str, status: int = 200) -> Any:
    """What JSON says; and XML must say the same."""
    answered = client.get(f"{ROOT}/{path}")
    assert answered.status_code == status, answered.content
    assert answered["Content-Type"] == "application/json; charset=utf-8"
    in_xml = client.get(f"{ROOT}/{path.replace('.json', '.xml', 1)}")
    assert in_xml["Content-Type"] == "text/xml; charset=utf-8"
    assert in_xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert flat(ET.fromstring(in_xml.content)) == plain(answered.json())
    return answered.json()


def flat(element: ET.Element) -> Any:
    """XML as nested lists and texts: an element with children of one name that its own is the plural of is a list."""
    children = list(element)
    lists = (
        *("services", "service_requests", "service_request_updates", "errors"),
        *("attributes", "values", "endpoints", "formats"),
    )
    if element.tag in lists:
        return [flat(child) for child in children]
    return {child.tag: flat(child) for child in children} if children else (element.text or "")


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [plain(inside) for inside in value]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


# --- Reading ---------------------------------------------------------------------------------------------------------


def test_discovery_names_the_endpoint_and_both_formats(client: Client, litter: Category) -> None:
    found = read(client, "discovery.json")
    (endpoint,) = found["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert W3.fullmatch(found["changeset"])


def test_services_and_their_definitions(client: Client, litter: Category, county: County) -> None:
    CategoryFactory(key="plain", questions=[], goes_to=county.council)
    services = {each["service_code"]: each for each in read(client, "services.json")}
    assert set(services["litter"]) == {
        *("service_code", "service_name", "description", "metadata", "type", "keywords", "group")
    }
    assert (services["litter"]["metadata"], services["plain"]["metadata"]) == (True, False)
    assert services["litter"]["type"] == "realtime"
    attributes = read(client, "services/litter.json")["attributes"]
    assert [(each["code"], each["datatype"], each["required"], each["order"]) for each in attributes] == [
        ("amount", "singlevaluelist", True, 1),
        ("among", "multivaluelist", False, 2),
        ("note", "string", False, 3),
        ("count", "number", False, 4),
        ("since", "datetime", False, 5),
    ]
    assert attributes[0]["values"] == [{"key": "bag", "name": "A bag"}, {"key": "more", "name": "More"}]


def test_a_request_tells_what_everybody_may_know_and_nothing_else(client: Client, litter: Category) -> None:
    incident = reported(litter, words="My name is Ann", email="ann@example.org")
    pass_words(incident=incident, words="A heap of bags", by=SYSTEM)
    step = Step(Status.CLOSED, "Ring the landlord.", ClosingReason.NOT_OURS)
    change_status(incident=incident, step=step, by=SYSTEM)
    (found,) = read(client, f"requests/{incident.arrival.reference}.json")
    assert tuple(found) == REQUEST_FIELDS
    assert found["status"] == "closed"
    assert found["status_notes"] == "Closed: It is not for us, and we say whose it is. Ring the landlord."
    assert (found["lat"], found["long"]) == (51.05, 1.05)
    assert found["description"] == "A heap of bags"
    for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
        assert W3.fullmatch(found[name])
    assert "Ann" not in str(found)
    assert incident.key not in str(found)


def test_confidential_and_held_reports_are_not_there(client: Client, litter: Category, county: County) -> None:
    for hidden in (
        reported(CategoryFactory(shown="nothing", goes_to=county.council)),
        reported(litter, held_because="x"),
    ):
        read(client, f"requests/{hidden.arrival.reference}.json", 404)
    in_ward = reported(CategoryFactory(shown="ward", goes_to=county.council))
    (found,) = read(client, "requests.json")
    assert found["service_request_id"] == in_ward.arrival.reference
    assert (found["lat"], found["long"]) == (None, None)


def test_the_filters(client: Client, litter: Category, county: County) -> None:
    other = CategoryFactory(key="other", goes_to=county.council)
    new, old, ended = reported(litter), reported(litter), reported(other)
    long_ago = timezone.now() - timedelta(days=100)
    Incident.objects.filter(pk=old.pk).update(reported_at=long_ago)
    Incident.objects.filter(pk=ended.pk).update(status="fixed")

    def ids(query: str) -> set[str]:
        return {each["service_request_id"] for each in read(client, f"requests.json?{query}")}

    a, b, c = (each.arrival.reference for each in (new, old, ended))
    assert ids("") == {a, c}
    assert ids("service_code=other,nothing") == {c}
    assert ids("status=open") == {a}
    assert ids("status=open,closed") == {a, c}
    assert ids(f"service_request_id={b},{c}&status=open&service_code=litter") == {b, c}
    start = (long_ago - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ids(f"start_date={start}") == {b}
    assert ids(f"end_date={(long_ago + timedelta(days=1)).isoformat()}") == {b}
    assert len(ids("page_size=1")) == 1
    assert ids("page_size=1") | ids("page_size=1&page=2") == {a, c}


def test_at_most_a_thousand(client: Client, litter: Category, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("folkmoot.domains.incidents.queries.open311.MOST", 2)
    for _turn in range(3):
        reported(litter)
    assert len(read(client, "requests.json")) == 2


def test_reading_many_takes_as_many_queries_as_reading_one(
    client: Client, litter: Category, django_assert_max_num_queries: Any
) -> None:
    for _turn in range(5):
        reported(litter)
    client.get(f"{ROOT}/requests.json")
    with django_assert_max_num_queries(3):
        client.get(f"{ROOT}/requests.json")


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("services/none.json", 404, "service_code none"),
        ("services.json?jurisdiction_id=elsewhere.gov", 404, "jurisdiction_id elsewhere.gov"),
        ("requests/0000-0000-0.json", 404, "service_request_id"),
        ("requests.json?status=broken", 400, "status broken"),
        ("requests.json?start_date=yesterday", 400, "w3 format"),
        ("requests.json?start_date=2026-01-01T00:00:00", 400, "with a zone"),
        ("requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", 400, "90 days"),
        ("requests.json?start_date=0001-01-01T00:00:00%2B14:00", 400, "within the calendar"),
        ("requests.json?page=0", 400, "page must be"),
        ("tokens/none.json", 404, "token none"),
    ],
)
def test_errors_come_in_the_form_of_the_standard(
    client: Client, litter: Category, path: str, status: int, told: str
) -> None:
    (error,) = read(client, path, status)
    assert set(error) == {"code", "description"}
    assert error["code"] == status
    assert told in error["description"]


def test_what_became_of_requests_is_read_step_by_step(client: Client, litter: Category, county: County) -> None:
    incident = reported(litter)
    hidden = reported(CategoryFactory(shown="nothing", goes_to=county.council))
    step = Step(Status.CLOSED, "Ring the landlord.", ClosingReason.NOT_OURS)
    change_status(incident=incident, step=step, by=SYSTEM)
    change_status(incident=hidden, step=step, by=SYSTEM)
    opened, closed = read(client, "servicerequestupdates.json")
    assert {each["service_request_id"] for each in (opened, closed)} == {incident.arrival.reference}
    assert (opened["status"], closed["status"]) == ("open", "closed")
    assert closed["description"] == "Closed: It is not for us, and we say whose it is. Ring the landlord."
    assert set(closed) == {
        *("update_id", "service_request_id", "status", "updated_datetime", "description", "media_url")
    }
    assert read(client, "servicerequestupdates.json?end_date=2020-01-01T00:00:00Z") == []
    read(client, "servicerequestupdates.json?start_date=yesterday", 400)


def test_requests_that_changed_lately_and_their_extended_attributes(client: Client, litter: Category) -> None:
    old, older = reported(litter), reported(litter)
    Incident.objects.update(reported_at=timezone.now() - timedelta(days=200), status_at="2026-01-01T00:00:00Z")
    change_status(incident=old, step=Step(Status.FIXED, "Done."), by=SYSTEM)
    assert read(client, "requests.json") == []
    (found,) = read(client, "requests.json?updated_after=2026-01-02T00:00:00Z&extensions=true")
    assert found["service_request_id"] == old.arrival.reference
    assert found["extended_attributes"]["detailed_status"] == "fixed"
    assert found["extended_attributes"]["closing_reason"] is None
    (found,) = read(client, "requests.json?updated_before=2026-01-02T00:00:00Z")
    assert found["service_request_id"] == older.arrival.reference
    assert "extended_attributes" not in found


# --- Sending ---------------------------------------------------------------------------------------------------------


def test_a_post_makes_a_report_that_can_be_read_at_once(
    client: Client, litter: Category, key: str, county: County
) -> None:
    given = {**POST, "attribute[among][]": ["glass", "needles"], "attribute[since]": "2026-01-02T00:00:00Z"}
    more = {"email": "ann@example.org", "first_name": "Ann", "media_url": "https://example.org/a.jpg", "api_key": key}
    answered = client.post(f"{ROOT}/requests.json", {**given, **more})
    assert answered.status_code == 201
    (told,) = answered.json()
    incident = Incident.objects.get()
    assert told["service_request_id"] == incident.arrival.reference
    assert "token" not in told
    assert incident.answers == {"amount": "bag", "among": ["glass", "needles"], "since": "2026-01-02"}
    assert incident.ward == county.wards[0]
    assert incident.followers.get().address == "ann@example.org"
    assert "https://example.org/a.jpg" in incident.words
    assert incident.arrival.channel == "api"
    assert Entry.objects.filter(verb="incident.reported", actor_name="A friendly app").exists()
    read(client, f"requests/{told['service_request_id']}.json")


def test_a_photo_comes_along_and_waits_to_be_made_anew(client: Client, litter: Category, key: str) -> None:
    media = SimpleUploadedFile("me.jpg", picture(position=(1.1, 51.2)), "image/jpeg")
    (given,) = client.post(f"{ROOT}/requests.json", {**POST, "api_key": key, "media": media}).json()
    photo = Photo.objects.get(incident__arrival__reference=given["service_request_id"])
    assert (photo.state, photo.keeps_position, photo.is_public) == ("waiting", False, False)
    bad = SimpleUploadedFile("me.jpg", b"no picture", "image/jpeg")
    refused = client.post(f"{ROOT}/requests.xml", {**POST, "api_key": key, "media": bad})
    assert (refused.status_code, errors_of(refused)[0]["code"]) == (400, "400")


def test_an_address_is_place_enough(client: Client, litter: Category, key: str, county: County) -> None:
    given = {name: value for name, value in POST.items() if name not in ("lat", "long")}
    client.post(f"{ROOT}/requests.xml", {**given, "address_string": "The gate, High Street, ay1 1aa", "api_key": key})
    assert Incident.objects.get().ward == county.wards[0]


def test_what_must_be_looked_at_first_gets_a_token(client: Client, litter: Category, key: str) -> None:
    spam = " ".join(["https://buy.example"] * 5)
    (told,) = client.post(f"{ROOT}/requests.json", {**POST, "description": spam, "api_key": key}).json()
    assert "service_request_id" not in told
    (waiting,) = read(client, f"tokens/{told['token']}.json")
    assert waiting == {"service_request_id": None, "token": told["token"]}
    arrival = Incident.objects.get().arrival
    release(arrival, SYSTEM, "It is fine.")
    (let_in,) = read(client, f"tokens/{told['token']}.json")
    assert let_in["service_request_id"] == arrival.reference


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"api_key": ""}, 403, "Missing or invalid API key"),
        ({"api_key": "wrong"}, 403, "Missing or invalid API key"),
        ({"service_code": ""}, 400, "service_code was not provided"),
        ({"service_code": "none"}, 404, "service_code none was not found"),
        ({"jurisdiction_id": "elsewhere.gov"}, 404, "jurisdiction_id"),
        ({"lat": ""}, 400, "lat and long must both"),
        ({"lat": "nan"}, 400, "lat and long must both"),
        ({"lat": "10", "long": "10"}, 400, "outside the area"),
        ({"attribute[amount]": ""}, 400, "attribute[amount]"),
        ({"attribute[amount]": "ton"}, 400, "attribute[amount]"),
        ({"email": "ann at home"}, 400, "email"),
        ({"description": "x" * 4001}, 400, "4000"),
    ],
)
def test_a_post_that_cannot_be_taken_says_why(
    client: Client, litter: Category, key: str, change: dict[str, str], status: int, told: str
) -> None:
    answered = client.post(f"{ROOT}/requests.json", {**POST, "api_key": key, **change})
    assert answered.status_code == status
    assert all(error["code"] == status for error in answered.json())
    assert told in answered.json()[0]["description"]
    in_xml = client.post(f"{ROOT}/requests.xml", {**POST, "api_key": key, **change})
    assert ET.fromstring(in_xml.content).findtext("error/code") == str(status)
    assert Incident.objects.count() == 0


def test_a_stopped_key_opens_nothing(client: Client, litter: Category, key: str) -> None:
    stop_key(api_key=ApiKey.objects.get(), by=SYSTEM)
    assert client.post(f"{ROOT}/requests.json", {**POST, "api_key": key}).status_code == 403


def test_a_key_is_shown_once_and_kept_as_a_digest(client: Client) -> None:
    client.force_login(UserFactory(roles=["administrator"]))
    page = client.post("/reports/keys/", {"title": "An app", "contact": ""}).content.decode()
    shown = re.search(r'<code class="fm-code">([^<]+)</code>', page)
    assert shown
    assert shown.group(1) not in client.get("/reports/keys/").content.decode()
    assert not ApiKey.objects.filter(digest=shown.group(1)).exists()
    client.force_login(UserFactory(roles=[("administrator", "body:elsewhere")]))
    assert client.get("/reports/keys/").status_code == 403
