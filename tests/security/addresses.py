"""Every address of the site with records behind it, and the forms that its pages hold."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.urls import NoReverseMatch, reverse
from tests.architecture.samples import SAMPLES
from tests.architecture.test_doors import Door, doors, stand_in
from tests.security.world import World

from folkmoot.domains.complaints.views.deeds import DEEDS
from folkmoot.ground.notify.models import Message

OURS = [door for door in doors() if door.is_ours]
# Each ends what the others need, or the session itself; they are tried by tests of their own.
ENDINGS = frozenset({"accounts:sign_in_demo"})
# Pages on one question that was answered in words.
ABOUT_THEMES = frozenset(
    {
        *("show_theme_work", "list_duplicates", "merge_clusters", "show_cluster", "edit_codebook", "show_codebook"),
        *("choose_theme_answers", "review_answers", "set_threshold", "list_coding_rounds", "show_coding_round"),
        *("code_in_round", "publish_theme_counts"),
    }
)


# Pages on one report.
ABOUT_REPORTS = frozenset(
    {
        *("edit_report", "refresh_figures", "preview_report", "publish_report", "withdraw_edition"),
        *("change_sentence", "add_paragraph"),
    }
)


def arguments_in(world: World, door: Door) -> dict[str, Any]:
    """What each argument of an address is called in this world."""
    name = door.name.partition(":")[2]
    reference = {
        "code_letter": world.letter,
        "type_again": world.paper,
        "settle_entry": world.again,
        "let_in_response": world.held,
        "set_aside_response": world.held,
    }.get(name, world.response)
    pk: Any = world.answer.pk
    if "message" in name or "letter" in name:
        pk = (Message.objects.first() or world.answer).pk
    key: Any = world.draft.key
    if name in ("received", "own_copy"):
        key = world.response.arrival.key
    if name in ("show_coding_round", "code_in_round"):
        pk = world.round.pk
    if name == "show_weighting":
        pk = world.weighting.pk
    if name in ABOUT_REPORTS:
        pk = world.report.pk
    if name in ("show_theme", "edit_theme", "choose_theme_answers"):
        key = world.theme.key
    if door.name.startswith(("incidents:", "open311:")):
        return arguments_of_a_report(world, door)
    if door.name.startswith("bodies:"):
        key = world.consultation.organisation.key
    if door.name.startswith("thread:"):
        key = str(world.theme.pk)
    ours: Any = reference.arrival.reference
    if door.name.startswith("complaints:"):
        ours = world.case.arrival.reference
    known = {
        "secret": world.case.secret,
        "slug": world.consultation.slug,
        "reference": ours,
        "pk": pk,
        "key": key,
        "question": world.theme.question if name in ABOUT_THEMES else "visited",
        "number": 1,
        "trait": "capacity",
        "part": "officer.1.text" if name == "change_sentence" else "basics",
        "kind": "grouped_in" if door.name.startswith("thread:") else "analysing",
        "section": 0,
        "place": 0,
        "direction": "backward" if door.name.startswith("thread:") else "up",
        "record_type": "consultations.theme",
        "other_type": "consultations.answer",
        "decision": "let-in",
        "digest": world.round.assignment.snapshot.digest if world.round.assignment else "",
        "form": "html",
        "name": "committee",
        "after": "officer.1",
    }
    return {name: known.get(name, stand_in(converter)) for name, converter in door.converters}


def arguments_of_a_report(world: World, door: Door) -> dict[str, Any]:
    """What each argument of an address about reports of problems is called in this world."""
    name, incident = door.name.partition(":")[2], world.incident
    reporter = incident.followers.get(is_reporter=True)
    keys = {
        "show_own_report": incident.key,
        "answer_fixed": reporter.key,
        "stop_following": reporter.key,
        "show_patch": world.watcher.key,
    }
    rows = {"decide_watcher": world.watcher, "show_photo": world.photo, "stop_key": world.api_key}
    reference = world.letter.arrival if name == "log_report" else incident.arrival
    known = {
        "key": keys.get(name, incident.category.key),
        "code": incident.category.key,
        "pk": rows.get(name, incident).pk,
        "reference": reference.reference,
        "token": incident.key,
        "form": "json",
    }
    return {name: known[name] for name, _converter in door.converters}


def address_in(world: World, door: Door) -> str | None:
    """Where a door stands in this world; None where the door takes something that the world lacks."""
    arguments = arguments_in(world, door)
    if door.name in SAMPLES and not door.name.startswith(("consultations:", "incidents:", "open311:")):
        arguments |= SAMPLES[door.name]()
    try:
        return reverse(door.name, kwargs=arguments)
    except NoReverseMatch:
        return None


def addresses(world: World) -> Iterator[tuple[Door, str]]:
    for door in OURS:
        address = address_in(world, door)
        if address is not None and door.name not in ENDINGS:
            yield door, address
    yield from further_addresses(world)


def further_addresses(world: World) -> Iterator[tuple[Door, str]]:
    """Every deed on a case, and the case that is told in confidence."""
    do = next(door for door in OURS if door.name == "complaints:do")
    show = next(door for door in OURS if door.name == "complaints:show_case")
    for deed in DEEDS:
        yield do, reverse(do.name, args=[world.case.arrival.reference, deed])
    yield do, reverse(do.name, args=[world.confidential.arrival.reference, "note"])
    yield show, reverse(show.name, args=[world.confidential.arrival.reference])


def text_of(page: Any) -> str:
    """What a page says, also one that is sent in pieces."""
    content = b"".join(page.streaming_content) if page.streaming else page.content
    return content.decode("utf-8", "replace")


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag in ("input", "select", "textarea", "button") and name and name != "csrfmiddlewaretoken":
            self.found.setdefault(name, []).append(given.get("value") or "")


def fields_of(page: str) -> dict[str, list[str]]:
    """{name: values it may be sent with} of everything that the forms of a page would send."""
    reader = _Fields()
    reader.feed(page)
    return reader.found
