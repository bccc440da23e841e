"""What happens in a meeting, deed by deed: who counts, who votes, what is decided, what the minutes say."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory
from tests.factories.bodies import PublicPersonFactory
from tests.factories.conduct import SECRET, Held, held_meeting

from folkmoot.domains.meetings.actions.conduct import deciding, declaring, minuting, noting, own, roll, voting
from folkmoot.domains.meetings.enums.conduct import Capacity, EntryState, MinutesState, Outcome, Presence
from folkmoot.domains.meetings.models import (
    ActionLogEntry,
    Attendance,
    Declaration,
    ExemptMinute,
    ItemConduct,
    Minutes,
    MinutesStep,
    Motion,
    VoteEvent,
)
from folkmoot.domains.meetings.queries.conduct.room import room_of
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot.ground.notify.models import Message
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Held:
    return held_meeting()


def moved(held: Held, text: str = "That the hours be longer", **rest: object) -> Motion:
    what = voting.Moved(text, held[1], held[2], **rest)  # type: ignore[arg-type]
    return voting.move_motion(item=held.items[0], moved=what, by=SYSTEM)


def where(caught: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [fault.where for fault in caught.value.faults]


def test_the_roll_takes_everybody_with_a_seat_once(held: Held) -> None:
    assert roll.open_roll(meeting=held.meeting, by=SYSTEM) == 0
    assert [each.capacity for each in held.seats] == [Capacity.CHAIR] + [Capacity.MEMBER] * 4
    assert room_of(held.meeting).seats == 5


def test_leaving_members_end_the_quorum_and_then_nothing_can_be_decided(held: Held) -> None:
    for place in (2, 3, 4):
        roll.move(attendance=held[place], item=held.items[1], step="left", by=SYSTEM)
    now = room_of(held.meeting)
    assert [bool(now.quorum_at(item)) for item in held.items] == [True, False, False]
    with pytest.raises(Invalid, match="not quorate"):
        deciding.decide(item=held.items[1], resolved=deciding.Resolved(Outcome.NOTED, "it be noted"), by=SYSTEM)
    roll.move(attendance=held[2], item=held.items[2], step="came", by=SYSTEM)
    assert room_of(held.meeting).quorum_at(held.items[2])


def test_an_item_taken_out_of_turn_keeps_its_number_and_the_minutes_tell_what_happened_when(held: Held) -> None:
    library, benches, contract = held.items
    for place in (2, 3, 4):
        roll.move(attendance=held[place], item=benches, step="left", by=SYSTEM)
    noting.take_item(item=contract, after=library, by=SYSTEM)
    now = room_of(held.meeting)
    # Those who left for the benches were still there for the contract.
    assert [(item.number, bool(now.quorum_at(item))) for item in now.items] == [("1", True), ("3", True), ("2", False)]
    minutes = minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    told = [(each.number, each.item.number) for each in minutes.entries.select_related("item")]
    assert told == [("1", "1"), ("2", "3"), ("3", "2")]
    assert minutes.entries.get(item=contract).text.startswith("This item was taken after item 1.")
    assert "taken after" not in minutes.entries.get(item=benches).text
    page = signed_out(reverse("meetings:show_minutes", args=[held.meeting.key]), minutes)
    assert "items keep the numbers of the agenda" in page
    assert page.index("Item 3 of the agenda") < page.index("Item 2 of the agenda")
    noting.take_item(item=contract, after=benches, by=SYSTEM)
    assert not ItemConduct.objects.exclude(taken=None).exists()
    with pytest.raises(Invalid):
        noting.take_item(item=contract, after=contract, by=SYSTEM)


def signed_out(address: str, minutes: Minutes) -> str:
    """What everybody reads at an address once the minutes are out."""
    minuting.publish(minutes=minutes, by=SYSTEM)
    return Client().get(address).content.decode()


def test_a_pecuniary_interest_takes_the_member_out_of_quorum_vote_and_into_the_minutes(held: Held) -> None:
    made = declaring.declare(
        attendance=held[1],
        item=held.items[0],
        interest="pecuniary",
        text="Owns the shop",
        is_sensitive=False,
        by=SYSTEM,
    )
    assert made.takes_out
    assert made.left_the_room
    now = room_of(held.meeting)
    assert [each.name for each in now.taking_part(held.items[0])] == [
        "Ann Archer",
        "Cat Cooper",
        "Dan Draper",
        "Eve Elder",
    ]
    assert len(now.taking_part(held.items[1])) == 5
    motion = voting.move_motion(item=held.items[0], moved=voting.Moved("Longer", held[2], held[3]), by=SYSTEM)
    with pytest.raises(Invalid) as caught:
        voting.take_vote(motion=motion, taken=voting.Taken(named={held[1]: "yes", held[2]: "yes"}), by=SYSTEM)
    assert f"vote-{held[1].pk}" in where(caught)
    with pytest.raises(Invalid, match="only 4 members may vote"):
        voting.take_vote(motion=motion, taken=voting.Taken(yes=5, no=0), by=SYSTEM)
    minutes = minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    text = minutes.entries.get(number="1").text
    assert "Bob Barker declared a disclosable pecuniary interest (Owns the shop), left the room" in text


def test_a_kind_of_another_time_is_refused_and_the_code_of_2007_holds_in_2011() -> None:
    then = held_meeting(date(2011, 7, 8), "then")
    with pytest.raises(Invalid, match="knows no interest"):
        declaring.declare(
            attendance=then[1], item=then.items[0], interest="pecuniary", text="x", is_sensitive=False, by=SYSTEM
        )
    stays = declaring.declare(
        attendance=then[1], item=then.items[0], interest="personal", text="x", is_sensitive=False, by=SYSTEM
    )
    assert not stays.takes_out


def test_who_has_voted_cannot_then_declare_and_leave(held: Held) -> None:
    motion = moved(held)
    voting.take_vote(motion=motion, taken=voting.Taken(named={held[1]: "yes", held[2]: "yes"}), by=SYSTEM)
    with pytest.raises(Invalid, match="has voted"):
        declaring.declare(
            attendance=held[1], item=held.items[0], interest="pecuniary", text="x", is_sensitive=False, by=SYSTEM
        )


def test_a_dispensation_lets_the_member_vote(held: Held) -> None:
    leave = own.Leave("residents", True, date(2026, 1, 5), date(2026, 1, 5), date(2027, 1, 5), "Library hours")
    own.grant_dispensation(person=held.people[1], body=held.body, leave=leave, by=SYSTEM)
    made = declaring.declare(
        attendance=held[1], item=held.items[0], interest="pecuniary", text="x", is_sensitive=False, by=SYSTEM
    )
    assert (made.has_dispensation, made.takes_out) == (True, False)
    with pytest.raises(Invalid, match="four years at most"):
        own.grant_dispensation(
            person=held.people[1],
            body=held.body,
            leave=own.Leave("residents", True, date(2026, 1, 5), date(2026, 1, 5), date(2031, 1, 5)),
            by=SYSTEM,
        )


def test_a_tie_is_broken_by_the_chair_and_totals_are_counted_from_names(held: Held) -> None:
    motion = moved(held)
    named = {held[0]: "yes", held[1]: "yes", held[2]: "no", held[3]: "no", held[4]: "abstain"}
    event = voting.take_vote(motion=motion, taken=voting.Taken(named=named, casting="yes"), by=SYSTEM)
    assert event.counts == {"yes": 2, "no": 2, "abstain": 1}
    assert event.result == "pass"
    assert event.votes.filter(is_casting=True).get().voter == held[0]
    assert len(event.entitled) == 5


def test_totals_that_disagree_with_the_names_are_refused_and_nothing_is_written(held: Held) -> None:
    motion = moved(held)
    with pytest.raises(Invalid, match="The total says 3, but 2 named votes do"):
        voting.take_vote(motion=motion, taken=voting.Taken(yes=3, named={held[1]: "yes", held[2]: "yes"}), by=SYSTEM)
    assert not VoteEvent.objects.exists()


def test_the_same_form_sent_twice_is_one_vote(held: Held) -> None:
    motion = moved(held)
    taken = voting.Taken(yes=4, no=1, form_key="once")
    first = voting.take_vote(motion=motion, taken=taken, by=SYSTEM)
    assert voting.take_vote(motion=motion, taken=taken, by=SYSTEM) == first


def test_a_decided_motion_is_not_voted_on_again_but_struck_out_with_a_reason(held: Held) -> None:
    motion = moved(held)
    event = voting.take_vote(motion=motion, taken=voting.Taken(yes=4, no=1), by=SYSTEM)
    with pytest.raises(Invalid, match="has been decided"):
        voting.take_vote(motion=motion, taken=voting.Taken(yes=1, no=4), by=SYSTEM)
    voting.take_again(event=event, reason="Miscounted", by=SYSTEM)
    assert voting.take_vote(motion=motion, taken=voting.Taken(yes=1, no=4), by=SYSTEM).result == "fail"


def test_an_amendment_comes_first_and_changes_the_words(held: Held) -> None:
    motion = moved(held)
    amendment = moved(held, "That the hours be much longer", amends=motion)
    with pytest.raises(Invalid, match="amendment is still open"):
        voting.take_vote(motion=motion, taken=voting.Taken(yes=5, no=0), by=SYSTEM)
    voting.take_vote(motion=amendment, taken=voting.Taken(yes=3, no=2), by=SYSTEM)
    motion.refresh_from_db()
    assert motion.text == "That the hours be much longer"
    assert voting.take_vote(motion=motion, taken=voting.Taken(yes=5, no=0), by=SYSTEM).result == "pass"


def test_a_board_that_does_not_vote_has_no_decision_against_an_objection(held: Held) -> None:
    motion = moved(held, requirement="consensus")
    none = voting.take_vote(motion=motion, taken=voting.Taken(yes=4, no=1), by=SYSTEM)
    motion.refresh_from_db()
    assert (none.result, motion.result) == ("none", "")
    again = voting.take_vote(motion=motion, taken=voting.Taken(yes=4, no=0, abstain=1), by=SYSTEM)
    assert again.result == "pass"


def test_a_substitute_fills_the_seat_of_an_absent_member_of_the_same_tier() -> None:
    held = held_meeting(here=False)
    for place in (0, 1):
        roll.set_presence(attendance=held[place], presence=Presence.PRESENT, by=SYSTEM)
    stranger = PublicPersonFactory(name="Fay Fuller")
    with pytest.raises(Invalid, match="own group"):
        roll.add_substitute(member=held[2], name="", person=stranger, group="county", by=SYSTEM)
    with pytest.raises(Invalid, match="here in person"):
        roll.add_substitute(member=held[1], name="", person=stranger, group="", by=SYSTEM)
    made = roll.add_substitute(member=held[2], name="", person=stranger, group="", by=SYSTEM)
    assert held[2].presence == Presence.APOLOGIES
    assert room_of(held.meeting).quorum_at(held.items[0])
    with pytest.raises(Invalid, match="substitute sits"):
        roll.set_presence(attendance=held[2], presence=Presence.PRESENT, by=SYSTEM)
    assert made.group == "district"


def test_two_clerks_do_not_overwrite_each_other(held: Held) -> None:
    noting.save_notes(item=held.items[0], notes=noting.Notes("First", edition=0), by=SYSTEM)
    with pytest.raises(Invalid, match="saved other notes"):
        noting.save_notes(item=held.items[0], notes=noting.Notes("Second", edition=0), by=SYSTEM)
    assert held.items[0].conduct.note == "First"


def test_a_refusal_and_a_deferral_need_a_reason_and_a_recommendation_an_addressee(held: Held) -> None:
    for outcome, field in (
        (Outcome.REJECTED, "reason"),
        (Outcome.DEFERRED, "reason"),
        (Outcome.RECOMMENDED, "recommended_to"),
    ):
        with pytest.raises(Invalid) as caught:
            deciding.decide(item=held.items[0], resolved=deciding.Resolved(outcome, "it be so"), by=SYSTEM)
        assert where(caught) == [field]


def test_minutes_are_drafted_edited_published_approved_and_reopened_only_with_a_reason(held: Held) -> None:
    noting.save_notes(item=held.items[0], notes=noting.Notes("Members asked.", edition=0), by=SYSTEM)
    minutes = minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    entry = minutes.entries.get(number="1")
    minuting.edit_minute(entry=entry, text="Members asked much.", exempt_text=None, reason="", by=SYSTEM)
    noting.save_notes(item=held.items[0], notes=noting.Notes("Members asked and asked.", edition=1), by=SYSTEM)
    minuting.draft(meeting=held.meeting, by=SYSTEM)
    entry.refresh_from_db()
    assert (entry.text, entry.is_outdated) == ("Members asked much.", True)
    minuting.publish(minutes=minutes, by=SYSTEM)
    with pytest.raises(Invalid, match="Say what you change"):
        minuting.edit_minute(entry=entry, text="X", exempt_text=None, reason="", by=SYSTEM)
    later = held_meeting(date(2026, 7, 16))
    with pytest.raises(Invalid, match="less than the record"):
        minuting.approve(minutes=minutes, at=later.meeting, corrections="", by=SYSTEM)
    entry.minutes.refresh_from_db()
    minuting.edit_minute(entry=entry, text="Both.", exempt_text=None, reason="1: both questions", by=SYSTEM)
    with pytest.raises(Invalid, match="later meeting of the same body"):
        minuting.approve(minutes=minutes, at=held.meeting, corrections="", by=SYSTEM)
    minuting.approve(minutes=minutes, at=later.meeting, corrections="1: both questions", by=SYSTEM)
    with pytest.raises(Refused, match="Reopen them first"):
        roll.set_presence(attendance=held[1], presence=Presence.ABSENT, by=SYSTEM)
    with pytest.raises(Invalid, match="Say why"):
        minuting.reopen(minutes=minutes, reason=" ", by=SYSTEM)
    minuting.reopen(minutes=minutes, reason="A name was wrong", by=SYSTEM)
    assert minutes.state == MinutesState.PUBLISHED
    assert MinutesStep.objects.filter(is_reopened=True).get().reason == "A name was wrong"


def test_exempt_words_stay_in_a_table_of_their_own_and_out_of_the_history(held: Held) -> None:
    exempt = held.items[2]
    noting.save_notes(item=exempt, notes=noting.Notes("", f"{SECRET} note", "A contract was considered.", 0), by=SYSTEM)
    deciding.decide(item=exempt, resolved=deciding.Resolved(Outcome.AGREED, f"{SECRET} be let"), by=SYSTEM)
    assigned = deciding.Assigned(f"Sign {SECRET}", None, "Gil Gray", "gil@example.org", date(2026, 6, 1))
    entry = deciding.assign(item=exempt, assigned=assigned, by=SYSTEM)
    motion = voting.move_motion(item=exempt, moved=voting.Moved(f"Let {SECRET}", held[1], held[2]), by=SYSTEM)
    voting.take_vote(motion=motion, taken=voting.Taken(yes=5, no=0), by=SYSTEM)
    minutes = minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    minuting.publish(minutes=minutes, by=SYSTEM)
    minute = minutes.entries.get(number="3")
    assert "A contract was considered." in minute.text
    assert SECRET not in minute.text + minute.drafted + minute.title
    assert SECRET in ExemptMinute.objects.get(minute=minute).text
    assert deciding.chase_actions(today=date(2026, 6, 1)) == 1
    told = Message.objects.get()
    assert SECRET not in told.subject + told.body + str(told.values)
    assert not any(SECRET in str(each) for each in Entry.objects.values())
    assert not entry.is_open


def test_an_action_is_chased_once_a_week_until_it_is_done(held: Held) -> None:
    user = UserFactory(email="cat@example.org")
    own.connect_member(user=user, person=held.people[2], by=SYSTEM)
    assigned = deciding.Assigned("Write the letter", held.people[2], due_on=date(2026, 6, 1))
    entry = deciding.assign(item=held.items[0], assigned=assigned, by=SYSTEM)
    sent = [deciding.chase_actions(today=date.fromordinal(date(2026, 5, 20).toordinal() + day)) for day in range(30)]
    assert sum(sent) == 1 + 1 + 2
    assert set(Message.objects.values_list("to", flat=True)) == {"cat@example.org"}
    deciding.settle(entry=entry, state=EntryState.DONE, note="Sent on 3 June", by=SYSTEM)
    assert deciding.chase_actions(today=date(2026, 7, 1)) == 0
    assert ActionLogEntry.objects.get().done_on is not None


def test_a_meeting_without_anybody_cannot_be_finished_and_nothing_happens_in_a_cancelled_one() -> None:
    held = held_meeting(here=False)
    with pytest.raises(Invalid, match="Nobody is marked as present"):
        minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    held.meeting.state, held.meeting.state_reason = "cancelled", "Snow"
    held.meeting.save()
    with pytest.raises(Refused, match="cancelled"):
        roll.set_presence(
            attendance=Attendance.objects.select_related("meeting").first(), presence="present", by=SYSTEM
        )  # type: ignore[arg-type]
    assert not Declaration.objects.exists()
