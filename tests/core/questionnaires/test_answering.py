"""One question of every kind, through the form, the spreadsheet, the API and the typing screen."""

from typing import Any

import pytest

from folkmoot_core.questionnaires import (
    column_names,
    faults_to_show,
    from_row,
    load_questionnaire,
    read_form,
    to_row,
    typing_plan,
    validate,
    write_form,
)

EVERY = load_questionnaire("""
questionnaire: every
title: Every kind
sections:
  - key: all
    title: All
    questions:
      - key: one
        kind: choose_one
        text: One
        required: true
        declines: true
        options: [{key: yes, text: "Yes; really"}, {key: no, text: No}, {key: other, text: Other, specify: true}]
      - key: many
        kind: choose_many
        text: Many
        max_choices: 2
        options: [{key: a, text: Apples}, {key: b, text: Buses}, {key: c, text: Cars, specify: true}]
      - {key: why, kind: text, text: Why, max_length: 20, declines: true}
      - {key: name, kind: text, text: Name, lines: 1}
      - key: grid
        kind: grid
        text: Rate
        required: true
        declines: true
        rows: [{key: bus, text: Buses}, {key: rail, text: Trains}]
        columns: [{key: good, text: Good}, {key: poor, text: Poor}]
      - key: rank
        kind: rank
        text: Rank
        max_choices: 2
        options: [{key: x, text: X}, {key: y, text: Y}, {key: z, text: Z}]
      - {key: number, kind: number, text: Number, min: 0, max: 10, decimals: 1}
      - {key: date, kind: date, text: Date, min: 2011-06-20, max: 2011-08-22, declines: true}
      - {key: postcode, kind: postcode, text: Postcode}
      - {key: file, kind: file, text: File}
      - {key: place, kind: map_point, text: Place}
""")
DECLINED = {"declined": True}


@pytest.mark.parametrize(
    ("posted", "answers"),
    [
        ({"one": ["yes"]}, {"one": "yes"}),
        ({"one": ["yes", "yes"]}, {"one": "yes"}),
        ({"one": ["__declined__"]}, {"one": DECLINED}),
        ({"one": ["other"], "one.other": ["  A\x00 visitor\r\n"]}, {"one": "other", "one.other": "A visitor"}),
        ({"one.other": ["A visitor"]}, {"one": "other", "one.other": "A visitor"}),
        ({"one": ["no"], "one.other": ["A visitor"]}, {"one": "no", "one.other": "A visitor"}),
        ({"many": ["c", "a"]}, {"many": ["a", "c"]}),
        ({"many.c": ["Vans"]}, {"many": ["c"], "many.c": "Vans"}),
        ({"many": [""]}, {}),
        ({"why": ["  One\r\nTwo\x07\x00\t3 "]}, {"why": "One\nTwo\t3"}),
        ({"why": ["\ud800👩🏽‍🌾"]}, {"why": "👩🏽‍🌾"}),
        ({"why": ["", "__declined__"]}, {"why": DECLINED}),
        ({"name": [" A \n B "]}, {"name": "A B"}),
        ({"name": ["__declined__"]}, {"name": "__declined__"}),
        ({"grid.bus": ["good"], "grid.nowhere": ["good"]}, {"grid": {"bus": "good"}}),
        ({"rank.x": ["2"], "rank.z": ["1"]}, {"rank": ["z", "x"]}),
        ({"rank.x": ["3"], "rank.z": ["1"]}, {"rank": ["z", "x"]}),
        ({"number": [" 7 "]}, {"number": 7}),
        ({"number": ["2.50"]}, {"number": 2.5}),
        ({"number": ["+0,010.0"]}, {"number": 10}),
        ({"date.day": ["8"], "date.month": ["7"], "date.year": ["2011"]}, {"date": "2011-07-08"}),
        ({"date.day": ["8"], "date.month": ["July"], "date.year": ["2011"]}, {"date": "2011-07-08"}),
        ({"date": ["__declined__"], "date.day": [" "]}, {"date": DECLINED}),
        ({"postcode": [" me14-1xq "]}, {"postcode": "ME14 1XQ"}),
        ({"postcode": ["me14"]}, {"postcode": "ME14"}),
        ({"file.document": ["d-1"], "file.name": ["a.pdf"]}, {"file": {"document": "d-1", "name": "a.pdf"}}),
        ({"place.lon": ["0.5218765432"], "place.lat": ["−1"]}, {"place": {"lon": 0.521877, "lat": -1.0}}),
        ({"place.words": ["By the mill"]}, {"place": {"words": "By the mill"}}),
        ({"csrf": ["x"], "stranger": ["y"]}, {}),
    ],
)
def test_a_form_is_read(posted: dict[str, list[str]], answers: dict[str, Any]) -> None:
    reading = read_form(EVERY, posted)
    assert reading.faults == ()
    assert reading.answers == answers
    assert read_form(EVERY, write_form(EVERY, answers)).answers == answers


