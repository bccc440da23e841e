"""Labels: every say is kept, what holds agrees with the golden thread, people stand before the machine."""

from __future__ import annotations

import numpy as np
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.consultations.theme_work.making import assigned, coder, subject_of, with_themes

from folkmoot.domains.consultations.actions.correct_answers import correct_answers
from folkmoot.domains.consultations.actions.theme_work.accepting import accept_above, take_back_accepted
from folkmoot.domains.consultations.actions.theme_work.assigning import ask_to_assign, run_assignment
from folkmoot.domains.consultations.actions.theme_work.choosing import choose_answer, drop_answer
from folkmoot.domains.consultations.actions.theme_work.codebooks import freeze_codebook
from folkmoot.domains.consultations.actions.theme_work.labelling import code_answer
from folkmoot.domains.consultations.actions.theme_work.rounds import begin_round
from folkmoot.domains.consultations.actions.themes import (
    ThemeWords,
    add_theme,
    edit_theme,
    group_answers,
    remove_theme,
    ungroup_answers,
)
from folkmoot.domains.consultations.models import (
    Answer,
    Assignment,
    Label,
    Response,
    Snapshot,
    Theme,
    ThemeWork,
)
from folkmoot.domains.consultations.queries.theme_work.assignments import confidences_of, suggestions_for
from folkmoot.domains.consultations.queries.theme_work.codebooks import changes_in, entries_of
from folkmoot.domains.consultations.queries.theme_work.curve import curve_of, labels_above
from folkmoot.domains.consultations.queries.theme_work.labels import applying, held_labels
from folkmoot.domains.consultations.queries.theme_work.review import review_page, waiting_for_review
from folkmoot.domains.consultations.queries.theme_work.warnings import warnings_of
from folkmoot.domains.consultations.queries.themes import answers_under
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled() -> tuple[ThemeWork, dict[str, Theme]]:
    """Twelve answers, three themes, a codebook, and a run of the machine that was made up: sure of roads everywhere."""
    work, themes = with_themes(12)
    made_up_run(work, [themes["buses"], themes["parks"], themes["roads"]], [0.1, 0.4, 0.95])
    return work, themes


def made_up_run(work: ThemeWork, themes: list[Theme], sure: list[float]) -> Assignment:
    numbers = list(Answer.objects.order_by("pk").values_list("pk", flat=True))
    return Assignment.objects.create(
        work=work, codebook=work.codebooks.first(), snapshot=Snapshot.objects.first(), state="done", made_by="x",
        answers=numbers, themes=[theme.key for theme in themes], queue=numbers[::-1],
        confidences=np.tile(np.array(sure, "<f4"), (len(numbers), 1)).tobytes(),
    )  # fmt: skip


def hanging(theme: Theme) -> set[int]:
    return set(answers_under(theme, public_only=False).values_list("pk", flat=True))


