"""What a report says is what its tables show: every number in a sentence is the number in a cell, and true of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.core.reports.reports_to_test import REPORTS
from tests.core.reports.strategies import inputs

from driving.invented_report import invented_input
from folkmoot_core.reports.charts import PRINT, alternative, draw
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.document import Paragraph, Report, Sentence, Slot, Style
from folkmoot_core.reports.figures import Figure, count, percent
from folkmoot_core.reports.inputs import KEPT_BACK, Answer, Bases, Question, ReportInput, Share
from folkmoot_core.reports.phrases import _LABELS, _SENTENCES, ENGLISH
from folkmoot_core.reports.proportions import PROPORTIONS, proportion_of
from folkmoot_core.reports.speaking import Speaker, figure_in_words
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.templates import committee_report, outcome_page, resident_summary
from folkmoot_core.values import Invalid

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ABOUT_ORDER = {"top", "top.largest", "top.several", "top.tied", "top.shared", "top.shown", "yes", "next", "least"}


def numbers_said(report: Report, sentence: Sentence) -> set[str]:
    """Numbers of a sentence, names left out, apart from those that the phrase itself has ("95%")."""
    nameless = replace(sentence, words=tuple((name, "…") for name, _text in sentence.words))
    phrase = re.sub(r"\{.*?\}", "…", ENGLISH[sentence.phrase])
    said, of_the_phrase = ({n.rstrip(",") for n in NUMBER.findall(t)} for t in (Speaker(report).say(nameless), phrase))
    return said - of_the_phrase


@settings(max_examples=30)
@given(inputs())
def test_every_number_in_every_sentence_is_in_a_cell_that_it_names(data: ReportInput) -> None:
    for report in (committee_report(data), resident_summary(data), outcome_page(data)):
        assert check(report) == ()
        for sentence in report.sentences():
            cells = [report.table(slot.ref.table).cell(slot.ref.row, slot.ref.column) for slot in sentence.numbers]
            shown = {cell.in_cell() for cell in cells if isinstance(cell, Figure)}
            # "less than 0.1%" stands for [low]: the smallest number that the cell could have shown.
            shown |= {f"{10**-cell.decimals:.{cell.decimals}f}" for cell in cells if cell.too_low_to_show}
            assert numbers_said(report, sentence) <= shown, Speaker(report).say(sentence)


@settings(max_examples=30)
@given(inputs())
def test_what_is_called_most_next_and_least_is_so(data: ReportInput) -> None:
    report = committee_report(data)
    asked = {f"question.{question.key}": question for question in data.questions}
    for sentence in report.sentences():
        if sentence.phrase not in ABOUT_ORDER:
            continue
        ref = next(slot.ref for slot in sentence.numbers if slot.name == "share")
        counts = {answer.key: answer.share.n for answer in asked[ref.table].answers}
        shown = sorted((n for n in counts.values() if n is not None), reverse=True)
        expected = {"next": shown[1:2], "least": shown[-1:]}.get(sentence.phrase, shown[:1])
        assert [counts[ref.row]] == expected
        if None in counts.values():
            assert sentence.phrase == "top.shown"
        if sentence.phrase in {"top", "top.largest", "top.several", "yes"}:
            assert shown.count(shown[0]) == 1
        if sentence.phrase in {"top.tied", "top.shared"}:
            assert min(shown.count(shown[0]), 3) == {"top.tied": 2, "top.shared": 3}[sentence.phrase]


@settings(max_examples=30)
@given(inputs())
def test_a_hidden_figure_is_in_no_sentence_and_no_chart_gives_its_size(data: ReportInput) -> None:
    report = committee_report(data)
    for sentence in report.sentences():
        for slot in sentence.numbers:
            assert not report.table(slot.ref.table).figure(slot.ref.row, slot.ref.column).hidden
    for chart in report.charts:
        table = report.table(chart.table)
        order = [table.figure(row, chart.columns[0]) for row in chart.rows]
        hidden = [figure.hidden for figure in order if figure is not None]
        assert hidden == sorted(hidden), "what is hidden stands last, in the order of the questionnaire"


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_says_that_a_consultation_is_no_sample(name: str) -> None:
    said = [s for s in REPORTS[name].sentences() if s.phrase.startswith("self_selected")]
    assert said


def test_a_report_that_states_a_hidden_figure_is_refused() -> None:
    report = REPORTS["committee"]
    hidden = next(ref for table in report.tables for ref, figure in table.figures() if figure.hidden)
    said = Paragraph("p", (Sentence("s", "answered", (), (Slot("answered", hidden, Style.PEOPLE),)),))
    (fault,) = check(replace(report, blocks=(*report.blocks, said)))
    assert "hidden" in fault.message


def test_a_number_that_is_in_no_cell_is_refused() -> None:
    """A phrase that a careless translator gave a number of its own is no fault; a cell that is not there is one."""
    report = REPORTS["committee"]
    nowhere = Slot("answered", CellRef("facts", "nothing", "value"))
    said = Paragraph("p", (Sentence("s", "answered", (), (nowhere,)),))
    (fault,) = check(replace(report, blocks=(*report.blocks, said)))
    assert "not in the report" in fault.message


def test_small_numbers_are_refused_wherever_they_stand() -> None:
    table = Table("t", "c", "h", (Column("n", "Number"),), (Row("r", "Row", (count(4),)),))
    data = invented_input()
    for report in (
        committee_report(replace(data, further_tables=(table,))),
        replace(REPORTS["resident"], sources=(*REPORTS["resident"].sources, table)),
    ):
        (fault,) = check(report)
        assert fault.where == "t/r/n"
    assert check(committee_report(replace(data, further_tables=(table,), threshold=1))) == ()


def test_one_hidden_number_that_the_others_give_back_is_refused() -> None:
    data = invented_input()
    first = data.questions[0]
    alone = (replace(first.answers[0], share=KEPT_BACK), *first.answers[1:])
    with pytest.raises(Invalid, match="gives it back"):
        committee_report(replace(data, questions=(replace(first, answers=alone),)))
    bases = Bases(100, 100, 90, None, 5)
    with pytest.raises(Invalid, match="other bases"):
        committee_report(replace(data, questions=(replace(first, bases=bases),)))
    committee_report(replace(data, questions=(replace(first, answers=alone, most_choices=2),)))


def test_a_share_that_is_kept_back_takes_no_numbers() -> None:
    with pytest.raises(Invalid):
        Share(3, None, kept_back=True)
    with pytest.raises(Invalid):
        Share(None, 0.4, kept_back=True)


def test_words_for_shares_have_their_bounds() -> None:
    said = {9.9: "under_a_tenth", 10: "few", 15: "under_half", 48: "about_half", 52: "about_half", 52.1: "over_half",
            75: "most", 90: "most", 90.1: "almost_all", 100: "all", 0: "none"}  # fmt: skip
    assert {share: proportion_of(share).name for share in said} == said
    assert [p.high for p in PROPORTIONS[:-1]] == [p.low for p in PROPORTIONS[1:]]
    almost = percent(99.97, 1)
    assert almost.digits() == "100.0"
    assert figure_in_words(almost, Style.WORDS, report_language="en") == "Almost all"


def test_one_person_is_no_people_and_next_to_nothing_is_not_zero() -> None:
    assert figure_in_words(count(1), Style.PEOPLE, report_language="en") == "1 person"
    assert figure_in_words(count(1_204), Style.PEOPLE, report_language="en") == "1,204 people"
    assert figure_in_words(percent(0.03, 1), Style.FIGURE, report_language="en") == "less than 0.1%"
    assert percent(0.03, 1).in_cell() == "[low]"
    assert percent(4.35, 1).digits() == "4.4"


def test_three_that_share_the_first_place_are_not_told_as_two() -> None:
    data = invented_input(questions=1)
    share = Share(20, 25.0)
    answers = tuple(Answer(f"a{n}", f"Answer {n}", share) for n in range(4))
    question = replace(data.questions[0], answers=answers, bases=Bases(80, 80, 80, 0, 0))
    report = committee_report(replace(data, questions=(question,)))
    said = [Speaker(report).say(s) for s in report.sentences() if s.id == "question.q1.top"]
    assert said == ["Several answers share the first place: 20 people each (25%)."]


def test_a_chart_of_very_many_lines_shows_the_first_and_says_how_many_more() -> None:
    data = invented_input(questions=1)
    answers = tuple(Answer(f"a{n}", f"Answer {n}", Share(10, 2.0)) for n in range(50))
    question = replace(data.questions[0], answers=answers, bases=Bases(500, 500, 500, 0, 0))
    report = committee_report(replace(data, questions=(question,)))
    chart = next(chart for chart in report.charts if chart.id == "question.q1.chart")
    svg = draw(report, chart, PRINT)
    assert ">Answer 23<" in svg
    assert ">Answer 24<" not in svg
    assert "26 more are in the table." in svg
    assert alternative(report, chart).endswith("and 42 more, in the table.")


def test_no_phrase_stands_in_the_place_of_another() -> None:
    assert not set(_SENTENCES) & set(_LABELS)


def test_a_consultation_without_anything_is_still_a_report() -> None:
    nothing = Question("q", "1", "Anything?", (), Bases(0, 0, 0, 0, 0))
    empty = {"profiles": (), "crossings": (), "themes": (), "channels": (), "weights": None}
    data = replace(invented_input(), responses=0, questions=(nothing,), **empty)
    assert check(committee_report(data)) == ()
    assert check(resident_summary(data)) == ()