@pytest.mark.parametrize(
    ("posted", "where", "message"),
    [
        ({"one": ["yes", "no"]}, "one", "Choose only one."),
        ({"one": ["maybe"]}, "one", "“maybe” is not one of the choices."),
        ({"one": ["yes", "__declined__"]}, "one", "Answer this, or choose “I do not wish to say”, but not both."),
        ({"one.other": ["x" * 501]}, "one.other", "Your answer must be 500 characters or fewer."),
        ({"many": ["a", "b", "c"]}, "many", "Choose no more than 2."),
        ({"many": ["a", "d"]}, "many", "“d” is not one of the choices."),
        ({"many": ["__declined__"]}, "many", "“__declined__” is not one of the choices."),
        ({"why": ["x" * 21]}, "why", "Your answer must be 20 characters or fewer."),
        ({"why": ["x", "__declined__"]}, "why", "Answer this, or choose “I do not wish to say”, but not both."),
        ({"grid.bus": ["good", "poor"]}, "grid.bus", "Choose only one for each line."),
        ({"grid.rail": ["fair"]}, "grid.rail", "“fair” is not one of the choices."),
        ({"grid": ["__declined__"], "grid.bus": ["good"]}, "grid", "Answer this, or choose “I do not wish to say”"),
        ({"rank.x": ["1"], "rank.y": ["1"]}, "rank.y", "“X” and “Y” cannot both have place 1."),
        ({"rank.x": ["4"]}, "rank.x", "Use whole numbers from 1 to 3."),
        ({"rank.x": ["first"]}, "rank.x", "Use whole numbers from 1 to 3."),
        ({"rank.x": ["1"], "rank.y": ["2"], "rank.z": ["3"]}, "rank", "Rank no more than 2."),
        ({"number": ["seven"]}, "number", "Enter a number, in figures."),
        ({"number": ["NaN"]}, "number", "Enter a number, in figures."),
        ({"number": ["1e9"]}, "number", "Enter a number, in figures."),
        ({"number": ["٣"]}, "number", "Enter a number, in figures."),
        ({"number": ["9" * 400]}, "number", "Enter a number, in figures."),
        ({"number": ["11"]}, "number", "The number must be 10 or less."),
        ({"number": ["-1"]}, "number", "The number must be 0 or more."),
        ({"number": ["1.25"]}, "number", "The number must have no more than 1 decimal place."),
        ({"date.day": ["8"]}, "date.month", "The date must include a month and a year."),
        ({"date.day": ["31"], "date.month": ["6"], "date.year": ["2011"]}, "date.day", "This must be a real date."),
        ({"date.day": ["1"], "date.month": ["13"], "date.year": ["2011"]}, "date.month", "This must be a real date."),
        ({"date.day": ["1"], "date.month": ["7"], "date.year": ["11"]}, "date.year", "The year must have 4 figures."),
        (
            {"date.day": ["1"], "date.month": ["6"], "date.year": ["2011"]},
            "date",
            "The date must be 20 June 2011 or later.",
        ),
        ({"postcode": ["somewhere in the county"]}, "postcode", "Enter a postcode, or the first part of it."),
        ({"file.document": ["../etc"]}, "file", "The file could not be found."),
        ({"place.lon": ["0.5"]}, "place.lat", "A point on the map needs both its numbers."),
        ({"place.lon": ["0.5"], "place.lat": ["91"]}, "place.lat", "The number must be between -90 and 90."),
        ({"place.lon": ["east"], "place.lat": ["1"]}, "place.lon", "Enter degrees as a number."),
        ({"place.words": ["x" * 501]}, "place.words", "The place in words must be 500 characters or fewer."),
    ],
)
def test_a_fault_points_at_its_field_and_nothing_typed_is_lost(
    posted: dict[str, list[str]], where: str, message: str
) -> None:
    reading = read_form(EVERY, posted)
    assert [fault.where for fault in reading.faults] == [where]
    assert reading.messages[where].startswith(message)
    assert where.partition(".")[0] not in reading.answers
    assert reading.entered == {name: tuple(values) for name, values in posted.items()}


