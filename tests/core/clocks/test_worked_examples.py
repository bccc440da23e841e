"""Dates worked out by hand, each a case that has gone wrong somewhere; and what a clock refuses."""

from __future__ import annotations

from datetime import date

import pytest

from folkmoot_core.calendars import Calendar, CalendarEnds, national
from folkmoot_core.clocks import NATIONAL_POLICIES, Clock, Event, Policy, explain, national_policy, reckon
from folkmoot_core.values import Invalid

ENGLAND, UK = national("england-wales"), national("uk-union")


def clock(policy: str | Policy, *events: str, calendar: Calendar = ENGLAND) -> Clock:
    """Events as kind=DATE or kind=DATE..UNTIL."""
    read = []
    for event in events:
        kind, dates = event.split("=")
        on, _dots, until = dates.partition("..")
        read.append(Event(kind, date.fromisoformat(on), date.fromisoformat(until) if until else None))
    return reckon(national_policy(policy) if isinstance(policy, str) else policy, read, calendar)


def due(policy: str | Policy, *events: str, key: str = "respond_by", calendar: Calendar = ENGLAND) -> str:
    return str(clock(policy, *events, calendar=calendar).due(key).current)


@pytest.mark.parametrize(
    ("events", "respond_by"),
    [
        (["received=2026-03-30", "acknowledged=2026-04-08"], "2026-04-22"),
        (["received=2026-03-30", "acknowledged=2026-04-08", "extended=2026-04-20"], "2026-05-07"),
        (["received=2026-03-30", "acknowledged=2026-03-30"], "2026-04-15"),
        # Nobody acknowledged, or a week too late: not a day is bought.
        (["received=2026-03-30"], "2026-04-22"),
        (["received=2026-03-30", "acknowledged=2026-04-15"], "2026-04-22"),
    ],
)
def test_the_code_for_councils(events: list[str], respond_by: str) -> None:
    assert due("lgsco-code", *events) == respond_by
    assert due("lgsco-code", *events, key="acknowledge_by") == "2026-04-08"


@pytest.mark.parametrize(
    ("received", "acknowledge_by"),
    [("2026-04-02", "2026-04-13"), ("2026-04-04", "2026-04-13"), ("2026-12-23", "2027-01-04")],
)
def test_five_working_days_over_holidays(received: str, acknowledge_by: str) -> None:
    assert due("lgsco-code", f"received={received}", key="acknowledge_by") == acknowledge_by


@pytest.mark.parametrize(("received", "respond_by"), [("2026-03-02", "2026-03-31"), ("2026-12-14", "2027-01-15")])
def test_freedom_of_information_knows_the_holidays_of_every_part(received: str, respond_by: str) -> None:
    assert due("foi", f"received={received}", calendar=UK) == respond_by


def test_the_second_stage_has_its_own_clock_also_before_the_first_was_due() -> None:
    early = clock("lgsco-code", "received=2026-03-30", "acknowledged=2026-03-31", "escalated=2026-04-07")
    assert str(early.due("acknowledge_by", "stage-2").current) == "2026-04-14"
    assert str(early.due("respond_by", "stage-2").current) == "2026-05-13"
    assert early.due("respond_by", "stage-1").ended_on == date(2026, 4, 7)
    assert not early.due("respond_by", "stage-1").is_overdue(date(2027, 1, 1))


def test_original_current_and_actual_dates_are_kept_apart() -> None:
    events = ["received=2026-03-30", "acknowledged=2026-04-08", "extended=2026-04-20", "responded=2026-05-01"]
    answer = clock("lgsco-code", *events).due("respond_by")
    assert (str(answer.original), str(answer.current), str(answer.met_on)) == ("2026-04-22", "2026-05-07", "2026-05-01")
    assert answer.on_time() is True
    assert answer.on_time(original=True) is False


def test_an_extension_beyond_the_policy_is_told() -> None:
    events = ["received=2026-03-30", "acknowledged=2026-04-08"]
    assert not clock("lgsco-code", *events, "extended=2026-04-20..2026-05-07").due("respond_by").beyond
    assert clock("lgsco-code", *events, "extended=2026-04-20..2026-05-08").due("respond_by").beyond


def test_a_pause_of_a_day_takes_nothing_out() -> None:
    plain = due("foi", "received=2026-03-02", calendar=UK)
    assert due("foi", "received=2026-03-02", "paused=2026-03-09", "resumed=2026-03-09", calendar=UK) == plain


def test_a_pause_takes_out_the_days_of_the_notice_to_the_fee() -> None:
    # Monday 9 to Wednesday 11 March: three working days.
    assert due("foi", "received=2026-03-02", "paused=2026-03-09", "resumed=2026-03-11", calendar=UK) == "2026-04-07"


def test_while_it_is_paused_there_is_no_date() -> None:
    paused = clock("foi", "received=2026-03-02", "paused=2026-03-09", calendar=UK)
    assert paused.due("respond_by").current is None
    assert paused.due("respond_by").is_overdue(date(2030, 1, 1)) is False
    assert "Paused from here on" in explain(paused, UK)[-1].says


