"""What meetings keep back, planted in every field that holds it: exempt and confidential items, papers and files,
what was said, moved, voted, decided and minuted without the public, what members registered or noted for themselves.
Every address of the site is opened as everybody who may not read it, and the store is looked through: the public faces,
the index, messages, the history, the cache and the log."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from tests.apps.meetings.test_kept_back import words_of
from tests.architecture.test_doors import Door, doors
from tests.factories.accounts import UserFactory
from tests.factories.conduct import SECRET, Held, held_meeting
from tests.factories.meetings import Agenda, an_agenda

from folkmoot.domains.meetings.actions.alerts import ask_for_alert, confirm_alert
from folkmoot.domains.meetings.actions.conduct import deciding, declaring, minuting, noting, own, voting
from folkmoot.domains.meetings.actions.packs import make_packs
from folkmoot.domains.meetings.actions.publishing import publish
from folkmoot.domains.meetings.actions.searching import index_all
from folkmoot.domains.meetings.enums.conduct import Outcome
from folkmoot.domains.meetings.models import (
    ActionLogEntry,
    AgendaItem,
    Annotation,
    Attachment,
    Decision,
    ExemptMinute,
    ItemConduct,
    Meeting,
    Paper,
    Publication,
)
from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.notify.models import Message
from folkmoot.ground.thread.public import link

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
# For nobody who reads exempt papers either: a member's own notes, sensitive interests, addresses for reminders.
PRIVATE = "plugh-nobody-else"
# They end the session, or belong to another app and only send one elsewhere.
LEFT_OUT = ("accounts:",)
NEAR = ("/meetings/", "/bodies/", "/thread/", "/documents/", "/desk/")


@dataclass
class Kept:
    """A coming meeting with an agenda that is out, and one that was held, both of one body. `member` sits on it."""

    agenda: Agenda
    held: Held
    member: User


@pytest.fixture
def kept(caplog: pytest.LogCaptureFixture) -> Kept:
    caplog.set_level(logging.DEBUG)
    cache.clear()
    agenda = an_agenda(secret=SECRET)
    body = agenda.meeting.body
    confirm_alert(alert=ask_for_alert(email="ann@example.org", body=body, by=RESIDENT), by=RESIDENT)
    make_packs(publication=publish(meeting=agenda.meeting, by=SYSTEM), by=SYSTEM)
    held = held_meeting(key=body.key)
    member = UserFactory(roles=[("member", body.scope)])
    own.connect_member(user=member, person=held.people[2], by=SYSTEM)
    say_it_all(held)
    held.meeting.items.exclude(exempt_paragraphs=[]).update(public_interest="The public would pay more.")
    publish(meeting=held.meeting, by=SYSTEM, published_on=date(2026, 5, 1), is_record=True, quietly=True)
    minuting.publish(minutes=minuting.draft(meeting=held.meeting, by=SYSTEM), by=SYSTEM)
    deciding.chase_actions(today=timezone.localdate())
    link("follows", agenda.exempt_item, held.items[2], by=SYSTEM)
    index_all(by=SYSTEM)
    return Kept(agenda, held, member)


def say_it_all(held: Held) -> None:
    """Everything that can be written down at a meeting, at the exempt item and in the exempt part of an open one."""
    opened, exempt = held.items[0], held.items[2]
    noting.save_notes(item=exempt, notes=noting.Notes(exempt_note=f"said {SECRET}"), by=SYSTEM)
    ItemConduct.objects.create(item=opened, note="Said in public.", exempt_note=f"aside {SECRET}")
    motion = voting.move_motion(item=exempt, moved=voting.Moved(f"move {SECRET}", held[1], held[2]), by=SYSTEM)
    voting.take_vote(motion=motion, taken=voting.Taken(named={held[1]: "yes", held[2]: "yes"}), by=SYSTEM)
    for outcome in (Outcome.AGREED, Outcome.REJECTED):
        resolved = deciding.Resolved(outcome, f"resolve {SECRET}", f"reason {SECRET}", f"other ways {SECRET}")
        decision = deciding.decide(item=exempt, resolved=resolved, by=SYSTEM)
    given = deciding.Assigned(f"do {SECRET}", None, f"who {SECRET}", "owner@example.org", due_on=held.meeting.date)
    entry = deciding.assign(item=exempt, assigned=given, by=SYSTEM, decision=decision)
    deciding.settle(entry=entry, state="open", note=f"done {SECRET}", by=SYSTEM)
    reminded = deciding.Assigned("Write", None, "Bob", f"{PRIVATE}@example.org", due_on=timezone.localdate())
    deciding.assign(item=opened, assigned=reminded, by=SYSTEM)
    for item, text, sensitive in ((exempt, SECRET, False), (opened, PRIVATE, True)):
        declaring.declare(attendance=held[3], item=item, interest="other", text=text, is_sensitive=sensitive, by=SYSTEM)
    hidden = own.Interest("land", PRIVATE, held.meeting.date, is_sensitive=True)
    own.register_interest(person=held.people[3], interest=hidden, by=SYSTEM)
    other = UserFactory(roles=[("member", held.body.scope)])
    for item in held.items:
        Annotation.objects.create(user=other, item=item, text=f"{SECRET} {PRIVATE}")


def test_nobody_who_may_not_read_it_finds_it_anywhere(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    assert ExemptMinute.objects.filter(text__contains=SECRET).count() == 2
    everywhere = ("resident", "engagement_officer", "complaints_officer", "performance_officer", "analyst")
    # A role only ever opens more, so that those who share an account are tried at once.
    readers = {
        "anybody": Client(),
        "every other officer": signed_in(UserFactory(roles=[(role, "*") for role in everywhere])),
        "those of another body": signed_in(
            UserFactory(roles=[(role, "body:elsewhere") for role in ("member", "clerk", "administrator")])
        ),
    }
    asked = list(addresses(kept))
    for who, client in readers.items():
        # Whoever keeps meetings elsewhere differs from anybody else only on the pages about meetings.
        pages = [each for each in asked if each.startswith(NEAR)] if who == "those of another body" else asked
        assert look(client, pages, (SECRET, PRIVATE), who) > 30, who
    assert [words for words in said_in_the_store() if SECRET in words or PRIVATE in words] == []
    assert SECRET not in caplog.text
    assert PRIVATE not in caplog.text


def test_a_member_reads_what_is_exempt_and_nothing_that_is_somebody_elses(kept: Kept) -> None:
    client = signed_in(kept.member)
    asked = [address for address in addresses(kept) if address.startswith(NEAR)]
    look(client, asked, (PRIVATE,), "a member of the body")
    minutes = client.get(f"/meetings/{kept.held.meeting.key}/minutes/").content.decode()
    for words in ("said", "aside", "move", "resolve", "do"):
        assert f"{words} {SECRET}" in minutes


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def look(client: Client, asked: Iterable[str], secrets: tuple[str, ...], who: str) -> int:
    """Open each address; how many of them opened."""
    opened = 0
    for address in asked:
        response = client.get(address)
        assert response.status_code < 500, address
        opened += response.status_code == 200
        # What somebody searched for stands on the page again, as they wrote it.
        said = words_of(response).replace(f"words={SECRET}", "").replace(f'value="{SECRET}"', "")
        for secret in secrets:
            assert secret not in said, f"{who} reads it at {address}"
    return opened


def addresses(kept: Kept) -> Iterator[str]:
    """Each address of the site that names nothing, or something of these meetings; searches for the secret, too."""
    names = names_in(kept)
    for door in doors():
        if not door.is_ours or door.name.startswith(LEFT_OUT):
            continue
        for values in product(*(names_for(door, name, names) for name, _converter in door.converters)):
            try:
                yield reverse(door.name, kwargs=dict(zip((name for name, _ in door.converters), values, strict=True)))
            except NoReverseMatch:
                continue
    for search in ("/meetings/find/", "/meetings/decisions/", "/meetings/actions/", "/bodies/", "/partnerships/find/"):
        for words in (SECRET, "tender", "contract"):
            yield f"{search}?words={words}"
    for record in (*AgendaItem.objects.all(), *Decision.objects.all(), *Meeting.objects.all()):
        yield f"/thread/{record._meta.label_lower}/{record.pk}/"
    for item in kept.held.items:
        yield f"/meetings/{kept.held.meeting.key}/conduct/?item={item.serial}"
    yield f"/meetings/{kept.agenda.meeting.key}/pack.pdf?for=members"


def names_in(kept: Kept) -> dict[str, list[Any]]:
    """{an argument of an address: what it can be called}."""
    items = AgendaItem.objects.filter(meeting__in=(kept.agenda.meeting, kept.held.meeting))
    return {
        "key": [kept.agenda.meeting.key, kept.held.meeting.key],
        "serial": sorted({item.serial for item in items}),
        "paper": [1, 2],
        "body": [kept.held.body.key],
        "person": [person.key for person in kept.held.people[2:4]],
        "entry": list(ActionLogEntry.objects.values_list("pk", flat=True)),
        "decision": list(Decision.objects.values_list("pk", flat=True)),
        "document": [each.document.key for each in Attachment.objects.select_related("document")],
    }


def names_for(door: Door, name: str, names: dict[str, list[Any]]) -> list[Any]:
    """What an argument of this address is called here; [] where it is of something that no meeting has."""
    app, _colon, page = door.name.partition(":")
    if app == "meetings":
        by_pk = {"show_decision": "decision", "settle_action": "entry"}
        return names.get(by_pk.get(page, "") if name == "pk" else name, [])
    if app == "documents" and name == "key":
        return names["document"]
    if app in ("bodies", "partnerships") and name == "key":
        return [*names["body"], *names["person"]]
    return []


def said_in_the_store() -> Iterator[str]:
    """What is kept of it for others: faces, words that are searched, messages, the history, the cache."""
    for out in Publication.objects.all():
        yield f"face: {out.face} {out.changes}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM meetings_itemwords")
        yield f"index: {cursor.fetchall()}"
    for message in Message.objects.exclude(to__startswith=PRIVATE):
        yield f"message: {message.to} {message.subject} {message.body} {message.values}"
    for message in Message.objects.filter(to__startswith=PRIVATE):
        yield f"message: {message.subject} {message.body} {message.values}"
    for entry in Entry.objects.all():
        yield f"history: {entry.subject_label} {entry.changes} {entry.reason}"
    yield f"cache: {getattr(cache, '_cache', {})}"
    for model in (Meeting, AgendaItem, Paper):
        for record in model.objects.all():
            assert SECRET not in str(record), f"the name of a record tells it: {model.__name__}"
