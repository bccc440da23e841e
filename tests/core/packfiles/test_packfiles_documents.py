"""YAML documents: every value keeps its line, and misspelt, missing and doubled names are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.packfiles import PartialDate, Report, YamlMap, parse_relative, read_yaml, read_yaml_list

TODAY = date(2026, 11, 23)


def read(tmp_path: Path, content: str | bytes) -> tuple[YamlMap, Report]:
    path = tmp_path / "plan.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    report = Report(tmp_path)
    return read_yaml(path, report), report


def told(report: Report) -> list[tuple[int | None, str, str]]:
    return [(fault.line, fault.where, fault.message) for fault in report.faults]


PLAN = """\
title: 2011
agreed: yes
opens: today
closes: today + 84
contact:
  email: a@example.org
aims: [One, "Two: and more"]
phases:
  - kind: draft
    starts: 2011-06-01
  - kind: open
    starts: today-7
summary: |
  A line.
  Another.
"""


def test_values_are_read_by_type_as_they_are_written(tmp_path: Path) -> None:
    plan, report = read(tmp_path, PLAN)
    assert plan.text("title") == "2011"
    assert plan.text("agreed") == "yes"
    assert plan.flag("agreed") is True
    assert plan.whole("title") == 2011
    assert plan.date("opens", today=TODAY) == TODAY
    assert plan.date("closes", today=TODAY) == date(2027, 2, 15)
    assert plan.date("title", partial=True) == PartialDate(2011)
    assert plan.map("contact").text("email") == "a@example.org"
    assert plan.texts("aims") == ("One", "Two: and more")
    assert [(phase.line, phase.choice("kind", ("draft", "open"))) for phase in plan.maps("phases")] == [
        (9, "draft"),
        (11, "open"),
    ]
    assert plan.maps("phases")[1].date("starts", today=TODAY) == date(2026, 11, 16)
    assert plan.text("summary") == "A line.\nAnother."
    assert plan.text("note", blank=True) == ""
    assert plan.flag("note", default=True) is True
    assert plan.maps("partners", blank=True) == ()
    assert report.ok


def test_missing_empty_and_misspelt_names_are_told_with_line_and_path(tmp_path: Path) -> None:
    plan, report = read(tmp_path, "summry: x\ncontact:\n  email:\n  name: ~\n")
    plan.unknown(("summary", "contact"))
    contact = plan.map("contact")
    contact.text("email")
    contact.text("name", blank=True)
    contact.text("telephone")
    assert told(report) == [
        (1, "summry", "'summry' is not known here."),
        (3, "contact.email", "'email' is empty."),
        (3, "contact.telephone", "'telephone' is missing."),
    ]
    assert report.faults[0].mend == "Did you mean 'summary'?"


def test_one_mistake_of_shape_is_told_once(tmp_path: Path) -> None:
    plan, report = read(tmp_path, "contact: someone\naims: none\nphases: [1, {kind: open}]\ntitle: {a: b}\n")
    assert plan.map("contact").text("email") == ""
    assert plan.texts("aims") == ()
    assert len(plan.maps("phases")) == 1
    assert plan.text("title") == ""
    assert told(report) == [
        (1, "contact", "This should be a set of names and values."),
        (2, "aims", "This should be a list."),
        (3, "phases[1]", "This should be a set of names and values."),
        (4, "title", "This should be a single value."),
    ]


def test_relative_dates_need_leave(tmp_path: Path) -> None:
    plan, report = read(tmp_path, "opens: today+3\ncloses: tomorrow\n")
    assert plan.date("opens") is None
    assert plan.date("closes", today=TODAY) is None
    assert ["counts from today" in fault.message for fault in report.faults] == [True, False]
    assert "today+84" in report.faults[1].mend


@pytest.mark.parametrize(
    ("content", "line", "part"),
    [
        ("title: a\ntitle: b\n", 2, "'title' stands here twice (first on line 1)"),
        ("title: [a\nb: c\n", 2, "not YAML"),
        ("title: 'a\n", 2, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, "not YAML"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("a: 1\n---\nb: 2\n", 2, "not YAML"),
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("just words\n", 1, "set of names"),
        ("[a]: b\n", 1, "plain words"),
        ("? {a: b}\n: c\n", 1, "plain words"),
        ("a: " + "[" * 5000, 1, "nested more than"),
        (b"title: caf\xe9\n", 1, "UTF-8"),
        ("a: \x85b\nc: \x80\n", 2, "control character"),
        ("a: b\nc: \x07\n", 2, "control character"),
        ("a: \ufffe\n", 1, "control character"),
    ],
)
def test_broken_documents_are_told_with_line_and_give_an_empty_map(
    tmp_path: Path, content: str | bytes, line: int | None, part: str
) -> None:
    plan, report = read(tmp_path, content)
    assert len(report.faults) == 1
    assert report.faults[0].line == line
    assert part in report.faults[0].message
    assert report.faults[0].mend
    plan.text("anything", blank=True)
    assert len(report.faults) == 1


def test_hostile_tags_build_nothing(tmp_path: Path) -> None:
    plan, report = read(tmp_path, "a: !!python/object/apply:os.system ['exit 1']\n")
    assert plan.texts("a") == ("exit 1",)
    assert report.ok


def test_a_document_may_be_a_list(tmp_path: Path) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text("- key: roads\n- key: buses\n")
    report = Report(tmp_path)
    assert [theme.key("key") for theme in read_yaml_list(path, report)] == ["roads", "buses"]
    path.write_text("key: roads\n")
    assert read_yaml_list(path, report) == ()
    assert told(report) == [(1, "", "This should be a list.")]


@given(st.integers(-4000, 4000))
def test_relative_dates_count_days(days: int) -> None:
    found = parse_relative(f"today{days:+d}", TODAY)
    assert found is not None
    assert (found - TODAY).days == days


@given(st.text(max_size=80))
def test_no_text_can_make_the_reader_raise(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    plan, report = read(tmp_path_factory.mktemp("yaml"), content.encode("utf-8", "surrogatepass"))
    for name in plan:
        plan.text(name), plan.maps(name), plan.map(name), plan.date(name, today=TODAY)
    assert isinstance(report.as_text(), str)


@pytest.mark.parametrize(
    ("date_", "first", "last"),
    [
        (PartialDate(2012), date(2012, 1, 1), date(2012, 12, 31)),
        (PartialDate(2012, 2), date(2012, 2, 1), date(2012, 2, 29)),
        (PartialDate(2012, 2, 3), date(2012, 2, 3), date(2012, 2, 3)),
    ],
)
def test_partial_dates_know_their_first_and_last_day(date_: PartialDate, first: date, last: date) -> None:
    assert (date_.first, date_.last) == (first, last)


def test_partial_dates_write_themselves_and_refuse_what_cannot_be() -> None:
    assert [str(PartialDate(2011)), str(PartialDate(2011, 3)), str(PartialDate(2011, 3, 7))] == [
        "2011",
        "2011-03",
        "2011-03-07",
    ]
    for parts in ((0, None, None), (2011, 13, None), (2011, 2, 29), (2011, None, 3)):
        with pytest.raises(ValueError, match=r"must be|out of range|needs a month"):
            PartialDate(*parts)