@pytest.mark.parametrize(
    ("received", "respond_by"),
    [
        ("2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ("2024-01-31", "2024-02-29"),
        ("2026-03-03", "2026-04-07"),  # 3 April is Good Friday
        ("2026-12-31", "2027-02-01"),  # 31 January is a Sunday
    ],
)
def test_a_month(received: str, respond_by: str) -> None:
    assert due("subject-access", f"received={received}") == respond_by


def test_days_of_a_pause_are_added_before_a_day_off_moves_the_end() -> None:
    # One month ends on Saturday 28 February; three days more is Tuesday, not Thursday.
    events = ["received=2026-01-31", "paused=2026-02-02", "resumed=2026-02-05"]
    assert due("subject-access", *events) == "2026-03-03"
    says = [day.says for day in explain(clock("subject-access", *events), ENGLAND)]
    assert any(said.startswith("3 days of a pause") for said in says)


def test_thirty_days_for_a_complaint_about_personal_data() -> None:
    # 19 June 2026 and 30 days is Sunday 19 July.
    assert due("data-protection-complaint", "received=2026-06-19", key="acknowledge_by") == "2026-07-20"
    assert not national_policy("data-protection-complaint").is_for(date(2026, 6, 18))


def test_notice_before_funding_changes_may_not_be_cut_short() -> None:
    early = clock("compact-funding-notice", "notified=2026-01-31", "changed=2026-04-29").due("change_from")
    assert str(early.current) == "2026-04-30"
    assert early.on_time() is False
    assert clock("compact-funding-notice", "notified=2026-01-31", "changed=2026-04-30").due("change_from").on_time()


def test_twelve_weeks_to_say_what_came_of_it() -> None:
    assert due("consultation-response", "closed=2011-07-29") == "2011-10-21"


def test_four_weeks_for_the_ombudsman_and_what_other_regimes_give() -> None:
    assert due("lgsco-enquiry", "received=2026-03-30") == "2026-04-27"
    assert due("adult-social-care", "received=2026-03-30", key="acknowledge_by") == "2026-04-02"
    assert due("adult-social-care", "received=2026-03-30") == "2026-09-30"
    assert due("childrens-social-care", "received=2026-03-30", "extended=2026-04-10") == "2026-04-29"


@pytest.mark.parametrize(
    ("policy", "events", "says"),
    [
        ("lgsco-code", [], "nothing was “received”"),
        ("lgsco-code", ["received=2026-03-30", "eaten=2026-03-31"], "knows no event “eaten”"),
        ("lgsco-code", ["received=2026-03-30", "paused=2026-03-31"], "has no pauses"),
        ("lgsco-code", ["received=2026-03-30", "acknowledged=2026-03-29"], "comes before “received”"),
        ("lgsco-code", ["received=2026-03-30", "acknowledged=2026-03-30..2026-04-30"], "Only an extension"),
        ("lgsco-code", ["received=2026-03-30", "extended=2026-04-01..2026-04-02"], "It is due on 2026-04-22 as it is"),
        ("foi", ["received=2026-03-30", "extended=2026-04-01"], "does not say how long"),
        ("foi", ["received=2026-03-30", "resumed=2026-04-01"], "was not paused"),
        ("foi", ["received=2026-03-30", "paused=2026-04-01", "paused=2026-04-02"], "paused already"),
        (
            "lgsco-code",
            ["received=2026-03-30", "acknowledged=2026-03-30", "responded=2026-04-01", "extended=2026-04-02"],
            "done before it was extended",
        ),
        ("data-protection-complaint", ["received=2026-06-30", "extended=2026-07-02..2026-09-02"], "can be extended"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(policy: str, events: list[str], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        clock(policy, *events)


def test_past_the_known_holidays_it_fails_loudly(three_and_twenty: Policy) -> None:
    with pytest.raises(CalendarEnds):
        clock(three_and_twenty, "received=2028-12-20")


def test_a_holiday_that_is_proclaimed_moves_the_date() -> None:
    mourning = Calendar({**ENGLAND.holidays, date(2026, 4, 9): "Proclaimed"}, ENGLAND.name, ENGLAND.first, ENGLAND.last)
    events = ["received=2026-03-30", "acknowledged=2026-04-08"]
    assert due("lgsco-code", *events, calendar=mourning) == "2026-04-23"


@pytest.mark.parametrize("name", NATIONAL_POLICIES)
def test_every_national_policy_names_its_source_and_explains_itself(name: str) -> None:
    policy = national_policy(name)
    assert policy.name == name
    assert len(policy.source) > 40
    calendar = national(policy.calendar)
    found = reckon(policy, [Event(policy.stages[0].begins, date(2026, 3, 30))], calendar)
    days = explain(found, calendar)
    for each in found.dues:
        own = [day for day in days if (day.stage, day.limit) == (each.stage.key, each.limit.key)]
        assert own[0].day == each.counted_from
        assert own[0].number == 0
        assert own[-1].day == each.current
        assert own[-1].number == each.limit.within.count


def test_an_explanation_counts_each_day_once() -> None:
    days = explain(clock("lgsco-code", "received=2026-03-30", "acknowledged=2026-04-08"), ENGLAND)
    own = [day for day in days if day.limit == "respond_by"]
    assert [day.number for day in own if day.number is not None] == list(range(11))
    assert len({day.day for day in own}) == len(own)
