"""A concern in confidence: told at each step, counted by its clock, read by its keepers alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.compact import Compact, make_agreement, make_concern

from folkmoot.domains.compact.actions.concerns import Step, add_to_concern, publish_concern, take_step
from folkmoot.domains.compact.enums import ConcernState, StepKind
from folkmoot.domains.compact.models import Concern, Raiser
from folkmoot.domains.compact.queries.concerns import counts_of, protected
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import RESIDENT, Refused
from folkmoot.ground.notify.models import Message
from folkmoot_core.values import Invalid

PLANTED = "The grant was stopped by a word in the corridor."


def fresh(concern: Concern) -> Concern:
    return Concern.objects.select_related("arrival", "agreement__keeper").get(pk=concern.pk)


def test_a_concern_from_first_word_to_last_with_a_message_at_each_step(compact: Compact, keeper: User) -> None:
    concern = make_concern(compact, PLANTED, name="Ann", email="ann@example.org", commitment=compact.asking)
    today, actor = timezone.localdate(), keeper.as_actor()
    assert concern.next_due is not None
    first_due = concern.next_due
    for kind, state in (
        (StepKind.ACKNOWLEDGED, ConcernState.UNDER_WAY),
        (StepKind.NOTE, ConcernState.UNDER_WAY),
        (StepKind.MEDIATION, ConcernState.MEDIATION),
        (StepKind.ESCALATED, ConcernState.UNDER_WAY),
        (StepKind.RESOLVED, ConcernState.RESOLVED),
    ):
        take_step(concern=concern, step=Step(kind, today, f"Words of {kind}.", to="The forum"), by=actor)
        concern = fresh(concern)
        assert concern.state == state
        if kind == StepKind.ACKNOWLEDGED:
            assert concern.next_due is not None
            assert concern.next_due > first_due
    assert (concern.ended_on, concern.next_due, concern.escalated_to) == (today, None, "The forum")
    # Received and four steps; nothing of the note.
    assert Message.objects.filter(about_type="compact.concern").count() == 5


@pytest.mark.parametrize(
    ("kind", "more", "fault"),
    [
        (StepKind.REOPENED, {}, "has not ended"),
        (StepKind.ESCALATED, {}, "to whom"),
        (StepKind.EXTENDED, {}, "until when"),
        (StepKind.RECEIVED, {}, "no such step"),
        (StepKind.NOTE, {"words": " "}, "Say in words"),
        (StepKind.NOTE, {"days": 1}, "still to come"),
        (StepKind.NOTE, {"days": -1}, "before the concern"),
    ],
)
def test_a_step_that_does_not_fit_says_why(
    compact: Compact, keeper: User, kind: str, more: dict[str, object], fault: str
) -> None:
    concern = make_concern(compact)
    on = timezone.localdate() + timedelta(days=int(str(more.get("days", 0))))
    with pytest.raises(Invalid, match=fault):
        take_step(concern=concern, step=Step(kind, on, str(more.get("words", "Words."))), by=keeper.as_actor())


def test_an_officer_is_offered_the_steps_that_fit(compact: Compact, keeper: User, client: Client) -> None:
    concern = make_concern(compact)
    address = reverse("compact:handle_concern", args=[concern.arrival.reference])
    client.force_login(keeper)

    def offered() -> list[str]:
        return re.findall(r'<option value="(\w+)"', client.get(address).content.decode())

    assert StepKind.REOPENED not in offered()
    assert offered()[0] == StepKind.ACKNOWLEDGED
    today = timezone.localdate()
    take_step(concern=concern, step=Step(StepKind.RESOLVED, today, "Done."), by=keeper.as_actor())
    assert offered() == [StepKind.NOTE, StepKind.REOPENED]
    sent = {"deed": "step", "kind": StepKind.REOPENED, "on": today, "words": "Once more."}
    assert client.post(address, sent).status_code == 302
    assert StepKind.ACKNOWLEDGED not in offered()


def test_whoever_raised_it_adds_to_it_and_takes_it_back(compact: Compact, keeper: User) -> None:
    concern = make_concern(compact)
    add_to_concern(concern=concern, words="Something more.", by=RESIDENT)
    add_to_concern(concern=concern, words="", withdraw=True, by=RESIDENT)
    assert fresh(concern).state == ConcernState.WITHDRAWN
    step = Step(StepKind.MEDIATION, timezone.localdate(), "Go on.")
    with pytest.raises(Invalid, match="has ended"):
        take_step(concern=concern, step=step, by=keeper.as_actor())


def test_only_its_keepers_read_a_concern(compact: Compact, keeper: User, council_officer: User) -> None:
    concern = make_concern(compact, PLANTED, name="Ann Other", email="ann@example.org", about=compact.council)
    address = reverse("compact:handle_concern", args=[concern.arrival.reference])
    elsewhere = make_agreement()
    others = [
        UserFactory(roles=[(Role.LIAISON_OFFICER, elsewhere.keeper.scope)]),
        UserFactory(roles=[(Role.LIAISON_OFFICER, compact.council.scope)]),
        UserFactory(roles=[Role.ENGAGEMENT_OFFICER]),
        council_officer,
    ]
    pages = [
        address,
        reverse("compact:list_concerns"),
        reverse("compact:show_desk"),
        reverse("compact:list_published", args=[compact.agreement.key]),
        reverse("compact:show_commitment", args=[compact.agreement.key, compact.version.key, compact.asking.key]),
        reverse("compact:export_json", args=[compact.agreement.key]),
        reverse("intake:list_arrivals"),
        reverse("intake:show_arrival", args=[concern.arrival.reference]),
        reverse("notify:list_messages"),
        "/history/",
    ]
    for user in others:
        browser = Client()
        browser.force_login(user)
        for page in pages:
            body = browser.get(page).content.decode()
            assert PLANTED not in body, (user.email, page)
            assert "Ann Other" not in body, (user.email, page)
    browser = Client()
    browser.force_login(keeper)
    assert PLANTED in browser.get(address).content.decode()
    with pytest.raises(Refused):
        publish_concern(concern=concern, words="Something.", by=others[0].as_actor())


def test_what_is_published_names_nobody(compact: Compact, keeper: User, client: Client) -> None:
    concern = make_concern(compact, PLANTED, name="Ann Other", organisation="Lunch Clubs")
    with pytest.raises(Invalid, match="names who raised"):
        publish_concern(concern=concern, words="The lunch clubs had no notice.", by=keeper.as_actor())
    publish_concern(concern=concern, words="A grant ended without notice.", by=keeper.as_actor())
    page = client.get(reverse("compact:list_published", args=[compact.agreement.key])).content.decode()
    assert "A grant ended without notice." in page
    assert PLANTED not in page


def test_small_numbers_of_concerns_cannot_be_worked_out(compact: Compact) -> None:
    for _turn in range(4):
        make_concern(compact)
    assert counts_of(compact.agreement).by_group["under_way"] is None
    assert counts_of(compact.agreement).total is None
    make_concern(compact)
    assert counts_of(compact.agreement).by_group == {"under_way": 5, "resolved": 0, "ended": 0}
    assert protected({"under_way": 9, "resolved": 3}).total is None
    # One more concern this year, of which a published review of last year knows nothing, does not show.
    assert protected({"under_way": 7}) == protected({"under_way": 6})


def test_a_form_sent_twice_is_one_concern_and_leads_to_its_own_page(compact: Compact, client: Client) -> None:
    address = reverse("compact:raise_concern", args=[compact.agreement.key])
    key = client.get(address).context["form"].initial["key"]
    posted = {"key": key, "words": PLANTED, "name": "Ann"}
    first, second = client.post(address, posted), client.post(address, posted)
    assert first["Location"] == second["Location"]
    assert Concern.objects.count() == 1
    page = client.get(first["Location"])
    assert PLANTED in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert client.post(address, {"key": key, "words": ""}).status_code == 422
    right = first["Location"].rstrip("/")
    wrong = f"{right[:-1]}{'Y' if right.endswith('Z') else 'Z'}/"
    assert client.get(wrong).status_code == 404


def test_a_keeper_lets_in_what_was_held_and_forgets_who_raised_it(
    compact: Compact, keeper: User, client: Client
) -> None:
    concern = make_concern(compact, name="Ann", email="ann@example.org", held_because="Many links.")
    assert not Message.objects.exists()
    client.force_login(keeper)
    address = reverse("compact:handle_concern", args=[concern.arrival.reference])
    assert client.post(address, {"deed": "let-in", "reason": ""}).status_code == 422
    client.post(address, {"deed": "let-in", "reason": "It is meant."})
    assert fresh(concern).state == ConcernState.RAISED
    posted = {"deed": "step", "kind": "acknowledged", "on": timezone.localdate().isoformat(), "words": "We have it."}
    assert client.post(address, posted).status_code == 302
    assert Message.objects.count() == 1
    client.post(address, {"deed": "forget"})
    assert not Raiser.objects.exists()
    assert not Message.objects.exists()
