"""What an officer wrote stays when the figures are made anew, and she is told where it no longer fits them."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.reports.pdf_inside import Inside
from tests.core.reports.strategies import inputs

from driving.invented_report import invented_input
from folkmoot_core.reports.edits import Edits, EditWarning, WarningKind, apply, hide, insert, restore, rewrite
from folkmoot_core.reports.forms import forms_of, write
from folkmoot_core.reports.inputs import KEPT_BACK, Answer, Bases, Question, ReportInput, Share
from folkmoot_core.reports.keeping import as_document, from_document
from folkmoot_core.reports.speaking import Speaker
from folkmoot_core.reports.templates import committee_report
from folkmoot_core.values import Invalid

TOP = "question.q.top"


def asked(*counts: int | None, title: str = "Buses") -> ReportInput:
    """One question with these counts; None is kept back."""
    answered = 400
    answers = tuple(
        Answer(f"a{n}", f"Answer {chr(65 + n)}", KEPT_BACK if count is None else Share(count, 100 * count / answered))
        for n, count in enumerate(counts)
    )
    question = Question("q", "1", "Which?", answers, Bases(400, 400, answered, 0, 0), ordered=True)
    return replace(
        invented_input(title=title), questions=(question,), profiles=(), crossings=(), themes=(), channels=()
    )


def said(report, name: str) -> str:
    sentence = next(sentence for sentence in report.sentences() if sentence.id == name)
    return Speaker(report).say(sentence)


def kinds(warnings: tuple[EditWarning, ...]) -> list[tuple[str, WarningKind, str, str]]:
    return [(w.id, w.kind, w.was, w.now) for w in warnings]


def test_a_text_that_fits_is_kept_without_a_warning() -> None:
    report = committee_report(asked(220, 100, 80))
    edits = rewrite(report, Edits(), TOP, "Buses won: 220 people (55%) in 2026.")
    applied = apply(committee_report(asked(220, 100, 80)), edits)
    assert said(applied.report, TOP) == "Buses won: 220 people (55%) in 2026."
    assert applied.warnings == ()


def test_a_number_in_the_text_that_has_changed_is_named_with_what_it_is_now() -> None:
    edits = rewrite(committee_report(asked(220, 100, 80)), Edits(), TOP, "Most wanted A: 220 people.")
    applied = apply(committee_report(asked(230, 100, 70)), edits)
    assert said(applied.report, TOP) == "Most wanted A: 220 people."
    assert (TOP, WarningKind.STATED, "220 people", "230 people") in kinds(applied.warnings)
    assert (TOP, WarningKind.BENEATH, "55.0%", "57.5%") in kinds(applied.warnings)


def test_a_text_without_numbers_is_warned_of_when_what_it_rests_on_changes() -> None:
    edits = rewrite(committee_report(asked(220, 100, 80)), Edits(), TOP, "People want A above all.")
    applied = apply(committee_report(asked(100, 220, 80)), edits)
    assert {w.kind for w in applied.warnings} == {WarningKind.BENEATH}
    assert said(applied.report, TOP) == "People want A above all."


def test_a_text_that_states_a_figure_now_hidden_is_not_shown_and_not_lost() -> None:
    edits = rewrite(committee_report(asked(220, 100, 80)), Edits(), TOP, "A: 220 people.")
    applied = apply(committee_report(asked(None, 100, None)), edits)
    assert "220" not in said(applied.report, TOP)
    (warning,) = [w for w in applied.warnings if w.kind is WarningKind.HIDDEN and w.name == "people"]
    assert warning.text == "A: 220 people."
    assert "220" in str(warning)
    for form in forms_of(applied.report):
        if form.name in {"html", "csv"}:
            assert b"220 people" not in write(applied.report, form.name).content


def test_what_has_no_place_any_more_is_handed_back() -> None:
    report = committee_report(asked(220, 100, 80))
    edits = rewrite(report, Edits(), TOP, "A it is.")
    edits = insert(report, edits, "question.q.text", "We heard the same in the street.")
    edits = hide(report, edits, "question.q.chart")
    nothing = replace(asked(), questions=())
    applied = apply(committee_report(nothing), edits)
    assert [w.kind for w in applied.warnings] == [WarningKind.LOST] * 3
    assert {w.text for w in applied.warnings} == {"A it is.", "We heard the same in the street.", ""}


def test_a_number_that_no_table_has_is_pointed_out() -> None:
    report = committee_report(asked(220, 100, 80))
    edits = insert(report, Edits(), "summary.text", "At 14 events, 987 people spoke to us in 2026.")
    applied = apply(report, edits)
    assert {w.was for w in applied.warnings if w.kind is WarningKind.UNSOURCED} == {"14", "987"}


def test_her_own_paragraphs_are_changed_followed_and_taken_out_again() -> None:
    report = committee_report(asked(220, 100, 80))
    edits = insert(report, Edits(), "summary.text", "First.")
    edits = insert(report, edits, "officer.1", "Second.")
    edits = rewrite(apply(report, edits).report, edits, "officer.1.text", "First, put better.")
    shown = apply(report, edits).report
    order = [block.id for block in shown.blocks]
    place = order.index("summary.text")
    assert order[place : place + 3] == ["summary.text", "officer.1", "officer.2"]
    assert said(shown, "officer.1.text") == "First, put better."
    assert restore(restore(edits, "officer.1"), "officer.2") == Edits()


def test_a_hidden_table_stays_in_the_spreadsheets() -> None:
    report = committee_report(asked(220, 100, 80))
    applied = apply(report, hide(report, Edits(), "question.q"))
    assert "question.q" not in {table.id for table in applied.report.shown_tables}
    assert applied.report.table("question.q") is not None
    for form in forms_of(applied.report):
        write(applied.report, form.name)


def test_an_edit_of_nothing_is_refused() -> None:
    report = committee_report(asked(220, 100, 80))
    with pytest.raises(Invalid, match="no such sentence"):
        rewrite(report, Edits(), "nowhere", "Text")
    with pytest.raises(Invalid, match="empty"):
        rewrite(report, Edits(), TOP, "  ")
    with pytest.raises(Invalid, match="no such part"):
        insert(report, Edits(), "nowhere", "Text")
    with pytest.raises(Invalid, match="no such part"):
        hide(report, Edits(), "nowhere")
    with pytest.raises(Invalid, match="cannot be read"):
        from_document({"rewritten": [{"id": "x"}]})


@settings(max_examples=25)
@given(inputs(), inputs(), st.data())
def test_no_text_is_ever_dropped_in_silence(before: ReportInput, after: ReportInput, data: st.DataObject) -> None:
    """After any refresh each text is on the report, or handed back with a warning; stored edits are the same edits."""
    report, edits = committee_report(before), Edits()
    sentences = list(report.sentences())
    for sentence in data.draw(st.lists(st.sampled_from(sentences), max_size=5, unique_by=lambda s: s.id)):
        edits = rewrite(report, edits, sentence.id, f"Text for {sentence.id}: {Speaker(report).say(sentence)}")
    edits = insert(report, edits, data.draw(st.sampled_from(report.blocks)).id, "A paragraph of her own.")
    assert from_document(json.loads(json.dumps(as_document(edits)))) == edits
    applied = apply(committee_report(after), edits)
    shown = {Speaker(applied.report).say(sentence) for sentence in applied.report.sentences()}
    handed_back = {w.text for w in applied.warnings if w.kind in {WarningKind.LOST, WarningKind.HIDDEN}}
    for text in [each.text for each in edits.rewritten] + [each.text for each in edits.inserted]:
        assert (text in shown) != (text in handed_back)
    assert apply(report, Edits()).report == report
    assert not [w for w in apply(report, edits).warnings if w.kind is not WarningKind.UNSOURCED]


def test_her_text_is_in_every_form_that_is_read() -> None:
    report = committee_report(asked(220, 100, 80))
    edited = apply(report, rewrite(report, Edits(), TOP, "A, said 220 people.")).report
    assert "A, said 220 people." in write(edited, "html").content.decode()
    assert "A, said 220 people." in Inside(write(edited, "pdf").content).document.words
    assert any("A, said 220 people." in p.text for p in Document(BytesIO(write(edited, "docx").content)).paragraphs)
