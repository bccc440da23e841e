"""Officers change what a report says: nothing that anybody wrote is lost, whoever else writes at that moment, and
whatever becomes of the figures."""

from __future__ import annotations

import pytest
from tests.apps.consultations.reports.making_reports import (
    a_sentence,
    again,
    answered,
    committee_report,
    officer_of,
    take_in,
)

from folkmoot.domains.consultations.actions.reports import (
    Stale,
    add_paragraph,
    hide_part,
    make_report,
    refresh_figures,
    restore_part,
    rewrite_sentence,
)
from folkmoot.domains.consultations.models import Report, Snapshot, Weighting
from folkmoot.domains.consultations.queries.reports.making import make
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Refused
from folkmoot_core.reports.edits import WarningKind
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def rewrite(report: Report, part: str, text: str, **options: object) -> Report:
    seen = {"number": report.edits_number, "seen": make(report).text_of(part), "by": officer_of(report)} | options
    return rewrite_sentence(report=report, part=part, text=text, **seen)  # type: ignore[arg-type]


def test_a_report_stands_on_a_snapshot_that_is_taken_for_it() -> None:
    report = committee_report()
    assert report.snapshot.responses == 40
    assert report.snapshot.reason == "report"
    assert make(report).generated.front.snapshot == report.snapshot.digest
    assert Entry.objects.filter(verb="report.made").count() == 1


def test_there_is_one_report_of_a_kind() -> None:
    report = committee_report()
    with pytest.raises(Invalid, match="such a report already"):
        make_report(consultation=report.consultation, kind="committee", by=officer_of(report))
    make_report(consultation=report.consultation, kind="residents", by=officer_of(report))


@pytest.mark.parametrize("kind", ["slides", "nonsense", "district"])
def test_no_report_of_an_unknown_kind_or_without_its_district(kind: str) -> None:
    questionnaire = answered(6)
    report = committee_report(questionnaire)
    with pytest.raises(Invalid):
        make_report(consultation=questionnaire.consultation, kind=kind, by=officer_of(report))


def test_figures_of_another_consultation_are_refused() -> None:
    report, other = committee_report(), committee_report()
    weights = Weighting.objects.create(consultation=other.consultation, name="Census")
    with pytest.raises(Invalid):
        refresh_figures(report=report, snapshot=other.snapshot, weighting=None, by=officer_of(report))
    with pytest.raises(Invalid):
        refresh_figures(report=report, snapshot=report.snapshot, weighting=weights, by=officer_of(report))


@pytest.mark.parametrize("role", ["analyst", "clerk", "member"])
def test_only_officers_of_its_bodies_change_a_report(role: str) -> None:
    report = committee_report()
    part, said = a_sentence(report)
    somebody, stranger = officer_of(report, role), officer_of(committee_report())
    for by in (somebody, stranger):
        deeds = (
            lambda by=by: rewrite(report, part, "Mine.", by=by),
            lambda by=by: add_paragraph(report=report, after=part, text="Mine.", by=by),
            lambda by=by: hide_part(report=report, part=part, by=by),
            lambda by=by: restore_part(report=report, part=part, by=by),
            lambda by=by: refresh_figures(report=report, snapshot=None, weighting=None, by=by),
            lambda by=by: make_report(consultation=report.consultation, kind="residents", by=by),
        )
        for deed in deeds:
            with pytest.raises(Refused):
                deed()
    assert make(again(report)).text_of(part) == said


def test_an_officer_s_text_stands_and_goes_again() -> None:
    report = committee_report()
    part, said = a_sentence(report)
    rewrite(report, part, "  In our own words.\r\n\r\nAnd more. ")
    made = make(again(report))
    assert made.text_of(part) == "In our own words.\n\nAnd more."
    assert made.machine_words(part) == said
    assert Entry.objects.get(verb="report.sentence_changed").changes[part] == [said, "In our own words.\n\nAnd more."]
    restore_part(report=again(report), part=part, by=officer_of(report))
    assert make(again(report)).text_of(part) == said
    assert again(report).edits_number == 2


def test_an_empty_text_or_an_unknown_sentence_changes_nothing() -> None:
    report = committee_report()
    part, _said = a_sentence(report)
    for where, text in ((part, "  "), ("no.such.sentence", "Words."), (part, "x" * 10_001)):
        with pytest.raises(Invalid):
            rewrite(report, where, text)
    assert again(report).edits_number == 0


