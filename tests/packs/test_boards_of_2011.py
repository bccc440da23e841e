"""The boards of 2011 beside their own draft terms of reference: every fault that the papers print, by name.

Read straight from the pack's files, as any other program could.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from folkmoot_core.composition import (
    Board,
    Event,
    EventKind,
    Finding,
    Seat,
    Terms,
    Verdict,
    check_board,
    contradictions,
    read_terms,
    rules_of,
)
from folkmoot_core.landscape import Line, compare_versions
from folkmoot_core.packfiles import Report, parse_partial

PACK = Path(__file__).parents[2] / "packs" / "kent-2011"
NOMINATED, AGENDA = date(2011, 6, 27), date(2011, 9, 15)


def table(name: str) -> list[dict[str, str]]:
    with (PACK / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PEOPLE = {row["key"]: row["name"] for row in table("bodies/people")}
ORGANISATIONS = {row["key"]: row for row in table("bodies/organisations")}
TITLES = {key: row["name"] for key, row in ORGANISATIONS.items()}


def board(key: str) -> Board:
    seats = [
        Seat(
            person=PEOPLE.get(row["person"], ""),
            role=row["role"],
            tier=row["tier"],
            category=row["category"],
            standing=row["standing"],
            party=row["party"],
            organisation=row["on_behalf_of"],
            starts=parse_partial(row["start_date"]),
            ends=parse_partial(row["end_date"]),
        )
        for row in table("bodies/memberships")
        if row["organisation"] == key
    ]
    events = [
        Event(EventKind(row["kind"]), date.fromisoformat(row["on"]))
        for row in table("partnerships/events")
        if row["body"] == key
    ]
    began = parse_partial(ORGANISATIONS[key]["founding_date"])
    return Board(key, TITLES[key], tuple(seats), tuple(events), began, TITLES)


def terms_of(key: str) -> Terms:
    for path in sorted((PACK / "partnerships" / "terms").glob("*.yaml")):
        report = Report(PACK)
        terms = read_terms(path, report)
        assert report.ok, report.as_text()
        if key in terms.bodies:
            return terms
    raise LookupError(key)


def findings(key: str, day: date = NOMINATED) -> dict[str, Finding]:
    terms = terms_of(key)
    return {each.rule: each for each in check_board(board(key), rules_of(terms.profile, terms.rules), day)}


def broken(key: str, day: date = NOMINATED) -> set[str]:
    return {each.sentence for each in findings(key, day).values() if each.verdict == Verdict.BROKEN}


NO_CHAIR = (
    "Rule: one chair and one vice-chair from the core members, from different tiers; listed: no chair and no vice-chair."
)


def test_the_first_ambition_board_breaks_no_rule_but_that_of_its_chair() -> None:
    assert broken("ambition_board_1") == {NO_CHAIR}


def test_the_second_ambition_board_has_two_chief_executives_and_one_leader_too_many() -> None:
    assert broken("ambition_board_2") == {
        NO_CHAIR,
        "Rule: four district leaders or the fire chairman; listed: five.",
        "Rule: three chief executives; listed: five.",
        "Rule: ten core members; listed: 13.",
    }
    found = findings("ambition_board_2")
    assert "Brian Cope" in found["leaders"].names
    assert set(found["chief_executives"].names) == {
        *("Colin Carmichael", "Nadeem Aziz", "Alison Broom", "Alistair Stewart", "Abdool Kara"),
    }
    assert found["chief_executives"].source.startswith("Appendix 4.7, paragraph 13d")


def test_the_third_ambition_board_has_two_chief_executives_too_many() -> None:
    assert broken("ambition_board_3") == {
        NO_CHAIR,
        "Rule: three chief executives; listed: five.",
        "Rule: ten core members; listed: twelve.",
    }
    assert "Ann Millington" in findings("ambition_board_3")["chief_executives"].names


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_board_has_its_cabinet_members_and_its_county_manager(number: int) -> None:
    found = findings(f"ambition_board_{number}")
    kept = {"cabinet_members", "primary_cabinet_member", "supporting_cabinet_member", "county_management", "notice"}
    assert {key for key in kept if found[key].verdict == Verdict.KEPT} == kept
    unknown = {"chair_review", "first_meetings", "terms_agreed", "priorities"}
    assert {key for key in unknown if found[key].verdict == Verdict.UNKNOWN} == unknown


def test_each_district_sends_its_leader_and_its_chief_executive_to_one_board() -> None:
    seats = [seat for number in (1, 2, 3) for seat in board(f"ambition_board_{number}").sitting(NOMINATED)]
    for category in ("leaders_and_cabinet", "chief_executives"):
        senders = Counter(seat.organisation for seat in seats if seat.tier == "district" and seat.category == category)
        assert len(senders) == 12
        assert set(senders.values()) == {1}


def test_the_agenda_prints_eleven_conservatives_and_lists_ten() -> None:
    assert broken("posc", AGENDA) == {"Rule: eleven Conservative members; listed: ten."}
    assert findings("posc", AGENDA)["members"].found == "listed: twelve"


def test_the_agenda_prints_twelve_members_and_thirteen_by_party() -> None:
    terms = terms_of("posc")
    (sentence,) = contradictions(rules_of(terms.profile, terms.rules), AGENDA)
    assert "11 + 1 + 1 = 13" in sentence
    assert "twelve" in sentence


def test_the_register_knows_two_of_the_fourteen_of_the_forum() -> None:
    found = findings("kent_forum")["leaders"]
    assert found.found == "listed: two; missing: twelve"
    assert "Kent and Medway Fire and Rescue Authority" in found.names


def test_all_sixty_five_officer_groups_are_on_the_register() -> None:
    groups = [row for row in table("partnerships/register") if row["level"] == "officer_groups"]
    assert [int(row["number"]) for row in groups] == list(range(1, 66))
    assert len({row["body"] for row in groups}) == 65
    assert all(row["body"] in ORGANISATIONS for row in groups)
    sections = Counter(row["section"] for row in groups)
    assert sorted(sections.values()) == [10, 10, 11, 17, 17]


def test_both_versions_of_the_matrix_are_there_and_differ() -> None:
    lines: dict[str, list[Line]] = {}
    for row in table("partnerships/matrix"):
        serves = tuple(filter(None, row["serves"].split(";")))
        line = Line(row["plan"], row["title"], row["owner"], serves, row["first"], row["group"])
        lines.setdefault(row["version"], []).append(line)
    # The strategy says that it connects “over 40” plans; its own draft lists 40.
    assert {key: len(rows) for key, rows in lines.items()} == {"forum_2011_03": 41, "draft_2011_06": 40}
    changes = compare_versions(lines["forum_2011_03"], lines["draft_2011_06"])
    assert Counter(change.kind for change in changes) == {"new": 2, "gone": 3, "changed": 15}
    assert {change.plan for change in changes if change.kind == "new"} == {
        "hidden_harm_strategy",
        "domestic_abuse_strategy",
    }
    moved = next(change for change in changes if change.plan == "community_safety_agreement")
    assert ("first", "ambition_board_2", "ambition_board_3") in moved.fields


def test_fifteen_partnerships_are_required_and_six_are_carried_by_nobody_we_can_name() -> None:
    needs = table("partnerships/needs")
    assert len(needs) == 15
    assert Counter(row["lead"] for row in needs) == {
        "ambition_board_1": 6,
        "ambition_board_2": 4,
        "ambition_board_3": 5,
    }
    assert [row["key"] for row in needs if not row["carried_by"]] == [
        *("need_01", "need_03", "need_06", "need_07", "need_09", "need_11"),
    ]
