"""What every answer carries, so that browsers hold the page to its rules."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.factories.accounts import PASSWORD, UserFactory
from tests.security.addresses import addresses, text_of
from tests.security.world import World, make_world

from folkmoot.domains.consultations.queries.asked_mail import RETURN_LINK
from folkmoot.ground.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# Linked data (JSON-LD) is a data block, which nobody runs.
IN_THE_PAGE = re.compile(
    r"""<style|\sstyle=["']|\son[a-z]+=["']|javascript:"""
    r"""|<script(?![^>]*(?:\ssrc=|\stype="application/ld\+json"))"""
)


@pytest.fixture
def world() -> World:
    return make_world("open")


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[tuple[str, Any, str]]:
    """Every page as an administrator gets it, opened once: the name of its door, the answer, and what is in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world("open")
        client = world.client(UserFactory(roles=["administrator"]))
        pages = []
        for door, address in addresses(world):
            page = client.get(address)
            pages.append((door.name, page, text_of(page)))
        transaction.set_rollback(True)
    return pages


def test_no_page_of_somebody_signed_in_is_kept(opened: list[tuple[str, Any, str]]) -> None:
    for door, page, _text in opened:
        assert "no-store" in page["Cache-Control"], door


def test_residents_pages_carry_no_cookie_and_may_be_kept(world: World) -> None:
    client = Client()
    for address in ("/", "/consultations/", f"/consultations/{world.consultation.slug}/", "/places/", "/bodies/"):
        page = client.get(address)
        assert page.status_code == 200
        assert not page.cookies, address
        assert "no-store" not in page.get("Cache-Control", ""), address


def test_every_page_works_without_script_or_style_in_it(opened: list[tuple[str, Any, str]]) -> None:
    """The rules allow neither, so a page that has some would not work."""
    for door, page, text in opened:
        policy = page["Content-Security-Policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy, door
        assert "unsafe" not in policy, door
        assert "frame-ancestors 'none'" in policy, door
        # A report that is saved as a file has to bring its own style.
        is_file = page.get("Content-Disposition", "").startswith("attachment")
        if "html" in page.get("Content-Type", "") and not is_file:
            assert not IN_THE_PAGE.search(text), door


def test_pages_that_refuse_carry_the_rules_too(client: Client) -> None:
    for address in ("/nothing-here/", "/?x=%00", "/consultations/desk/"):
        page = client.get(address)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"], address
        assert page["X-Content-Type-Options"] == "nosniff"
        assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_on_to_another_site(client: Client, settings, wanted: str) -> None:
    settings.DEMO = True
    demo = UserFactory(is_demo=True, email="demo@example.org")
    assert client.post("/people/demo-sign-in/", {"email": demo.email, "next": wanted})["Location"] == "/desk/"
    person = UserFactory()
    fresh = Client()
    page = fresh.post("/accounts/login/", {"login": person.email, "password": PASSWORD, "next": wanted})
    assert "evil" not in page.get("Location", "")
    assert fresh.get(f"/language/en-gb/?next={wanted}").get("Location", "/") == "/"


def test_a_made_up_host_is_refused_and_never_stands_in_an_e_mail(world: World) -> None:
    later = f"/consultations/mine/{world.draft.key}/later/"
    assert Client().post(later, {"email": "ann@example.org"}, headers={"host": "evil.example"}).status_code == 400
    Client().post(later, {"email": "ann@example.org"}, headers={"host": "localhost"})
    assert (
        f"{settings.PUBLIC_URL}/consultations/mine/{world.draft.key}/" in Message.objects.get(template=RETURN_LINK).body
    )


def test_a_post_without_our_mark_does_nothing_for_who_is_signed_in(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(roles=["administrator"]))
    exempt = {"answer_consultation", "begin_stepwise", "answer_question", "check_draft", "return_later", "resume_draft"}
    # Done as a resident, whoever is signed in; known by a secret link, or harmless when repeated.
    exempt |= {"report_problem", "show_report", "show_own_report", "answer_fixed", "stop_following"}
    exempt |= {"join_watch", "show_patch", "tell_us", "find_case", "follow_case", "change_hearing", "how_it_was"}
    exempt |= {"about_you"}
    exempt |= {"find_concern", "follow_concern", "raise_concern", "offer_evidence", "find_evidence", "send_evidence"}
    exempt |= {"ask_alert", "confirm_alert", "stop_alert"}
    for door, address in addresses(world):
        if door.name.partition(":")[2] in exempt:
            continue
        # 401 is for a key that is not there: where a key counts, who is signed in does not.
        assert client.post(address, {"reason": "Because"}).status_code in (401, 403, 405), door.name
