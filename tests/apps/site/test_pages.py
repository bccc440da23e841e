from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError
from django.test import Client
from tests.factories.site import Card, Told

from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.base.enums import Role
from folkmoot.site.colours import contrast_with_white, style_sheet
from folkmoot.site.context import menu

pytestmark = pytest.mark.django_db
PAGES = {
    "/": "Say what you think",
    "/about/": "About this site",
    "/accessibility/": "Accessibility",
    "/privacy/": "Privacy",
    "/cookies/": "Cookies",
    "/complain/": "Complain",
    "/performance/": "How we are doing",
    "/data/": "Data",
}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize(("address", "heading"), PAGES.items())
def test_public_pages_open_without_a_cookie(address: str, heading: str, client: Client, told: Told) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert re.search(rf"<h1[^>]*>\s*{heading}", response.content.decode())
    assert not response.cookies


def test_every_page_has_a_title_of_its_own(client: Client, told: Told, identity) -> None:
    identity(name="Exampleshire")
    titles = [re.search("<title>(.*?)</title>", client.get(page).content.decode(), re.DOTALL)[1] for page in PAGES]
    assert len(set(titles)) == len(titles)
    assert all("Exampleshire" in title for title in titles)


def test_home_shows_the_four_blocks(client: Client, told: Told, identity) -> None:
    identity(complain={"title": "Something wrong?", "text": "Tell the service."})
    page = text_of(client.get("/"))
    for words in (
        "Open for your views",
        "A new leisure centre",
        "5 days left",
        "Give your views",
        "What you said, what we did",
        "Two libraries now open on Sundays.",
        "3 Accepted",
        "1,234",
        "3 of 4",
        "Complain, praise or comment",
        "No account is needed",
    ):
        assert words in page
    page = text_of(client.get("/complain/"))
    assert "Something wrong?" in page
    assert "Tell the service." in page


@pytest.mark.parametrize(("days", "words"), [(0, "last day today"), (1, "1 day left"), (2, "2 days left")])
def test_days_left_are_said_as_people_say_them(days: int, words: str, client: Client, told: Told) -> None:
    told.open_now = [Card(days_left=days)]
    assert words in text_of(client.get("/"))


def test_home_with_nothing_yet_says_so(client: Client, told: Told) -> None:
    told.open_now, told.outcomes, told.keeping.outcomes_due = [], [], 0
    page = text_of(client.get("/"))
    assert "Nothing is open just now." in page
    assert "No outcome has been published yet." in page
    assert "None due yet" in page


def test_overdue_outcomes_are_named_to_the_public(client: Client, told: Told) -> None:
    told.keeping.overdue = [Card(title="Bus routes", url="/consultations/buses/")]
    page = client.get("/").content.decode()
    assert '<a class="govuk-link" href="/consultations/buses/">Bus routes</a>' in page
    assert "Bus routes" in client.get("/performance/").content.decode()


def test_what_a_pack_says_cannot_be_markup(client: Client, told: Told, identity) -> None:
    identity(name="<script>alert(1)</script>", complain={"routes": [{"label": "<b>x</b>", "value": "javascript:x"}]})
    page = client.get("/complain/").content.decode()
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
    assert 'href="javascript' not in page


def test_the_desk_is_for_people_who_are_signed_in(client: Client) -> None:
    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/?next=/desk/")


@pytest.mark.parametrize("scope", ["*", "body:parks_board", "organisation:anyshire"])
@pytest.mark.parametrize("role", [*Role.values, ""])
def test_each_link_of_a_desk_opens(role: str, scope: str, client: Client) -> None:
    person = User.objects.create_user("person@example.org", "a long password", name="Pat Example")
    if role:
        RoleGrant.objects.create(user=person, role=role, scope=scope)
    client.force_login(person)
    response = client.get("/desk/")
    assert response.status_code == 200
    assert "Pat Example" in text_of(response)
    links = [way.url for group in response.context["groups"] for way in group.ways]
    assert links
    codes = {link: client.get(link, follow=True).status_code for link in links}
    assert codes == dict.fromkeys(links, 200)


def test_a_desk_shows_no_door_that_is_shut(client: Client) -> None:
    person = User.objects.create_user("person@example.org", "a long password", name="Pat Example")
    RoleGrant.objects.create(user=person, role=Role.ENGAGEMENT_OFFICER)
    client.force_login(person)
    page = client.get("/desk/").content.decode()
    assert 'href="/arrivals/"' in page
    assert 'href="/people/"' not in page


def test_everything_offered_to_the_public_can_be_downloaded(client: Client) -> None:
    links = [way.url for way in client.get("/data/").context["downloads"]]
    assert "/bodies/popolo.json" in links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_menu_marks_where_one_is(told: Told) -> None:
    marked = {item.url: item.current for item in menu("/performance/", is_person=True)}
    assert marked["/performance/"] == "page"
    assert set(marked.values()) == {"page", ""}


def test_the_menu_marks_what_one_is_below() -> None:
    current = [item.current for item in menu("/consultations/leisure/", is_person=False)]
    assert current.count("true") == 1


def test_the_menu_shows_in_the_page(client: Client, told: Told) -> None:
    assert 'href="/complain/" aria-current="page"' in client.get("/complain/").content.decode()


@pytest.mark.parametrize("colour", ["red", "#12345", "#1d3f72;}body{display:none}", "#12g456", 7, None, ""])
def test_only_a_hex_colour_reaches_the_style_sheet(colour: object) -> None:
    assert style_sheet({"brand": colour}) == ""


def test_a_dark_colour_carries_white_text_and_a_light_one_dark() -> None:
    assert style_sheet({"brand": "#1d3f72"}) == ":root{--county-brand:#1d3f72;--county-brand-text:#fff}\n"
    assert "--county-brand-text:#16191d" in style_sheet({"brand": "#ff0"})


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast_with_white("#000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_colours_are_served_as_css(client: Client, identity) -> None:
    identity(colours={"brand": "#1d3f72"})
    response = client.get("/colours.css")
    assert response["Content-Type"].startswith("text/css")
    assert "#1d3f72" in response.content.decode()
    assert "max-age" in response["Cache-Control"]


def test_health_is_ok_while_the_database_answers(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_health_is_503_when_it_does_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        def cursor(self):
            raise DatabaseError("gone")

    monkeypatch.setattr("folkmoot.site.views.files.connection", Silent())
    assert client.get("/healthz").status_code == 503


def test_security_contact_follows_rfc_9116(client: Client, settings) -> None:
    settings.SECURITY_CONTACT = "mailto:security@example.gov.uk"
    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@example.gov.uk"
    assert datetime.now(UTC) < datetime.fromisoformat(fields["Expires"])


def test_without_a_security_contact_there_is_no_file(client: Client, settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_search_engines_are_kept_from_staff_pages(client: Client) -> None:
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()


def test_one_language_offers_no_choice(client: Client, settings, told: Told) -> None:
    settings.LANGUAGES = [("en-gb", "English")]
    assert "/language/" not in client.get("/about/").content.decode()
    assert client.get("/language/cy/").status_code == 404


def test_a_chosen_language_is_kept_and_leads_back(client: Client, settings) -> None:
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    assert '/language/cy/?next=/about/"' in client.get("/about/").content.decode()
    response = client.get("/language/cy/?next=/about/")
    assert response.headers["Location"] == "/about/"
    assert response.cookies["django_language"].value == "cy"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:evil"])
def test_choosing_a_language_leads_nowhere_else(target: str, client: Client, settings) -> None:
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    assert client.get("/language/cy/", {"next": target}).headers["Location"] == "/"
