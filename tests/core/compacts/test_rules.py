"""Each rule on a real case where there is one, on its edges, and through its registry."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.calendars import national
from folkmoot_core.clocks import Event, national_policy, reckon
from folkmoot_core.compacts import RULES, Consulted, Finding, Funded, Keeping, Paid, Verdict, faults_of_numbers, tally

LATER = date(2020, 1, 1)
DAYS = st.dates(date(2009, 1, 1), date(2019, 12, 31))


def consulted(starts: date, ends: date | None, **more: Any) -> Consulted:
    return Consulted("consultations.consultation", "1", "A strategy", "/c/", "forum", True, starts, ends, **more)


def funded(effective: date, **more: Any) -> Funded:
    return Funded("compact.fundingdecision", "1", "A grant", "/f/", "council", True, effective, **more)


def paid(starts: date, paid_on: date | None, **more: Any) -> Paid:
    return Paid("compact.payment", "1", "A quarter", "/p/", "council", True, starts, paid_on, **more)


def check(kind: str, record: Any, today: date = LATER, **numbers: int) -> Finding:
    return RULES[kind].check(record, numbers, today)


def test_the_strategy_consultation_of_summer_2011_was_twenty_days_short() -> None:
    """20 June to 22 August 2011 is 64 days by the papers' own count; twelve weeks are 84."""
    short = consulted(date(2011, 6, 20), date(2011, 8, 22))
    found = check("written_consultation", short, weeks=12)
    assert found.value is Verdict.BROKEN
    assert "64 days" in found.sentence
    assert "20 too few" in found.sentence
    with_reason = consulted(date(2011, 6, 20), date(2011, 8, 22), reason="Councillors met in September.")
    told = check("written_consultation", with_reason, weeks=12)
    assert told.value is Verdict.REASONED
    assert "Councillors met in September." in told.sentence


def test_the_consultation_on_the_compact_itself_was_long_enough() -> None:
    """7 July to 30 September 2011: 86 days."""
    found = check("written_consultation", consulted(date(2011, 7, 7), date(2011, 9, 30)), weeks=12)
    assert (found.value, "86 days" in found.sentence) == (Verdict.KEPT, True)


@given(DAYS, st.integers(0, 200), st.integers(1, 20))
def test_a_written_consultation_is_kept_exactly_from_seven_days_a_week_on(start: date, more: int, weeks: int) -> None:
    found = check("written_consultation", consulted(start, start + timedelta(days=more)), weeks=weeks)
    assert (found.value is Verdict.KEPT) == (more + 1 >= weeks * 7)


def test_a_consultation_is_judged_once_it_is_open() -> None:
    ahead = consulted(date(2012, 1, 10), date(2012, 1, 20))
    assert check("written_consultation", ahead, date(2012, 1, 9), weeks=12).value is Verdict.NOT_YET
    assert check("written_consultation", ahead, date(2012, 1, 10), weeks=12).value is Verdict.BROKEN
    endless = consulted(date(2012, 1, 10), None)
    assert check("written_consultation", endless, weeks=12).value is Verdict.NOT_YET


@pytest.mark.parametrize(
    ("published", "promised", "weeks", "today", "verdict"),
    [
        (date(2011, 9, 15), date(2011, 11, 14), None, LATER, Verdict.KEPT),
        (date(2011, 11, 15), date(2011, 11, 14), None, LATER, Verdict.BROKEN),
        (None, date(2011, 11, 14), None, date(2011, 11, 14), Verdict.NOT_YET),
        (None, date(2011, 11, 14), None, date(2011, 11, 15), Verdict.BROKEN),
        (None, None, None, LATER, Verdict.NOT_YET),
        (date(2019, 1, 1), None, None, LATER, Verdict.KEPT),
        # What the agreement says goes before what was promised.
        (date(2011, 11, 14), date(2012, 11, 14), 12, LATER, Verdict.KEPT),
        (date(2011, 11, 15), date(2012, 11, 14), 12, LATER, Verdict.BROKEN),
        # Published only after the day on which we look.
        (date(2011, 11, 15), None, 12, date(2011, 11, 14), Verdict.NOT_YET),
    ],
)
def test_feedback(
    published: date | None, promised: date | None, weeks: int | None, today: date, verdict: Verdict
) -> None:
    record = consulted(date(2011, 6, 20), date(2011, 8, 22), published_on=published, promised_on=promised)
    numbers = {} if weeks is None else {"weeks": weeks}
    assert RULES["feedback"].check(record, numbers, today).value is verdict


