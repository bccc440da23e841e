"""Clear days, printed numbers, pages and rows of dates against cases from the law and against slow oracles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.agendas import Listed, Pattern, changes_between, count_clear_days, give_numbers, place_dates
from folkmoot_core.agendas.pack import spans
from folkmoot_core.agendas.paging import Bound, give_pages
from folkmoot_core.agendas.repeating import LAST
from folkmoot_core.calendars import Calendar, national

ENGLAND = national("england-wales")


def test_five_clear_days_over_easter() -> None:
    # Easter 2026: Good Friday 3 April, Easter Monday 6 April.
    meeting = date(2026, 4, 14)
    in_time = count_clear_days(ENGLAND, date(2026, 4, 2), meeting, 5)
    assert (in_time.last_day, in_time.counted, in_time.in_time) == (date(2026, 4, 2), 5, True)
    late = count_clear_days(ENGLAND, date(2026, 4, 7), meeting, 5)
    assert (late.counted, late.in_time) == (4, False)
    assert any("Saturdays and Sundays, 3 April, 6 April" in said for said in in_time.because)
    every_day = count_clear_days(ENGLAND, date(2026, 4, 8), meeting, 5, working=False)
    assert (every_day.last_day, every_day.in_time) == (date(2026, 4, 8), True)


def test_the_agenda_of_15_september_2011_was_in_time() -> None:
    autumn = Calendar({date(2011, 8, 29): "Summer bank holiday"}, "england-wales")
    count = count_clear_days(autumn, date(2011, 9, 7), date(2011, 9, 15), 5)
    assert (count.counted, count.last_day) == (5, date(2011, 9, 7))


@given(st.dates(date(2024, 1, 1), date(2026, 12, 1)), st.integers(0, 30), st.integers(0, 28), st.booleans())
def test_the_last_day_is_the_last_that_is_in_time(published: date, ahead: int, needed: int, working: bool) -> None:
    meeting = published + timedelta(days=ahead)
    count = count_clear_days(ENGLAND, published, meeting, needed, working=working)
    between = [published + timedelta(days=step) for step in range(1, ahead)]
    assert count.counted == sum(not working or ENGLAND.is_working_day(day) for day in between)
    if count.in_time and (not working or ENGLAND.is_working_day(published)) and meeting > published:
        assert published <= count.last_day
    assert count_clear_days(ENGLAND, count.last_day, meeting, needed, working=working).in_time
    after = count.last_day + timedelta(days=1)
    if needed:
        assert (
            not count_clear_days(ENGLAND, after, meeting, needed, working=working).in_time
            or not working
            or (not ENGLAND.is_working_day(after))
        )


ITEMS = st.lists(st.tuples(st.sampled_from("ABC"), st.booleans()), max_size=30)


@given(ITEMS, ITEMS, st.randoms(use_true_random=False), st.booleans())
def test_numbers_once_given_stay_and_never_meet(first: object, later: object, dice: object, by_section: bool) -> None:
    rows = [Listed(place, section, "", is_on) for place, (section, is_on) in enumerate(first)]  # type: ignore[arg-type, var-annotated]
    given_first = give_numbers(rows, by_section=by_section)
    rows = [Listed(row.key, row.section, given_first.get(row.key, ""), row.is_on) for row in rows]
    rows += [Listed(1000 + place, section, "", is_on) for place, (section, is_on) in enumerate(later)]  # type: ignore[arg-type]
    dice.shuffle(rows)  # type: ignore[attr-defined]
    given_later = give_numbers(rows, by_section=by_section)
    assert given_first.items() <= given_later.items()
    assert len(set(given_later.values())) == len(given_later)
    assert {row.key for row in rows if row.is_on} <= given_later.keys()


def test_numbers_as_a_county_numbers() -> None:
    rows = [Listed("x", "A"), Listed("y", "B"), Listed("z", "A"), Listed("w", "B", "B7")]
    assert give_numbers(rows, by_section=True) == {"x": "A1", "y": "B8", "z": "A2", "w": "B7"}


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(-2, 2)), min_size=1, max_size=12))
def test_printed_pages_stay_unless_a_paper_grows_and_never_overlap(papers: list[tuple[int, int]]) -> None:
    before = give_pages(Bound(place, length) for place, (length, _change) in enumerate(papers))
    changed = {place: max(1, length + change) for place, (length, change) in enumerate(papers)}
    after = give_pages(Bound(place, length, *before[place]) for place, length in changed.items())
    taken = [page for first, last in after.values() for page in range(first, last + 1)]
    assert len(taken) == len(set(taken)) == sum(changed.values())
    for place, (length, _change) in enumerate(papers):
        if changed[place] <= length:
            assert after[place][0] == before[place][0]


@given(st.integers(0, 6), st.integers(1, LAST), st.integers(1, 6), st.dates(date(2024, 1, 1), date(2025, 6, 1)))
def test_rows_of_dates_against_walking_the_calendar(weekday: int, turn: int, every: int, first: date) -> None:
    last = first + timedelta(days=500)
    pattern = Pattern(weekday, turn, every, leave_out={8}, on_closed="keep")
    found = [each.day for each in place_dates(pattern, first, last, ENGLAND)]
    wanted, months = (
        [],
        [(first.year + (first.month - 1 + k) // 12, (first.month - 1 + k) % 12 + 1) for k in range(0, 30, every)],
    )
    for year, month in months:
        days = [d for d in (date(year, month, 1) + timedelta(days=k) for k in range(31)) if d.month == month]
        days = [day for day in days if day.weekday() == weekday]
        day = days[-1] if turn == LAST else days[turn - 1]
        if first <= day <= last and month != 8:
            wanted.append(day)
    assert found == wanted


def test_a_holiday_puts_a_meeting_off_and_says_so() -> None:
    (only,) = place_dates(Pattern(4, 0), date(2026, 4, 3), date(2026, 4, 3), ENGLAND)
    assert only.day == date(2026, 4, 7)
    assert "3 April" in only.note
    assert place_dates(Pattern(4, 0, on_closed="leave"), date(2026, 4, 3), date(2026, 4, 3), ENGLAND) == []


def test_nothing_changed_is_nothing_said() -> None:
    item = {
        "serial": 1, "number": "B1", "title": "Benches", "state": "on", "access": "public", "papers": [], "note": "",
        "presented_by": "", "late_reason": "",
    }  # fmt: skip
    face = {"date": "2026-04-14", "starts_at": "10:00", "venue": "Hall", "items": [item]}
    assert changes_between(face, face) == []
    moved = {**face, "date": "2026-04-15", "items": [item, {**item, "serial": 2, "number": "B2", "title": "Ponds"}]}
    assert changes_between(face, moved) == [
        "The date is now 2026-04-15; it was 2026-04-14.", "Item B2, Ponds, has been added."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "said"), [([], []), ([(1, 1)], ["1"]), ([(1, 4), (5, 6)], ["1 – 6"]), ([(1, 2), (9, 9)], ["1 – 2", "9"])]
)
def test_ranges_as_printed(pages: list[tuple[int, int]], said: list[str]) -> None:
    assert spans(pages) == said
