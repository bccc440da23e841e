"""A resident reports a problem: choose what → say where and what → received, and the way back to it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from tests.factories.incidents import POINT, CategoryFactory, County, picture, reported

from folkmoot.domains.incidents.actions.photos import make_photos_ready
from folkmoot.domains.incidents.actions.report import expected_day
from folkmoot.domains.incidents.models import Category, Follower, Incident, Photo, Route
from folkmoot.domains.incidents.queries.nearby import near_to
from folkmoot.domains.incidents.queries.routing import where_at
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db
FORM = "/reports/new/litter/"
FILLED = {"postcode": "AY1 1AA", "place_words": "By the gate", "words": "Bags everywhere", "amount": "bag", "tell": ""}


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found.group(1)


def send(client: Client, **given: object) -> object:
    key = key_of(client.get(FORM).content.decode())
    return client.post(FORM, {**FILLED, "key": key, **given})


def upload(content: bytes, name: str = "me.jpg") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_what_is_wrong_is_found_by_other_words(client: Client, litter: Category) -> None:
    CategoryFactory(name="A street light", keywords=["lamp"], group="Roads")
    assert "A street light" not in client.get("/reports/?words=BIN").content.decode()
    page = client.get("/reports/?words=lamp").content.decode()
    assert "A street light" in page
    assert "Litter" not in page
    assert "Litter" in client.get("/reports/?words=zebra").content.decode()


def test_a_report_gets_a_reference_a_body_and_a_way_back(client: Client, litter: Category, county: County) -> None:
    answered = send(client)
    incident = Incident.objects.select_related("arrival", "ward").get()
    assert answered.status_code == 302  # type: ignore[attr-defined]
    assert answered["Location"] == f"/reports/mine/{incident.key}/"  # type: ignore[index]
    assert incident.organisation == county.council
    assert (incident.district, incident.ward) == (county.north, county.wards[0])
    assert (incident.longitude, incident.latitude, incident.point_from) == (1.05, 51.05, "postcode")
    assert incident.arrival.kind == "report"
    page = client.get(f"/reports/mine/{incident.key}/").content.decode()
    assert incident.arrival.reference in page
    assert "Bags everywhere" in page
    assert client.cookies == {}


def test_the_same_form_sent_twice_is_one_report(client: Client, litter: Category) -> None:
    key = key_of(client.get(FORM).content.decode())
    first = client.post(FORM, {**FILLED, "key": key})
    again = client.post(FORM, {**FILLED, "key": key})
    assert first["Location"] == again["Location"]
    assert Incident.objects.count() == Arrival.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_at_once_many_times_is_one_report(county: County) -> None:
    CategoryFactory(key="litter", goes_to=county.council)
    key = key_of(Client().get(FORM).content.decode())

    def post(_turn: int) -> str:
        try:
            return str(Client().post(FORM, {**FILLED, "key": key})["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(post, range(6)))) == 1
    assert Incident.objects.count() == 1


def test_the_district_decides_who_is_in_charge(litter: Category, county: County) -> None:
    Route.objects.create(category=litter, district=county.north, organisation=county.district_council)
    assert reported(litter).organisation == county.district_council
    assert reported(litter, where=where_at(1.05, 51.25)).organisation == county.council


def test_faults_are_told_and_nothing_typed_is_lost(client: Client, litter: Category) -> None:
    page = send(client, postcode="AY9 9ZZ", amount="", tell="email", email="ann at home", count="11")
    text = page.content.decode()  # type: ignore[attr-defined]
    assert page.status_code == 422  # type: ignore[attr-defined]
    for told in ("AY9 9ZZ", "Enter your e-mail address", "Bags everywhere", "ann at home"):
        assert told in text
    assert Incident.objects.count() == 0


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({"postcode": ""}, "Choose the district"),
        ({"postcode": "", "place_words": ""}, "Say where it is"),
        ({"latitude": "51.05"}, "needs both its numbers"),
        ({"latitude": "north", "longitude": "1"}, "Enter degrees as a number"),
        ({"latitude": "10", "longitude": "10"}, "outside the area"),
    ],
)
def test_a_place_that_is_none_is_said_so(client: Client, litter: Category, place: dict[str, str], told: str) -> None:
    page = send(client, **place)
    assert told in page.content.decode()  # type: ignore[attr-defined]


def test_words_and_a_district_are_place_enough(client: Client, litter: Category, county: County) -> None:
    send(client, postcode="", district=str(county.south.pk))
    incident = Incident.objects.get()
    assert (incident.district, incident.longitude) == (county.south, None)


def test_whoever_wants_to_be_told_gets_the_secret_link(client: Client, litter: Category) -> None:
    send(client, tell="email", email="ann@example.org", name="Ann")
    incident = Incident.objects.get()
    message = Message.objects.get()
    assert incident.key in message.body
    assert message.is_secret
    assert Follower.objects.get().is_reporter


def test_spam_is_held_and_nobody_is_written_to(client: Client, litter: Category) -> None:
    send(client, website="http://spam", tell="email", email="victim@example.org")
    assert not Incident.objects.get().is_let_in
    assert Message.objects.count() == 0


# --- Photographs -----------------------------------------------------------------------------------------------------


def test_a_photo_loses_what_is_hidden_in_it_before_anybody_sees_it(client: Client, litter: Category) -> None:
    send(client, photo=upload(picture(position=POINT)))
    photo = Photo.objects.get()
    raw = photo.raw
    assert raw is not None
    assert client.get(f"/documents/{raw.key}/").status_code in (302, 403)
    assert make_photos_ready(at_most=10) == 1
    photo.refresh_from_db()
    assert photo.made is not None
    with photo.made.file.open() as file:
        content = file.read()
    assert b"Secret Telephones" not in content
    assert b"Exif" not in content
    assert not Document.objects.filter(pk=raw.pk).exists()
    assert make_photos_ready(at_most=10) == 0


def test_the_position_stays_only_with_consent_and_finds_the_place(
    client: Client, litter: Category, county: County
) -> None:
    send(client, postcode="", photo=upload(picture(position=(1.15, 51.25))), keeps_position="on")
    incident = Incident.objects.get()
    assert (incident.ward, incident.point_from) == (county.wards[3], "photo")
    make_photos_ready(at_most=1)
    photo = Photo.objects.get()
    assert photo.made
    with photo.made.file.open() as file:
        content = file.read()
    assert b"Exif" in content
    assert b"Secret Telephones" not in content


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "a.heic", "HEIC"),
        (b"%PDF-1.4 nothing", "a.pdf", "not a photo that we can open"),
        (b"\xff\xd8\xff\xe0 torn", "a.jpg", "not a photo that we can open"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_mend(
    client: Client, litter: Category, content: bytes, name: str, told: str
) -> None:
    page = send(client, photo=upload(content, name))
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert told in page.content.decode()  # type: ignore[attr-defined]


def test_a_photo_outlives_a_mistake_elsewhere_in_the_form(client: Client, litter: Category) -> None:
    page = send(client, amount="", photo=upload(picture()))
    kept = re.search(r'name="kept_photo" value="([^"]+)"', page.content.decode())  # type: ignore[attr-defined]
    assert kept
    key = key_of(page.content.decode())  # type: ignore[attr-defined]
    client.post(FORM, {**FILLED, "key": key, "kept_photo": kept.group(1)})
    assert Photo.objects.get().incident == Incident.objects.get()
    # Nobody takes the photo of another report by its key.
    send(client, kept_photo=kept.group(1), anyway="yes")
    assert Photo.objects.filter(incident__isnull=False).count() == 1


def test_a_torn_photo_is_marked_and_stops_nothing(litter: Category, client: Client) -> None:
    whole = picture(size=(2000, 1500))
    send(client, photo=upload(whole[: len(whole) // 3]))
    send(client, photo=upload(picture()), anyway="yes")
    assert make_photos_ready(at_most=10) == 2
    assert sorted(Photo.objects.values_list("state", flat=True)) == ["ready", "unreadable"]


# --- Duplicates ------------------------------------------------------------------------------------------------------


def test_what_was_reported_near_by_is_shown_first(client: Client, litter: Category) -> None:
    other = reported(litter, words="Nobody may read this")
    page = send(client, latitude="51.0503", longitude="1.0503", postcode="")
    text = page.content.decode()  # type: ignore[attr-defined]
    assert Incident.objects.count() == 1
    assert other.arrival.reference in text
    assert "Nobody may read this" not in text
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text.split("No, it is another one")[1])
    client.post(FORM, {**dict(hidden), "anyway": "yes"})
    assert Incident.objects.count() == 2


def test_asking_from_many_points_tells_no_more_of_a_place_than_its_rounding(litter: Category) -> None:
    """Somebody who asks from everywhere and watches a report come and go must learn the rounded place and no more."""
    incident = reported(litter)
    corners = ((-49, -49), (49, 49), (-49, 49), (0, 0))
    seen = []
    for east, north in corners:
        # All of these are rounded to POINT.
        exact = {"longitude": POINT[0] + east * 1e-5, "latitude": POINT[1] + north * 1e-5}
        Incident.objects.filter(pk=incident.pk).update(**exact)
        asked = [
            where_at(POINT[0] + step * 1e-4, POINT[1] + step * across * 1e-4)
            for step in range(-35, 36)
            for across in (0, 1)
        ]
        seen.append([[each.metres for each in near_to(litter, where)] for where in asked])
    assert any(seen[0])
    assert not all(seen[0])
    assert all(each == seen[0] for each in seen)


def test_reports_of_another_kind_or_far_away_or_ended_are_not_near(
    client: Client, litter: Category, county: County
) -> None:
    reported(litter, where=where_at(1.08, 51.08))
    reported(CategoryFactory(goes_to=county.council))
    ended = reported(litter)
    Incident.objects.filter(pk=ended.pk).update(status="fixed")
    send(client)
    assert Incident.objects.count() == 4


def test_following_the_other_one_instead(client: Client, litter: Category) -> None:
    other = reported(litter)
    client.post(other.get_absolute_url(), {"email": "ben@example.org"})
    client.post(other.get_absolute_url(), {"email": "ben@example.org"})
    assert Follower.objects.get().address == "ben@example.org"
    assert client.post(other.get_absolute_url(), {"email": "ben"}).status_code == 422


# --- What is public --------------------------------------------------------------------------------------------------


def test_the_public_page_holds_nothing_confidential(client: Client, litter: Category) -> None:
    incident = reported(
        litter, words="My name is Ann", email="ann@example.org", where=where_at(1.05123, 51.05678, "At no 7")
    )
    page = client.get(incident.get_absolute_url()).content.decode()
    for secret in ("Ann", "ann@example.org", "At no 7", "1.05123", "51.05678", incident.key, "A bag"):
        assert secret not in page
    assert "51.057, 1.051" in page


def test_kinds_that_are_never_shown_have_no_public_page(client: Client, county: County) -> None:
    secret = reported(CategoryFactory(shown="nothing", goes_to=county.council))
    held = reported(CategoryFactory(goes_to=county.council), held_because="spam")
    for incident in (secret, held):
        assert client.get(incident.get_absolute_url()).status_code == 404
        found = client.get(f"/reports/find/?reference={incident.arrival.reference}").content.decode()
        assert "There is no report of this reference that everybody may see" in found


def test_the_promised_day_counts_working_days(litter: Category) -> None:
    assert expected_day(litter, date(2026, 3, 30)) == date(2026, 4, 8)  # over Good Friday and Easter Monday
    assert expected_day(litter, date(2090, 1, 2)) is not None