def test_one_page_of_many_reads_its_own_questions_only() -> None:
    posted = {"one": ["yes"], "number": ["seven"]}
    assert read_form(EVERY, posted, only=["one"]).faults == ()
    assert read_form(EVERY, posted, only=["number"]).answers == {}


def test_required_questions_are_shown_with_the_other_faults_in_order() -> None:
    reading = read_form(EVERY, {"number": ["seven"], "grid.bus": ["good"]})
    assert [fault.where for fault in faults_to_show(EVERY, reading)] == ["one", "grid.rail", "number"]
    assert [fault.where for fault in faults_to_show(EVERY, reading, only=["grid"])] == ["grid.rail", "number"]
    answered = faults_to_show(EVERY, reading, earlier={"one": "yes"})
    assert [fault.where for fault in answered] == ["grid.rail", "number"]
    at_fault = read_form(EVERY, {"one": ["maybe"], "grid": ["__declined__"]})
    assert [fault.where for fault in faults_to_show(EVERY, at_fault, earlier={"one": "yes"})] == ["one"]
    emptied = read_form(EVERY, {"one": [""]}, only=["one"])
    assert [fault.where for fault in faults_to_show(EVERY, emptied, {"one": "yes"}, ["one"])] == ["one"]


@pytest.mark.parametrize(
    ("row", "answers"),
    [
        ({"one": "YES"}, {"one": "yes"}),
        ({"one": "yes; Really"}, {"one": "yes"}),
        ({"one": "Do not wish to say"}, {"one": DECLINED}),
        ({"many": "cars;  a"}, {"many": ["a", "c"]}),
        ({"many": "c", "many.c": "Vans"}, {"many": ["c"], "many.c": "Vans"}),
        ({"grid.bus": "Poor", "grid.rail": ""}, {"grid": {"bus": "poor"}}),
        ({"grid.bus": "do not wish to say"}, {"grid": DECLINED}),
        ({"rank": "z > X"}, {"rank": ["z", "x"]}),
        ({"date": "8/7/2011"}, {"date": "2011-07-08"}),
        ({"date": "2011-07-08"}, {"date": "2011-07-08"}),
        ({"number": "1.0"}, {"number": 1}),
        ({"why": "=1+1"}, {"why": "=1+1"}),
        (
            {"place.lon": "0.5", "place.lat": "51", "place.words": "Mill"},
            {"place": {"lon": 0.5, "lat": 51, "words": "Mill"}},
        ),
        ({"reference": "A1", "one": " "}, {}),
        ({"one": None}, {}),
    ],
)
def test_a_row_is_read(row: dict[str, str], answers: dict[str, Any]) -> None:
    assert from_row(EVERY, row) == (answers, [])
    assert from_row(EVERY, to_row(EVERY, answers)) == (answers, [])


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ({"one": "perhaps"}, "one"),
        ({"many": "a; b; c"}, "many"),
        ({"many": "a; d"}, "many"),
        ({"many": "Do not wish to say"}, "many"),
        ({"grid.rail": "fair"}, "grid.rail"),
        ({"rank": "x > x"}, "rank"),
        ({"rank": "x > w"}, "rank"),
        ({"date": "31/6/2011"}, "date"),
        ({"date": "08-07-11"}, "date"),
        ({"file.name": "plan.pdf"}, "file.name"),
        ({"place.lon": "0.5"}, "place.lat"),
        ({"one": "other", "one.other": "x" * 501}, "one.other"),
    ],
)
def test_a_fault_names_its_column(row: dict[str, str], where: str) -> None:
    answers, faults = from_row(EVERY, row)
    assert [fault.where for fault in faults] == [where]
    assert where in column_names(EVERY)
    assert where not in answers