@given(DAYS, st.integers(1, 400))
def test_notice_agrees_with_the_clock_of_the_compact(notice: date, days: int) -> None:
    """Our rule and the policy `compact-funding-notice` are two ways to one answer."""
    effective = notice + timedelta(days=days)
    record = funded(effective, notice_on=notice, in_writing=True, says_why=True)
    events = [Event("notified", notice), Event("changed", effective)]
    clock = reckon(national_policy("compact-funding-notice"), events, national())
    kept = check("funding_notice", record, months=3).value is Verdict.KEPT
    assert kept == clock.due("change_from").on_time()


def test_notice_has_to_be_in_writing_and_say_why() -> None:
    record = funded(date(2012, 4, 1), notice_on=date(2011, 12, 1))
    found = check("funding_notice", record, months=3)
    assert found.value is Verdict.BROKEN
    assert "not in writing" in found.sentence
    assert "did not say why" in found.sentence
    excused = funded(date(2012, 4, 1), notice_on=date(2012, 3, 1), in_writing=True, says_why=True, reason="Insolvent.")
    assert check("funding_notice", excused, months=3).value is Verdict.REASONED


def test_notice_is_not_due_while_it_can_still_be_given() -> None:
    record = funded(date(2012, 5, 31))
    # 29 February and three months is 29 May; 28, 29 February are both in time, 1 March is 1 June.
    assert check("funding_notice", record, date(2012, 2, 29), months=3).value is Verdict.NOT_YET
    assert check("funding_notice", record, date(2012, 3, 1), months=3).value is Verdict.BROKEN


def test_consulting_about_funding_takes_its_months_and_comes_before_the_notice() -> None:
    first, last = date(2011, 9, 1), date(2011, 11, 30)
    whole = funded(date(2012, 4, 1), consulted_from=first, consulted_to=last, notice_on=date(2011, 12, 1))
    assert check("funding_consultation", whole, months=3).value is Verdict.KEPT
    short = funded(date(2012, 4, 1), consulted_from=first, consulted_to=last - timedelta(days=1))
    assert check("funding_consultation", short, months=3).value is Verdict.BROKEN
    early = funded(date(2012, 4, 1), consulted_from=first, consulted_to=last, notice_on=last)
    assert "before the consultation was over" in check("funding_consultation", early, months=3).sentence
    nobody = funded(date(2012, 4, 1))
    assert check("funding_consultation", nobody, date(2012, 1, 1), months=3).value is Verdict.NOT_YET
    assert check("funding_consultation", nobody, date(2012, 1, 2), months=3).value is Verdict.BROKEN


def test_payment_and_assessment() -> None:
    start = date(2011, 4, 1)
    assert check("payment_in_advance", paid(start, start)).value is Verdict.KEPT
    assert check("payment_in_advance", paid(start, date(2011, 4, 2))).value is Verdict.BROKEN
    assert check("payment_in_advance", paid(start, None), start).value is Verdict.NOT_YET
    assert check("payment_in_advance", paid(start, None, reason="Papers missing.")).value is Verdict.REASONED
    decided = date(2011, 12, 1)
    for assessed, verdict in ((date(2011, 11, 30), Verdict.KEPT), (decided, Verdict.BROKEN), (None, Verdict.BROKEN)):
        record = funded(date(2012, 4, 1), notice_on=decided, assessed_on=assessed)
        assert check("assessment_first", record).value is verdict


@pytest.mark.parametrize("kind", RULES)
def test_each_finding_says_why_and_by_what_source(kind: str) -> None:
    record = {
        "consultations": consulted(date(2011, 6, 20), date(2011, 8, 22)),
        "funding": funded(date(2012, 4, 1)),
        "payments": paid(date(2012, 4, 1), None),
    }[RULES[kind].reads.value]
    found = check(kind, record, **dict.fromkeys(RULES[kind].needs, 3))
    assert found.because
    assert found.sources


def test_a_record_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="reads funding"):
        check("funding_notice", consulted(LATER, None), months=3)


def test_numbers_that_do_not_fit_are_named() -> None:
    assert faults_of_numbers("funding_notice", {"months": 3}) == ()
    assert faults_of_numbers("feedback", {}) == ()
    assert faults_of_numbers("funding_notice", {}) == ("The rule funding_notice needs months.",)
    assert faults_of_numbers("funding_notice", {"months": 0, "weeks": 2}) == (
        "The rule funding_notice has no weeks.",
        "months is a whole number from 1 to 520.",
    )
    assert "There is no rule “kindness”" in faults_of_numbers("kindness", {})[0]


def test_a_tally_judges_by_what_can_be_judged() -> None:
    keeping = tally(["kept", "kept", "broken_with_reason", "not_yet_due", "strange"])
    assert keeping == Keeping(2, 1, 0, 1)
    assert round(keeping.share or 0) == 67
    assert keeping.worst is Verdict.REASONED
    assert (Keeping().share, Keeping().worst) == (None, None)
