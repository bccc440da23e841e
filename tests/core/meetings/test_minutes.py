"""Minutes drafted from what happened."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.meetings.minutes import (
    ActionAgreed,
    Attendee,
    Business,
    Declared,
    Happened,
    Voted,
    draft_minutes,
)
from folkmoot_core.meetings.minutes_edits import Words, redrafted
from folkmoot_core.meetings.resolutions import Resolution, Verb, sentence_of

SECRET = "the tender of 40 thousand"


def _meeting(*business: Business) -> Happened:
    return Happened(
        "Policy Overview Committee",
        date(2011, 7, 8),
        "County Hall",
        (Attendee("Mrs E M Tweed", chairs=True), Attendee("Mr C P Smith", acts_for="Mr A T Willicombe")),
        apologies=("Mr A T Willicombe",),
        business=business,
        first_number=3,
    )


def test_the_head_names_who_was_there_and_in_whose_place() -> None:
    minutes = draft_minutes(_meeting())
    assert minutes.heading == (
        "Policy Overview Committee: minutes of the meeting held on Friday 8 July 2011 at County Hall"
    )
    assert minutes.present == "Mrs E M Tweed (Chair), Mr C P Smith (substitute for Mr A T Willicombe)"
    assert minutes.apologies == "Apologies were received from Mr A T Willicombe."


def test_an_item_tells_interest_vote_resolution_and_action() -> None:
    item = Business(
        "B2",
        "Adult education",
        notes=("Members asked about concessions.",),
        declared=(Declared("Mr Chell", "prejudicial", "he runs a school", left_room=True),),
        votes=(Voted("The report be noted", ("6 for, 1 against, no abstentions.", "The motion is carried.")),),
        resolutions=(Resolution(Verb.NOTED, "that the report be noted"),),
        actions=(ActionAgreed("Send the figures", "Mr Forward", date(2011, 9, 1)),),
    )
    (minute,) = draft_minutes(_meeting(item)).minutes
    assert [(each.number, each.text) for each in minute.paragraphs] == [
        (
            "3(1)",
            (
                "Mr Chell declared a prejudicial interest (he runs a school), left the room and took no part in the "
                "debate or the vote."
            ),
        ),
        ("3(2)", "Members asked about concessions."),
        (
            "3(3)",
            "Put to the vote: “The report be noted”. 6 for, 1 against, no abstentions. The motion is carried.",
        ),
        ("3(4)", "RESOLVED that the report be noted."),
        ("3(5)", "ACTION: Send the figures (Mr Forward, by 1 September 2011)."),
    ]


def test_a_sensitive_interest_is_announced_without_its_nature() -> None:
    item = Business("B1", "Housing", declared=(Declared("Ms Green", "pecuniary", SECRET, sensitive=True),))
    (minute,) = draft_minutes(_meeting(item)).minutes
    assert minute.paragraphs[0].text == "Ms Green declared an interest that need not be described."


@given(st.booleans(), st.booleans())
def test_not_a_word_of_an_exempt_item_is_public(closed: bool, summarised: bool) -> None:
    item = Business(
        "D1",
        SECRET if closed else "Open title",
        notes=(SECRET,) if closed else ("Open.",),
        exempt_notes=(SECRET,),
        votes=(Voted(SECRET, (SECRET,)),) if closed else (),
        resolutions=(Resolution(Verb.AGREED, SECRET),) if closed else (),
        actions=(ActionAgreed(SECRET, SECRET),) if closed else (),
        exempt=closed,
        exempt_paragraphs="Schedule 12A, paragraph 3",
        public_summary="A contract was considered." if summarised else "",
    )
    whole = draft_minutes(_meeting(item))
    assert SECRET in repr(whole)
    public = whole.public()
    assert SECRET not in repr(public)
    numbers = [each.number for each in public.minutes[0].paragraphs]
    assert numbers == [f"3({place})" for place in range(1, len(numbers) + 1)]


@given(st.text("xy", min_size=1, max_size=3), st.lists(st.text("ab", max_size=3), max_size=4))
def test_a_clerks_words_survive_every_new_draft(hers: str, drafts: list[str]) -> None:
    words = Words(hers, "first draft")
    for draft in drafts:
        words = redrafted(words, draft)
        assert words.text == hers
        assert words.drafted == draft


def test_untouched_words_follow_the_draft_and_edited_ones_are_marked() -> None:
    assert redrafted(Words("one", "one"), "two") == Words("two", "two")
    edited = redrafted(Words("one, better", "one"), "two")
    assert edited == Words("one, better", "two", is_outdated=True)
    assert redrafted(edited, "two").is_outdated
    assert not redrafted(Words("one, better", "one"), "one").is_outdated


def test_resolutions_read_as_minutes_print_them() -> None:
    assert sentence_of(Resolution(Verb.NOTED, "That the update be noted.")) == "RESOLVED that the update be noted."
    noted = "RESOLVED that the update was noted."
    assert sentence_of(Resolution(Verb.NOTED, "The update was noted.")) == noted
    assert sentence_of(Resolution(Verb.NOTED, "Kent is one.")) == "RESOLVED that Kent is one."
    sent = Resolution(Verb.RECOMMENDED, "the plan be adopted", "the Cabinet")
    assert sentence_of(sent) == "RECOMMENDED to the Cabinet that the plan be adopted."
    put_off = Resolution(Verb.DEFERRED, "the item be deferred", reason="the figures are late")
    assert sentence_of(put_off) == "RESOLVED that the item be deferred. Reason: the figures are late."
