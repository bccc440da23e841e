"""The clock of a case from its first day to its last; the dates are those of standards, section D."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.complaints.conftest import Today
from tests.factories.accounts import UserFactory
from tests.factories.complaints import ANN, LETTER, log, officer, use_policy

from folkmoot.domains.complaints.actions.acknowledge import acknowledge
from folkmoot.domains.complaints.actions.correct import correct_event, recompute_open
from folkmoot.domains.complaints.actions.ending import close, refuse, withdraw
from folkmoot.domains.complaints.actions.extend import extend
from folkmoot.domains.complaints.actions.further import escalate, reopen
from folkmoot.domains.complaints.actions.letters import LetterWords
from folkmoot.domains.complaints.actions.pausing import pause, resume
from folkmoot.domains.complaints.actions.respond import Found, respond
from folkmoot.domains.complaints.models import Case, CaseEvent, Due, Stage
from folkmoot.domains.complaints.queries.clocks import explained
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import SYSTEM, Actor, Refused
from folkmoot.ground.notify.models import Message
from folkmoot_core.clocks import Policy, national_policy
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 30)


@pytest.fixture
def by(today: Today) -> Actor:
    today.is_(RECEIVED)
    return officer(name="Olga Officer").as_actor()


def due(case: Case, limit: str = "respond_by", stage: str = "stage-1") -> Due:
    return Due.objects.get(case=case, limit=limit, stage=stage)


def answer(case: Case, by: Actor, outcome: str = "upheld", on: date | None = None) -> Case:
    return respond(case=case, found={1: Found(outcome, "It was our mistake.")}, by=by, on=on, letter=LETTER)


def test_a_late_acknowledgement_buys_no_time_and_an_extension_keeps_the_first_date(by: Actor, today: Today) -> None:
    case = log(received=RECEIVED)
    assert (case.next_due, case.next_step) == (date(2026, 4, 8), "acknowledged")
    today.is_(date(2026, 4, 10))
    case = acknowledge(case=case, by=by, points=["The bins were missed", "Nobody rang back"])
    assert (case.next_due, case.next_step) == (date(2026, 4, 22), "responded")
    case = extend(case=case, until=date(2026, 5, 7), reason="We wait for the crew's log.", letter=LETTER, by=by)
    kept = due(case)
    assert (kept.original, kept.current, kept.extended, kept.is_beyond) == (
        date(2026, 4, 22),
        date(2026, 5, 7),
        1,
        False,
    )
    assert not due(case, "acknowledge_by").on_time()
    today.is_(date(2026, 5, 6))
    found = {1: Found("upheld", "We missed them."), 2: Found("not_upheld", "We rang on 3 April.")}
    case = respond(case=case, found=found, by=by, letter=LETTER)
    kept = due(case)
    assert (kept.on_time(), kept.on_time(original=True)) == (True, False)
    assert (case.state, case.outcome, case.next_due) == ("answered", "partly_upheld", None)


def test_every_point_is_answered_with_a_reason(by: Actor) -> None:
    case = acknowledge(case=log(), by=by, points=["One", "Two"])
    with pytest.raises(Invalid) as problem:
        respond(case=case, found={1: Found("upheld", " ")}, by=by)
    assert [fault.where for fault in problem.value.faults] == ["because-1", "outcome-2", "because-2"]
    assert Case.objects.get(pk=case.pk).state == "open"


def test_the_second_stage_has_another_handler_and_its_own_clock(by: Actor, today: Today) -> None:
    first, second = officer(), officer()
    case = log(received=RECEIVED)
    Case.objects.filter(pk=case.pk).update(handler=first, handler_name=first.name)
    answer(acknowledge(case=case, by=by), by)
    today.is_(date(2026, 4, 20))
    with pytest.raises(Invalid, match="earlier stage"):
        escalate(case=case, by=by, handler=first)
    case = escalate(case=case, by=by, handler=second)
    assert (case.stage, case.state, case.outcome, case.handler) == (2, "open", "", second)
    assert due(case, "acknowledge_by", "stage-2").current == date(2026, 4, 27)
    case = acknowledge(case=case, by=by)
    assert due(case, "respond_by", "stage-2").current == date(2026, 5, 19)
    case = answer(case, by, "not_upheld")
    assert [(each.number, each.outcome) for each in Stage.objects.filter(case=case)] == [
        (1, "upheld"),
        (2, "not_upheld"),
    ]
    with pytest.raises(Refused, match="Ombudsman"):
        escalate(case=case, by=by)


def test_a_local_clock_is_reopened_once(by: Actor, today: Today, kent_2009: Policy) -> None:
    use_policy(kent_2009)
    case = log(received=RECEIVED)
    assert case.next_due == date(2026, 4, 2)
    case = answer(acknowledge(case=case, by=by), by)
    today.is_(date(2026, 5, 1))
    case = reopen(case=case, reason="She says it happened again.", by=by)
    assert due(case, stage="reopened").current == date(2026, 6, 2)
    case = answer(case, by)
    with pytest.raises(Refused):
        reopen(case=case, reason="Again.", by=by)


def test_the_clock_stops_only_where_its_law_says_so(by: Actor, today: Today) -> None:
    case = log(received=RECEIVED)
    with pytest.raises(Refused, match="extend it"):
        pause(case=case, reason="We wait for a map.", by=by)
    use_policy(national_policy("subject-access"))
    asked = log(received=RECEIVED)
    paused = pause(case=asked, reason="Who is asking?", by=by)
    assert paused.is_paused
    assert paused.next_due is None
    today.is_(date(2026, 4, 9))
    assert resume(case=asked, by=by).next_due == date(2026, 5, 11)


def test_a_wrong_date_is_corrected_by_an_event_that_names_it(by: Actor, today: Today) -> None:
    case = acknowledge(case=log(received=RECEIVED), by=by)
    wrong = CaseEvent.objects.get(case=case, kind="acknowledged")
    assert due(case).current == date(2026, 4, 15)
    today.is_(date(2026, 4, 9))
    right = correct_event(case=case, event=wrong, on=date(2026, 4, 8), reason="It went out a week later.", by=by)
    assert due(case).current == date(2026, 4, 22)
    correct_event(case=case, event=right, reason="It never went out.", by=by)
    assert due(case, "acknowledge_by").met_on is None
    assert CaseEvent.objects.filter(case=case).count() == 4
    with pytest.raises(Refused, match="already"):
        correct_event(case=case, event=wrong, on=RECEIVED, reason="Once more.", by=by)
    with pytest.raises(TypeError, match="never altered"):
        wrong.save()


def test_what_was_withdrawn_goes_on_where_it_was(by: Actor) -> None:
    case = withdraw(case=log(received=RECEIVED), reason="She rang.", by=by)
    assert (case.state, case.ending, case.outcome, case.next_due) == ("closed", "withdrawn", "withdrawn", None)
    case = reopen(case=case, reason="She rang again.", by=by)
    assert (case.state, case.ending, case.next_due) == ("open", "", date(2026, 4, 8))


def test_a_letter_that_puts_off_or_turns_away_names_the_ombudsman(by: Actor) -> None:
    case = log(received=RECEIVED)
    bare = LetterWords("Your complaint", "We need more time.")
    with pytest.raises(Invalid, match="lgo"):
        extend(case=case, until=date(2026, 5, 7), reason="Because.", letter=bare, by=by)
    with pytest.raises(Invalid, match="lgo"):
        refuse(case=case, reason="Two years old.", letter=bare, by=by)
    assert refuse(case=case, reason="Two years old.", letter=LETTER, by=by).outcome == "refused"


def test_an_extension_that_lengthens_nothing_is_refused_at_its_field(by: Actor) -> None:
    case = log(received=RECEIVED)
    with pytest.raises(Invalid) as problem:
        extend(case=case, until=date(2026, 4, 1), reason="Because.", letter=LETTER, by=by)
    assert [fault.where for fault in problem.value.faults] == ["until"]
    assert not CaseEvent.objects.filter(case=case, kind="extended").exists()


def test_a_new_bank_holiday_moves_open_cases_only(by: Actor) -> None:
    still_open, done = log(received=RECEIVED), log(received=RECEIVED)
    answer(done, by)
    before = due(done, "acknowledge_by").current
    days = {"2026-04-03": "Good Friday", "2026-04-06": "Easter Monday", "2026-04-07": "A day of thanks"}
    calendar = {"2026-01-01": "New Year", **days, "2026-12-25": "Christmas"}
    Setting.objects.create(key="holidays", value={"england-wales": calendar})
    assert recompute_open(by=SYSTEM, reason="A day of thanks was proclaimed.") == 1
    still_open.refresh_from_db()
    assert still_open.next_due == date(2026, 4, 9)
    assert due(done, "acknowledge_by").current == before
    entry = Entry.objects.get(verb="case.reckoned_anew")
    assert entry.changes["stage-1.acknowledge_by"] == ["2026-04-08", "2026-04-09"]
    with pytest.raises(Refused):
        recompute_open(by=UserFactory(roles=[Role.COMPLAINTS_OFFICER]).as_actor(), reason="I like to.")


def test_the_clock_is_explained_day_by_day(by: Actor) -> None:
    lines = explained(log(received=RECEIVED))
    assert "Good Friday" in " ".join(line.says for line in lines)


def test_a_comment_has_no_clock_and_is_passed_on(by: Actor) -> None:
    case = log("Lovely flower beds.", kind="compliment")
    assert case.next_due is None
    assert close(case=case, by=by).ending == "noted"
    with pytest.raises(Refused, match="not answered"):
        close(case=log(), by=by)


def test_she_is_told_in_the_way_she_chose(by: Actor) -> None:
    case = log(whose=ANN)
    acknowledge(case=case, by=by, letter=LETTER)
    message = Message.objects.get(about_type="complaints.case")
    assert message.to == "ann@example.org"
    assert case.secret in message.body
    assert message.is_secret