def test_the_second_of_two_officers_is_shown_what_the_first_wrote() -> None:
    report = committee_report()
    part, said = a_sentence(report)
    first, second = again(report), again(report)
    rewrite(first, part, "By the first.")
    with pytest.raises(Stale) as refused:
        rewrite(again(report), part, "By the second.", number=second.edits_number, seen=said)
    assert refused.value.now == "By the first."
    assert make(again(report)).text_of(part) == "By the first."


def test_two_officers_at_two_sentences_do_not_hinder_each_other() -> None:
    report = committee_report()
    sentences = [each.id for each in make(report).generated.sentences()][:2]
    said = make(report).text_of(sentences[1])
    rewrite(again(report), sentences[0], "By the first.")
    rewrite(again(report), sentences[1], "By the second.", number=0, seen=said)
    made = make(again(report))
    assert [made.text_of(each) for each in sentences] == ["By the first.", "By the second."]


def test_who_is_slower_by_a_blink_loses_nothing_either() -> None:
    """Both fetched the report before either saved."""
    report = committee_report()
    part, said = a_sentence(report)
    first, second = again(report), again(report)
    rewrite(first, part, "By the first.")
    with pytest.raises(Stale) as refused:
        rewrite_sentence(report=second, part=part, text="By the second.", number=0, seen=said, by=officer_of(report))
    assert refused.value.now == "By the first."
    slow = again(report)
    rewrite(again(report), part, "Again by the first.")
    block = make(slow).generated.blocks[2].id
    add_paragraph(report=slow, after=block, text="By the second.", by=officer_of(report))
    made = make(again(report))
    assert made.text_of(part) == "Again by the first."
    assert [each.text for each in made.edits.inserted] == ["By the second."]


def test_paragraphs_come_in_and_parts_are_hidden_and_shown_again() -> None:
    report = committee_report()
    made = make(report)
    chart = made.generated.charts[0].id
    add_paragraph(report=report, after=chart, text="What we make of it.", by=officer_of(report))
    hide_part(report=again(report), part=chart, by=officer_of(report))
    made = make(again(report))
    assert chart not in {block.id for block in made.applied.report.blocks}
    assert made.text_of("officer.1.text") == "What we make of it."
    restore_part(report=again(report), part=chart, by=officer_of(report))
    restore_part(report=again(report), part="officer.1", by=officer_of(report))
    assert make(again(report)).applied.report == made.generated
    for wrong in ("no.such.part", ""):
        with pytest.raises(Invalid):
            hide_part(report=again(report), part=wrong, by=officer_of(report))


def test_on_newer_figures_texts_stay_and_are_warned_of() -> None:
    questionnaire = answered()
    report = committee_report(questionnaire)
    part, said = a_sentence(report, "40")
    rewrite(report, part, f"We heard it clearly. {said}")
    calm = next(e.id for e in make(report).generated.sentences() if not e.numbers)
    rewrite(again(report), calm, "Without a number.")
    take_in(questionnaire, 20)
    assert refresh_figures(report=again(report), snapshot=None, weighting=None, by=officer_of(report))
    made = make(again(report))
    assert made.generated.front.snapshot == Snapshot.objects.get(responses=60).digest
    assert made.text_of(part) == f"We heard it clearly. {said}"
    assert "60" in made.machine_words(part)
    stated = {(each.id, each.was, each.now) for each in made.applied.warnings if each.kind is WarningKind.STATED}
    assert {each[0] for each in stated} == {part}
    assert any("40" in was and "60" in now for _part, was, now in stated)
    # Saved once more as it is, it counts as fitting.
    rewrite(again(report), part, f"We heard it clearly. {said}")
    assert not [e for e in make(again(report)).applied.warnings if e.kind is WarningKind.STATED]


def test_a_form_opened_before_new_figures_came_is_compared_with_them() -> None:
    questionnaire = answered()
    report = committee_report(questionnaire)
    part, said = a_sentence(report, "40")
    take_in(questionnaire, 20)
    refresh_figures(report=again(report), snapshot=None, weighting=None, by=officer_of(report))
    with pytest.raises(Stale, match="changed since"):
        rewrite(again(report), part, "Mine.", number=0, seen=said)


def test_the_same_figures_again_change_nothing() -> None:
    report = committee_report()
    assert not refresh_figures(report=report, snapshot=None, weighting=None, by=officer_of(report))
    assert not refresh_figures(report=report, snapshot=report.snapshot, weighting=None, by=officer_of(report))
    assert again(report).edits_number == 0
