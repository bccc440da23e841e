"""Watchers and the heat map: small numbers are hidden, and stay hidden whatever is subtracted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.incidents import CategoryFactory, County, WatchSchemeFactory, reported

from folkmoot.domains.incidents.actions.watchers import Deed, join, log_outing
from folkmoot.domains.incidents.models import Category, Incident, Outing, Watcher, WatchScheme
from folkmoot.domains.incidents.queries.heat import heat_of, span_of
from folkmoot.domains.incidents.queries.routing import where_at
from folkmoot.domains.incidents.queries.watching import done_by_district
from folkmoot.ground.base.policies import RESIDENT, Refused
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.models import Message
from folkmoot.ground.places.models import Place
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)
PLACES = ((1.05, 51.05), (1.15, 51.05), (1.05, 51.25), (1.15, 51.25))


@pytest.fixture
def scheme(county: County) -> WatchScheme:
    return WatchSchemeFactory(organisation=county.council)


def watcher(scheme: WatchScheme, ward: Place, number: int = 1, state: str = "active") -> Watcher:
    made = join(
        scheme=scheme,
        name=f"Wat {number}",
        email=f"wat{number}@example.org",
        ward=ward,
        form_key=f"f{number}",
        by=RESIDENT,
    )
    Watcher.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return made


def out(who: Watcher, minutes: int = 60, bags: int = 2, key: str = "") -> Outing:
    return log_outing(watcher=who, deed=Deed(YESTERDAY, minutes, bags), form_key=key or f"o{who.pk}", by=RESIDENT)


def test_joining_sends_the_way_in_and_an_officer_welcomes(client: Client, scheme: WatchScheme, county: County) -> None:
    page = {"scheme": scheme.pk, "ward": county.wards[0].pk, "name": "Wat", "email": "wat@example.org"}
    assert client.post("/reports/watch/", {**page, "email": "wat"}).status_code == 422
    assert client.post("/reports/watch/", page).status_code == 302
    made = Watcher.objects.get()
    own = f"/reports/watch/mine/{made.key}/"
    assert own in Message.objects.get().body
    with pytest.raises(Refused):
        out(made)
    client.force_login(UserFactory(roles=[("engagement_officer", "organisation:north")]))
    assert "wat@example.org" not in client.get("/reports/watch/desk/").content.decode()
    client.force_login(UserFactory(roles=[("engagement_officer", county.council.scope)]))
    assert "wat@example.org" in client.get("/reports/watch/desk/").content.decode()
    client.post(f"/reports/watch/desk/{made.pk}/", {"state": "active"})
    client.logout()
    posted = {"done_on": YESTERDAY.isoformat(), "minutes": "90", "bags": "3", "words": "The lane"}
    assert client.post(own, {**posted, "minutes": "0"}).status_code == 422
    assert client.post(own, posted).status_code == 302
    assert "90 minutes" in client.get(own).content.decode()


def test_a_patch_shows_what_is_open_in_it_and_nothing_confidential(
    client: Client, scheme: WatchScheme, litter: Category, county: County
) -> None:
    who = watcher(scheme, county.wards[0])
    here, there = reported(litter, words="Secret"), reported(litter, where=where_at(*PLACES[3]))
    hidden = reported(CategoryFactory(shown="nothing", name="Hidden kind", goes_to=county.council))
    text = client.get(f"/reports/watch/mine/{who.key}/").content.decode()
    assert here.arrival.reference in text
    for absent in (there.arrival.reference, hidden.arrival.reference, "Hidden kind", "Secret"):
        assert absent not in text


def test_the_same_outing_sent_twice_is_one_and_days_are_plausible(scheme: WatchScheme, county: County) -> None:
    who = watcher(scheme, county.wards[0])
    assert out(who, key="a") == out(who, key="a")
    for day in (timezone.localdate() + timedelta(days=1), date(2001, 1, 1)):
        with pytest.raises(Invalid):
            log_outing(watcher=who, deed=Deed(day, 10), form_key="b", by=RESIDENT)


def test_hours_of_few_are_hidden_and_cannot_be_worked_out(scheme: WatchScheme, county: County) -> None:
    for number in range(7):
        out(watcher(scheme, county.wards[0], number))
    for number in range(7, 9):
        out(watcher(scheme, county.wards[2], number))
    rows, total = done_by_district()
    shown = {row.name: row.minutes for row in rows}
    assert shown["South"] is None
    # With the total known, North would tell of South.
    assert (shown["North"] is None) or (total.minutes is None)
    for number in range(9, 12):
        out(watcher(scheme, county.wards[2], number))
    rows, total = done_by_district()
    assert {row.name: row.watchers for row in rows} == {"North": 7, "South": 5}
    assert total.minutes == 12 * 60


def test_leaving_forgets_the_person_and_keeps_what_was_done(
    client: Client, scheme: WatchScheme, county: County
) -> None:
    who = watcher(scheme, county.wards[0])
    out(who)
    client.post(f"/reports/watch/mine/{who.key}/", {"deed": "leave"})
    assert client.get(f"/reports/watch/mine/{who.key}/").status_code == 404
    who.refresh_from_db()
    assert "wat1" not in who.email
    assert Outing.objects.count() == 1
    assert not Message.objects.exists()


# --- The heat map ----------------------------------------------------------------------------------------------------


def many(category: Category, numbers: dict[int, int], day: date = YESTERDAY) -> None:
    for place, number in numbers.items():
        for _turn in range(number):
            reported(category, where=where_at(*PLACES[place]))
    Arrival.objects.filter(incident__category=category).update(received_on=day)


def test_few_are_hidden_and_one_more_so_that_the_sum_does_not_tell(litter: Category, county: County) -> None:
    many(litter, {0: 6, 1: 2, 2: 7, 3: 8})
    counts = {spot.name: spot.count for spot in heat_of(county.north, None, 90).spots}
    assert counts["Ward 1"] is None
    assert counts["Ward 0"] is None or heat_of(county.north, None, 90).total is None
    assert [spot.count for spot in heat_of(county.south, None, 90).spots] == [7, 8]


def test_the_wards_of_a_hidden_district_are_hidden(litter: Category, county: County) -> None:
    many(litter, {0: 1, 1: 2, 2: 7})
    whole = {spot.name: spot.count for spot in heat_of(None, None, 90).spots}
    assert whole["North"] is None
    inside = heat_of(county.north, None, 90)
    assert {spot.count for spot in inside.spots} == {None}
    assert inside.total is None


def test_kinds_never_shown_are_counted_alone_and_by_whole_quarters(county: County) -> None:
    secret = CategoryFactory(shown="nothing", goes_to=county.council)
    today = date(2026, 11, 28)
    assert span_of(secret, 30, today) == (date(2026, 7, 1), date(2026, 10, 1))
    assert span_of(secret, 365, date(2026, 1, 2)) == (date(2025, 10, 1), date(2026, 1, 1))
    many(secret, {0: 6, 2: 6}, date(2026, 8, 1))
    assert heat_of(None, None, 365, today).total == 0
    assert heat_of(None, secret, 30, today).total == 12


def test_duplicates_and_held_ones_are_not_counted(litter: Category, county: County) -> None:
    many(litter, {0: 7, 2: 9})
    first, second = Incident.objects.order_by("pk")[:2]
    Incident.objects.filter(pk=second.pk).update(merged_into=first)
    reported(litter, held_because="spam")
    assert {spot.name: spot.count for spot in heat_of(None, None, 90).spots} == {"North": 6, "South": 9}


def test_the_map_page_says_in_a_table_what_it_draws(client: Client, litter: Category, county: County) -> None:
    many(litter, {2: 9})
    page = client.get(f"/reports/map/?category=litter&days=90&district={county.south.slug}").content.decode()
    assert ">9<" in page
    assert "hidden" in client.get("/reports/map/?days=nonsense&district=none&category=none").content.decode()