def held_by_thread(themes: dict[str, Theme]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for theme in themes.values():
        for answer in hanging(theme):
            found.setdefault(answer, set()).add(theme.pk)
    return found


def test_a_codebook_version_keeps_what_it_was_and_shows_what_is_new(settled) -> None:
    work, themes = settled
    first = work.codebooks.get()
    with pytest.raises(Invalid, match="Nothing has changed"):
        freeze_codebook(work=work, note="", by=SYSTEM)
    edit_theme(theme=themes["buses"], words=ThemeWords("Late buses", "After seven.", "words"), by=SYSTEM)
    add_theme(consultation=work.consultation, words=ThemeWords("Libraries", "", "words"), by=SYSTEM)
    choose_answer(theme=themes["roads"], answer=Answer.objects.first(), use="example", by=SYSTEM)
    second = freeze_codebook(work=work, note="After a talk", by=SYSTEM)
    told = {(each.name, each.kind, each.parts) for each in changes_in(first.content, second.content)}
    assert told == {
        ("Late buses", "changed", ("name", "description")),
        ("Libraries", "added", ()),
        ("Mending roads", "changed", ("examples",)),
    }
    first.refresh_from_db()
    assert "Evening buses" in {theme["name"] for theme in first.content["themes"]}
    assert Answer.objects.first().text not in str(second.content)


def test_two_themes_of_one_name_make_no_codebook(settled) -> None:
    work, themes = settled
    add_theme(consultation=work.consultation, words=ThemeWords(themes["buses"].title.upper(), "", "words"), by=SYSTEM)
    with pytest.raises(Invalid, match="Two themes"):
        freeze_codebook(work=work, note="", by=SYSTEM)
    assert warnings_of(work, entries_of(work))


def test_the_rules_of_a_good_theme_set_warn(settled) -> None:
    work, _themes = settled
    add_theme(consultation=work.consultation, words=ThemeWords("Empty", "", "words"), by=SYSTEM)
    assert "Empty" in {fault.where for fault in warnings_of(work, entries_of(work))}


def test_every_say_is_kept_and_the_last_holds(settled) -> None:
    work, themes = settled
    answer = Answer.objects.order_by("pk").last()
    _ann, ann = coder(work, "Ann")
    code_answer(work=work, answer=answer, themes=[themes["buses"].key, themes["parks"].key], by=ann)
    assert applying(held_labels(work))[answer.pk] == {themes["buses"].pk, themes["parks"].pk}
    assert held_by_thread(themes) == {answer.pk: {themes["buses"].pk, themes["parks"].pk}}
    machine = answer.labels.filter(origin="machine").order_by("-confidence")
    assert next((each.theme_id, round(each.confidence, 2)) for each in machine) == (themes["roads"].pk, 0.95)
    before = Label.objects.count()
    code_answer(work=work, answer=answer, themes=[themes["parks"].key, themes["buses"].key], by=ann)
    assert Label.objects.count() == before
    _ben, ben = coder(work, "Ben")
    code_answer(work=work, answer=answer, themes=[], by=ben)
    assert applying(held_labels(work)) == {}
    assert held_by_thread(themes) == {}
    said = answer.labels.filter(origin="person", theme=themes["buses"]).values_list("applies", "made_by")
    assert list(said) == [(True, "Ann"), (False, "Ben")]
    with pytest.raises(Invalid, match="no theme"):
        code_answer(work=work, answer=answer, themes=["nonsense"], by=ann)


def test_what_is_hung_on_a_theme_by_hand_is_a_label_too(settled) -> None:
    work, themes = settled
    answers = list(Answer.objects.select_related("response")[:3])
    group_answers(theme=themes["roads"], answers=answers, by=SYSTEM)
    assert applying(held_labels(work)) == {answer.pk: {themes["roads"].pk} for answer in answers}
    ungroup_answers(theme=themes["roads"], answers=answers[:1], by=SYSTEM)
    assert set(applying(held_labels(work))) == hanging(themes["roads"]) == {answer.pk for answer in answers[1:]}
    with pytest.raises(Refused, match="coded answers"):
        remove_theme(theme=themes["roads"], reason="x", by=SYSTEM)


def test_accepting_unseen_leaves_people_s_words_alone_and_can_be_taken_back(settled) -> None:
    work, themes = settled
    answer = Answer.objects.first()
    _ann, ann = coder(work, "Ann")
    code_answer(work=work, answer=answer, themes=[themes["parks"].key], by=ann)
    assert accept_above(work=work, threshold=0.9, by=ann) == 11
    assert hanging(themes["roads"]) == set(Answer.objects.exclude(pk=answer.pk).values_list("pk", flat=True))
    assert hanging(themes["parks"]) == {answer.pk}
    auto = Label.objects.filter(origin="auto")
    assert {(each.applies, round(each.confidence, 2)) for each in auto} == {(True, 0.95)}
    # Doing it again adds nothing; a higher threshold takes back.
    assert accept_above(work=work, threshold=0.9, by=ann) == 11
    assert auto.count() == 11
    assert accept_above(work=work, threshold=0.99, by=ann) == 0
    assert hanging(themes["roads"]) == set()
    accept_above(work=work, threshold=0.9, by=ann)
    assert take_back_accepted(work=work, by=ann) == 11
    work.refresh_from_db()
    assert (work.threshold, hanging(themes["roads"]), hanging(themes["parks"])) == (None, set(), {answer.pk})
    for wrong in (0.3, 1.5, float("nan")):
        with pytest.raises(Invalid):
            accept_above(work=work, threshold=wrong, by=ann)


SAYS = st.lists(
    st.one_of(
        st.tuples(st.just("code"), st.integers(0, 3), st.sets(st.sampled_from(["buses", "parks", "roads"]))),
        st.tuples(st.just("group"), st.integers(0, 3), st.sampled_from(["buses", "parks", "roads"])),
        st.tuples(st.just("ungroup"), st.integers(0, 3), st.sampled_from(["buses", "parks", "roads"])),
        st.tuples(st.just("accept"), st.just(0), st.sampled_from([0.5, 0.9, 1.0])),
        st.tuples(st.just("back"), st.just(0), st.none()),
    ),
    max_size=10,
)


@given(says=SAYS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_labels_and_the_thread_always_agree(says, settled) -> None:
    work, themes = settled
    answers = list(Answer.objects.select_related("response").order_by("pk")[:4])
    kept = 0
    for deed, place, what in says:
        if deed == "code":
            code_answer(work=work, answer=answers[place], themes=[themes[key].key for key in what], by=SYSTEM)
        elif deed == "group":
            group_answers(theme=themes[what], answers=[answers[place]], by=SYSTEM)
        elif deed == "ungroup":
            ungroup_answers(theme=themes[what], answers=[answers[place]], by=SYSTEM)
        elif deed == "accept":
            accept_above(work=work, threshold=what, by=SYSTEM)
        else:
            take_back_accepted(work=work, by=SYSTEM)
        assert applying(held_labels(work)) == held_by_thread(themes)
        assert Label.objects.count() >= kept
        kept = Label.objects.count()


def test_words_that_are_corrected_take_what_was_said_of_them_along(settled) -> None:
    work, themes = settled
    answer = Answer.objects.select_related("response").first()
    code_answer(work=work, answer=answer, themes=[themes["parks"].key], by=SYSTEM)
    choose_answer(theme=themes["parks"], answer=answer, use="example", by=SYSTEM)
    response = Response.objects.select_related("questionnaire", "arrival").get(pk=answer.response_id)
    answers = {**response.answers, "words": "Something else altogether."}
    correct_answers(response=response, answers=answers, by=SYSTEM, verb="response.corrected")
    assert not answer.labels.exists()
    assert hanging(themes["parks"]) == set()
    assert not themes["parks"].chosen_answers.exists()


def test_labels_of_a_response_that_is_set_aside_do_not_count(settled) -> None:
    work, themes = settled
    answer = Answer.objects.first()
    code_answer(work=work, answer=answer, themes=[themes["parks"].key], by=SYSTEM)
    Response.objects.filter(pk=answer.response_id).update(state="set_aside")
    assert held_labels(work) == {}
    assert answer.pk not in {number for number, _key, _sure in labels_above(work, work.assignments.first(), 0.5)}


def test_the_machine_learns_from_people_but_never_from_what_tells_how_good_it_is() -> None:
    work, themes = with_themes(30)
    drawn = begin_round(work=work, kind="double", size=5, seed=1, by=SYSTEM).answers
    for answer in Answer.objects.all()[:12]:
        code_answer(work=work, answer=answer, themes=[themes[subject_of(answer)].key], by=SYSTEM)
    for answer in Answer.objects.filter(pk__in=drawn[:2]):
        choose_answer(theme=themes[subject_of(answer)], answer=answer, use="example", by=SYSTEM)
    freeze_codebook(work=work, note="", by=SYSTEM)
    run = assigned(work)
    known = set(Answer.objects.all()[:12].values_list("pk", flat=True))
    assert run.settings["learnt_from"] == len(known - set(drawn))
    assert (confidences_of(run).shape, sorted(run.themes)) == ((30, 3), sorted(theme.key for theme in themes.values()))
    others = Answer.objects.exclude(pk__in=known)
    right = sum(suggestions_for(run, each.pk)[0].key == themes[subject_of(each)].key for each in others)
    assert right >= 0.8 * len(others)
    assert not set(waiting_for_review(work, run)) & (set(drawn) | known)
    again = assigned(work)
    assert bytes(again.confidences) == bytes(run.confidences)
    assert again.queue == run.queue


def test_a_run_needs_a_codebook_and_is_one_at_a_time(settled) -> None:
    work, _themes = settled
    ask_to_assign(work=work, by=SYSTEM)
    with pytest.raises(Invalid, match="at work"):
        ask_to_assign(work=work, by=SYSTEM)
    bare, _none = with_themes(12)
    bare.assignments.all().delete()
    bare.codebooks.all().delete()
    with pytest.raises(Invalid, match="no codebook"):
        ask_to_assign(work=bare, by=SYSTEM)


def test_a_run_that_fails_says_so(settled, monkeypatch: pytest.MonkeyPatch) -> None:
    work, _themes = settled
    run = ask_to_assign(work=work, by=SYSTEM)
    monkeypatch.setattr(
        "folkmoot.domains.consultations.actions.theme_work.assigning.assign_themes", lambda *_a, **_n: 1 / 0
    )
    assert not run_assignment(run=run)
    run.refresh_from_db()
    assert (run.state, "did not foresee" in run.fault) == ("failed", True)


def test_the_queue_skips_what_was_read_and_suggests_without_ticking(settled) -> None:
    work, themes = settled
    page = review_page(work)
    assert page.answer.pk == work.assignments.first().queue[0]
    assert page.choices[0].theme.key == themes["roads"].key
    assert not any(choice.ticked for choice in page.choices)
    code_answer(work=work, answer=page.answer, themes=[themes["roads"].key], by=SYSTEM)
    after = review_page(work)
    assert (after.answer.pk != page.answer.pk, after.left, after.read) == (True, page.left - 1, 1)


def test_too_few_coded_answers_make_no_curve(settled) -> None:
    work, _themes = settled
    assert curve_of(work, work.assignments.first()) is None


def test_only_what_may_be_published_can_be_quoted(settled) -> None:
    _work, themes = settled
    answer = Answer.objects.select_related("response").first()
    with pytest.raises(Refused, match="may be published"):
        choose_answer(theme=themes["buses"], answer=answer, use="quote", by=SYSTEM)
    Answer.objects.filter(pk=answer.pk).update(reading="approved", public_text=answer.text)
    answer.refresh_from_db()
    for _twice in range(2):
        choose_answer(theme=themes["buses"], answer=answer, use="quote", by=SYSTEM)
    assert themes["buses"].chosen_answers.count() == 1
    drop_answer(theme=themes["buses"], answer=answer, use="quote", by=SYSTEM)
    assert themes["buses"].chosen_answers.count() == 0
    other = Answer.objects.exclude(pk=answer.pk).select_related("response").first()
    other.question = "else"
    with pytest.raises(Refused, match="its own question"):
        choose_answer(theme=themes["buses"], answer=other, use="example", by=SYSTEM)


def test_the_history_of_an_answer_is_told_to_officers_alone(settled, client: Client) -> None:
    work, themes = settled
    answer = Answer.objects.first()
    Answer.objects.filter(pk=answer.pk).update(reading="approved", public_text="Words for all")
    person, ann = coder(work, "Ann Analyst")
    code_answer(work=work, answer=answer, themes=[themes["parks"].key], by=ann)
    address = f"/consultations/answers/{answer.pk}/"
    assert "Ann Analyst" not in client.get(address).content.decode()
    client.force_login(person)
    page = client.get(address).content.decode()
    for told in ("Ann Analyst", "95%", "codebook version 1", "Not “Mending roads”"):
        assert told in page
