"""Key decisions and private matters of an executive, against cases worked out from SI 2012/2089 by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.agendas import Steps, Way, key_decision, private_matter
from folkmoot_core.calendars import national

ENGLAND = national("england-wales")
DECIDED = date(2026, 4, 14)  # Easter Monday is 6 April
LAST, LAST_SHORT = date(2026, 3, 16), date(2026, 4, 2)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("steps", "way", "source"),
    [
        (Steps(LAST), Way.NOTICE, "SI 2012/2089, regulation 9"),
        (Steps(LAST + DAY), Way.NONE, "SI 2012/2089, regulations 9 to 11"),
        (Steps(LAST + DAY, LAST_SHORT), Way.GENERAL_EXCEPTION, "SI 2012/2089, regulation 10"),
        (Steps(None, LAST_SHORT + DAY), Way.NONE, "SI 2012/2089, regulations 9 to 11"),
        (Steps(None, LAST_SHORT + DAY, DECIDED), Way.AGREED_URGENT, "SI 2012/2089, regulation 11"),
        (Steps(agreed=DECIDED + DAY), Way.NONE, "SI 2012/2089, regulations 9 to 11"),
    ],
)
def test_by_which_regulation_a_key_decision_may_be_taken(steps: Steps, way: Way, source: str) -> None:
    found = key_decision(ENGLAND, DECIDED, steps)
    assert (found.way, found.source, found.is_sound) == (way, source, way is not Way.NONE)
    assert (found.last_notice, found.last_short_notice) == (LAST, LAST_SHORT)
    assert found.because


def test_five_days_may_be_any_days_where_the_body_counts_so() -> None:
    assert key_decision(ENGLAND, DECIDED, Steps(), working=False).last_short_notice == date(2026, 4, 8)


@pytest.mark.parametrize(
    ("steps", "way"),
    [
        (Steps(LAST, LAST_SHORT), Way.NOTICE),
        (Steps(LAST), Way.NONE),
        (Steps(None, LAST_SHORT), Way.NONE),
        (Steps(LAST, LAST_SHORT + DAY, DECIDED - DAY), Way.AGREED_URGENT),
    ],
)
def test_a_private_matter_needs_both_notices_or_the_agreement(steps: Steps, way: Way) -> None:
    assert private_matter(ENGLAND, DECIDED, steps).way is way


def test_before_the_regulations_nothing_was_asked_for() -> None:
    assert key_decision(ENGLAND, date(2012, 9, 9), Steps()).way is Way.BEFORE_THE_LAW
    assert private_matter(ENGLAND, date(2012, 9, 10), Steps()).way is Way.NONE


@given(st.dates(date(2013, 1, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_a_notice_counts_from_exactly_28_days_between(decided: date, before: int) -> None:
    notice = decided - DAY * before
    between = [notice + DAY * step for step in range(1, before)]
    assert key_decision(ENGLAND, decided, Steps(notice)).is_sound == (len(between) >= 28)