@pytest.mark.parametrize(
    "answers",
    [
        {"one": 1}, {"one": None}, {"one": "maybe"}, {"one": ["yes"]}, {"many": []}, {"many": "a"},
        {"many": ["a", "a"]}, {"many": ["a", "b", "c"]}, {"many": [1]}, {"many": DECLINED},
        {"why": ""}, {"why": " x"}, {"why": "\x00"},
        {"name": "a\nb"}, {"grid": {}}, {"grid": {"car": "good"}}, {"grid": {"bus": 1}}, {"rank": ["x", "x"]},
        {"rank": ["x", "y", "z"]}, {"rank": [{}]}, {"number": True}, {"number": "7"}, {"number": float("nan")},
        {"number": float("inf")}, {"number": 10**400}, {"date": "2011-7-8"}, {"date": "2011-06-31"}, {"date": 2011},
        {"postcode": "me14 1xq"}, {"postcode": 1}, {"file": {"document": "d"}}, {"file": {"document": 1, "name": "n"}},
        {"place": {"lon": 1}}, {"place": {"lon": float("nan"), "lat": 1}}, {"place": {"lon": 10**400, "lat": 1}},
        {"place": {"words": ""}}, {"place": {"height": 1}}, {"stranger": 1}, {"one.other": ""}, {"one.no": "words"},
        {"one": {"declined": "yes"}},
    ],
)  # fmt: skip
def test_unfit_answers_are_refused(answers: dict[str, Any]) -> None:
    fit = {"one": "yes", "grid": {"bus": "good", "rail": "poor"}}
    assert validate(EVERY, fit) == []
    key = next(iter(answers)).partition(".")[0]
    assert {fault.where.partition(".")[0] for fault in validate(EVERY, fit | answers)} == {key}


def test_answers_must_be_an_object() -> None:
    assert validate(EVERY, ["one"])[0].message == "Answers must be an object."  # type: ignore[arg-type]


def test_the_typing_plan_follows_the_paper() -> None:
    plan = typing_plan(EVERY)
    assert [(field.name, field.takes) for field in plan] == [
        ("one", "one"), ("one.other", "words"), ("many", "many"), ("many.c", "words"), ("why", "lines"),
        ("name", "words"), ("grid.bus", "one"), ("grid.rail", "one"), ("rank", "order"), ("number", "number"),
        ("date", "date"), ("postcode", "postcode"), ("place.words", "words"),
    ]  # fmt: skip
    assert [(tick.press, tick.value) for tick in plan[0].ticks] == [("1", "yes"), ("2", "no"), ("3", "other")]
    assert plan[0].declines is not None
    assert (plan[0].declines.press, plan[0].declines.value) == ("x", "__declined__")
    assert [field.most for field in plan if field.takes in ("many", "order")] == [2, 2]
    assert [field.declines is not None for field in plan if field.question == "grid"] == [True, False]


def test_the_tenth_tick_is_a_letter_and_the_thirty_fifth_has_none() -> None:
    options = ", ".join(f"{{key: k{n}, text: K{n}}}" for n in range(36))
    question = f"{{key: q, kind: choose_one, text: Q, options: [{options}]}}"
    long = load_questionnaire(f"questionnaire: x\ntitle: X\nsections: [{{key: s, title: S, questions: [{question}]}}]")
    presses = [tick.press for tick in typing_plan(long)[0].ticks]
    assert (presses[8], presses[9], presses[33], presses[34]) == ("9", "a", "z", "")
    assert "x" not in presses
