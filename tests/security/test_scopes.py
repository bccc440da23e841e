"""An officer of one body does not read or decide what was sent to another, by whatever page or direct address."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.notify import make_message
from tests.security.addresses import addresses, fields_of, text_of
from tests.security.world import World, make_world

from folkmoot.domains.complaints.models import Reason, Unit
from folkmoot.domains.consultations.actions.copy import send_copy
from folkmoot.domains.consultations.actions.drafts import send_return_link
from folkmoot.domains.consultations.models import Consultation, Contact
from folkmoot.domains.incidents.models import Category, WatchScheme
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import RESIDENT
from folkmoot.ground.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SECRET = "Nobody else may read this"
ANN = "ann@example.org"
# What is signed by the one who looks, or made for the test and not of the consultation.
OTHERS = ("accounts:",)


@pytest.fixture
def world() -> World:
    world = make_world("open", SECRET)
    send_copy(response=world.response, arrival=world.response.arrival, address=ANN)
    send_return_link(draft=world.draft, address=ANN, link="http://testserver/secret-link/", by=RESIDENT)
    make_message(subject_record=world.outcome, to=ANN, values={"subject": SECRET, "body": SECRET})
    hide(world)
    return world


def hide(world: World) -> None:
    """Nothing of it is public: not the body's name, not the plan."""
    body = world.consultation.organisation
    body.name = "The body"
    body.save()
    # What a unit or a reason is called stands on public forms and in public reports.
    Unit.objects.update(name="The unit")
    Reason.objects.update(name="The reason")
    Consultation.objects.filter(pk=world.consultation.pk).update(opens_on=None)
    world.consultation.phases.all().delete()
    # And of what was reported to it nothing is shown to everybody, nor is anything said of the kind.
    category = Category.objects.filter(pk=world.incident.category_id)
    category.update(name="A kind", description="", emergency="", questions=[], shown="nothing")
    WatchScheme.objects.update(title="Watch", text="")


def strangers() -> list[Client]:
    clients = []
    for role in Role.values:
        client = Client(raise_request_exception=False)
        client.force_login(UserFactory(roles=[(role, "organisation:elsewhere")]))
        clients.append(client)
    return [Client(raise_request_exception=False), *clients]


def own_links(world: World) -> set[str]:
    """Secret links: whoever has one may follow it."""
    followers = set(world.incident.followers.values_list("key", flat=True))
    return {world.draft.key, world.response.arrival.key, world.incident.key, world.watcher.key, *followers} | {
        world.case.secret,
        world.confidential.secret,
    }


def test_nobody_of_another_body_reads_anything_of_it(world: World) -> None:
    # Gathered once: what stands behind an address of another domain is made anew each time it is asked for.
    own = own_links(world)
    pages = [
        (door, address)
        for door, address in addresses(world)
        if not door.name.startswith(OTHERS) and not any(key in address for key in own)
    ]
    for client in strangers():
        for door, address in pages:
            page = client.get(address)
            text = text_of(page)
            assert page.status_code < 500, door.name
            assert SECRET not in text, door.name
            assert ANN not in text, door.name


def test_nobody_of_another_body_changes_anything_of_it(world: World) -> None:
    own = world.client()
    forms = [
        (address, {name: values[0] for name, values in fields_of(text_of(own.get(address))).items()})
        for door, address in addresses(world)
        if "slug" in dict(door.converters) and door.name.startswith("consultations:")
    ]
    before = Entry.objects.count(), Message.objects.count()
    for client in strangers():
        for address, fields in forms:
            page = client.post(address, {**fields, "reason": "Because", "deed": fields.get("deed", "publish")})
            assert page.status_code in (302, 403, 404, 405), address
            if page.status_code == 302:
                assert page["Location"].startswith(("/accounts/login/", "/consultations/")), address
    assert (Entry.objects.count(), Message.objects.count()) == before


def test_analysts_read_what_was_said_and_not_who_said_it(world: World) -> None:
    analyst = UserFactory(roles=[("analyst", world.consultation.organisation.scope)])
    client = world.client(analyst)
    name = Contact.objects.get(response=world.response).name
    seen, own = "", own_links(world)
    for door, address in addresses(world):
        if door.name.startswith(OTHERS) or any(key in address for key in own):
            continue
        page = client.get(address)
        text = text_of(page)
        seen += text
        assert ANN not in text, door.name
        assert name not in text, door.name
    assert SECRET in seen


def test_the_officers_of_the_body_find_all_of_it(world: World) -> None:
    """Else the tests above would prove nothing."""
    client = world.client()
    assert world.letter.arrival.reference in client.get("/arrivals/").content.decode()
    assert SECRET in client.get(f"/arrivals/{world.letter.arrival.reference}/").content.decode()
    assert client.get("/messages/").content.decode().count(ANN) == 3
    assert ANN in client.get(f"/consultations/{world.consultation.slug}/ledger/{world.response}/").content.decode()


def test_the_outbox_does_not_show_the_link_to_a_draft(world: World) -> None:
    message = Message.objects.get(body__contains="secret-link")
    assert "secret-link" not in world.client().get(f"/messages/{message.pk}/").content.decode()


def test_the_history_holds_no_words_and_no_address_of_a_resident() -> None:
    world = make_world("open", SECRET)
    failed = make_message(subject_record=world.outcome, to="ann at example")
    client = world.client()
    start = f"/consultations/{world.consultation.slug}"
    posts = {
        f"/consultations/answers/{world.answer.pk}/decide/": {
            "deed": "withhold",
            "withhold-reason": "It names somebody.",
        },
        f"{start}/letters/{world.letter.arrival.reference}/": {
            "words": f"Dear officers, {SECRET}",
            "postcode": "AY1 1AA",
            "visited": "yes",
        },
        f"/messages/{failed.pk}/again/": {"to": ANN},
    }
    for address, data in posts.items():
        assert client.post(address, data).status_code == 302, address
    verbs = set()
    # These are called by the title of the consultation, which an officer wrote.
    named_by_officers = ["consultations.consultation", "consultations.outcome", "consultations.report"]
    for entry in Entry.objects.exclude(subject_type__in=named_by_officers).exclude(verb="document.kept"):
        verbs.add(entry.verb)
        told = f"{entry.subject_label} {entry.changes}"
        assert SECRET not in told, entry.verb
        assert "AY1 1AA" not in told, entry.verb
        assert ANN not in told, entry.verb
    assert {"answer.withheld", "response.coded", "message.retried"} <= verbs
    assert Entry.objects.get(verb="response.coded").changes["visited"] == [None, "yes"]
