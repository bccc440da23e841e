"""Held answers: let in, set aside, let in after all; each with a reason, and both totals always in sight."""

from __future__ import annotations

import pytest
from tests.apps.consultations.officers import ANSWERS, actor, address, open_questionnaire, signed_in
from tests.factories.consultations import respond

from folkmoot.domains.consultations.actions.moderation import let_in, set_aside
from folkmoot.domains.consultations.models import Questionnaire, Response
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Refused
from folkmoot.ground.intake.public import reject, release
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def held(questionnaire: Questionnaire) -> Response:
    return respond(questionnaire, dict(ANSWERS), held_because="It holds 9 links.")


def totals(questionnaire: Questionnaire) -> tuple[int, int, int]:
    total = totals_by_channel(questionnaire.consultation).total
    return total.counted, total.held, total.set_aside


def test_letting_in_counts_it_and_accepts_its_arrival() -> None:
    questionnaire = open_questionnaire()
    response, by = held(questionnaire), actor(questionnaire.consultation)
    assert totals(questionnaire) == (0, 1, 0)
    let_in(response=response, reason="A person wrote it.", by=by)
    response.arrival.refresh_from_db()
    assert (response.state, response.arrival.state, totals(questionnaire)) == ("counted", "accepted", (1, 0, 0))
    entry = Entry.objects.get(verb="response.let_in")
    assert (entry.reason, entry.actor_key, entry.changes) == (
        "A person wrote it.",
        by.key,
        {"state": ["held", "counted"]},
    )


def test_setting_aside_can_be_undone() -> None:
    questionnaire = open_questionnaire()
    response, by = held(questionnaire), actor(questionnaire.consultation)
    set_aside(response=response, reason="An advertisement.", by=by)
    assert totals(questionnaire) == (0, 0, 1)
    let_in(response=response, reason="No, it was not.", by=by)
    assert totals(questionnaire) == (1, 0, 0)
    set_aside(response=response, reason="Sent twice.", by=by)
    response.refresh_from_db()
    assert (response.state, response.state_reason) == ("set_aside", "Sent twice.")


def test_deciding_at_the_door_decides_here_too() -> None:
    questionnaire = open_questionnaire()
    response, by = held(questionnaire), actor(questionnaire.consultation)
    reject(response.arrival, by, "An advertisement.")
    assert totals(questionnaire) == (0, 0, 1)
    release(response.arrival, by, "No, it was not.")
    assert totals(questionnaire) == (1, 0, 0)


def test_at_the_door_too_others_do_not_decide_about_our_answers() -> None:
    ours, theirs = open_questionnaire(), open_questionnaire()
    response = held(ours)
    with pytest.raises(Refused):
        release(response.arrival, actor(theirs.consultation), "Why not.")
    response.arrival.refresh_from_db()
    assert (response.arrival.state, totals(ours)) == ("held", (0, 1, 0))


@pytest.mark.parametrize("decide", [let_in, set_aside])
def test_a_decision_needs_a_reason_and_the_right_person(decide: object) -> None:
    questionnaire = open_questionnaire()
    response = held(questionnaire)
    with pytest.raises(Invalid, match="reason"):
        decide(response=response, reason="  ", by=actor(questionnaire.consultation))  # type: ignore[operator]
    with pytest.raises(Refused):
        decide(response=response, reason="So.", by=actor(questionnaire.consultation, "analyst"))  # type: ignore[operator]
    assert totals(questionnaire) == (0, 1, 0)


def test_what_is_decided_is_not_decided_twice() -> None:
    questionnaire = open_questionnaire()
    response, by = held(questionnaire), actor(questionnaire.consultation)
    let_in(response=response, reason="Fine.", by=by)
    with pytest.raises(Refused, match="already decided"):
        let_in(response=response, reason="Fine.", by=by)


def test_the_page_shows_why_and_takes_the_decision() -> None:
    questionnaire = open_questionnaire()
    response, client = held(questionnaire), signed_in(questionnaire.consultation)
    page = client.get(address(questionnaire, "held/")).content.decode()
    assert "It holds 9 links." in page
    assert "More benches." in page
    end = address(questionnaire, f"ledger/{response.arrival.reference}/")
    assert client.post(f"{end}set-aside/", {"reason": ""}).status_code == 422
    after = client.post(f"{end}set-aside/", {"reason": "An advertisement."}, follow=True).content.decode()
    assert "is set aside" in after
    assert totals(questionnaire) == (0, 0, 1)
    client.post(f"{end}let-in/", {"reason": "It was none."})
    assert totals(questionnaire) == (1, 0, 0)
    assert client.post(f"{end}set-aside/", {"reason": ""}).status_code == 422


@pytest.mark.parametrize("role", ["analyst", "clerk", "member"])
def test_others_do_not_see_what_is_held(role: str) -> None:
    questionnaire = open_questionnaire()
    assert signed_in(questionnaire.consultation, role).get(address(questionnaire, "held/")).status_code == 403
