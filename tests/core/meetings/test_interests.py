"""What an interest does, by the law of the day."""

from __future__ import annotations

from datetime import date

import pytest

from folkmoot_core.meetings.dispensations import Dispensation, faults_of_dispensation
from folkmoot_core.meetings.interests import (
    CODE_2007,
    LOCALISM_2011,
    OUT,
    OUT_AFTER_SPEAKING,
    STAYS,
    VOLUNTARY,
    Kind,
    effect_of,
    regime_on,
    strongest,
)

JULY_2011 = date(2011, 7, 8)


def test_the_regime_is_that_of_the_day_of_the_meeting() -> None:
    assert regime_on(JULY_2011) is CODE_2007
    assert regime_on(date(2012, 6, 30)) is CODE_2007
    assert regime_on(date(2012, 7, 1)) is LOCALISM_2011
    assert regime_on(JULY_2011, voluntary=True) is VOLUNTARY
    with pytest.raises(ValueError, match="before 3 May 2007"):
        regime_on(date(2007, 1, 26))


def test_a_personal_interest_of_2011_is_declared_and_the_member_stays() -> None:
    assert effect_of(Kind.PERSONAL, CODE_2007, day=JULY_2011).value == STAYS


def test_a_prejudicial_interest_takes_the_member_out_after_speaking_where_the_public_may() -> None:
    out = effect_of(Kind.PREJUDICIAL, CODE_2007, day=JULY_2011)
    assert out.value == OUT
    assert out.value.takes_out
    assert effect_of(Kind.PREJUDICIAL, CODE_2007, day=JULY_2011, public_may_speak=True).value == OUT_AFTER_SPEAKING


def test_a_pecuniary_interest_ends_debate_and_vote_even_where_the_public_may_speak() -> None:
    effect = effect_of(Kind.PECUNIARY, LOCALISM_2011, day=date(2026, 5, 1), public_may_speak=True)
    assert effect.value == OUT
    assert effect.sources == ("Localism Act 2011, section 31(4)",)


def test_a_kind_of_another_time_is_refused() -> None:
    with pytest.raises(ValueError, match="knows no interest"):
        effect_of(Kind.PECUNIARY, CODE_2007, day=JULY_2011)


def test_a_dispensation_gives_back_what_it_says_while_it_runs() -> None:
    given = Dispensation(date(2026, 1, 5), date(2026, 1, 5), date(2028, 1, 4), may_vote=False, subject="Budget")
    day = date(2026, 2, 12)
    speaks = effect_of(Kind.PECUNIARY, LOCALISM_2011, day=day, subject="budget", dispensations=[given]).value
    assert (speaks.may_speak, speaks.may_vote, speaks.stays, speaks.takes_out) == (True, False, True, True)
    assert effect_of(Kind.PECUNIARY, LOCALISM_2011, day=day, subject="Housing", dispensations=[given]).value == OUT
    late = date(2028, 1, 5)
    assert effect_of(Kind.PECUNIARY, LOCALISM_2011, day=late, subject="Budget", dispensations=[given]).value == OUT


def test_a_dispensation_lasts_four_years_at_most() -> None:
    assert faults_of_dispensation(date(2026, 1, 5), date(2030, 1, 4)) == []
    assert faults_of_dispensation(date(2026, 1, 5), date(2030, 1, 5)) != []
    assert faults_of_dispensation(date(2026, 1, 5), date(2026, 1, 4)) != []


def test_of_several_interests_the_strictest_holds() -> None:
    assert strongest([STAYS, OUT]) == OUT
    assert strongest([STAYS]) == STAYS
    assert strongest([STAYS, OUT_AFTER_SPEAKING]).speaks_first
    assert not strongest([OUT, OUT_AFTER_SPEAKING]).speaks_first
