"""Rounds of coding: blind, drawn by chance; what comes of them; the counts that everybody sees."""

from __future__ import annotations

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.consultations.officers import signed_in
from tests.apps.consultations.theme_work.making import coder, comments, subject_of, with_themes
from tests.apps.consultations.theme_work.test_labels import hanging, made_up_run

from folkmoot.domains.consultations.actions.theme_work.choosing import choose_answer
from folkmoot.domains.consultations.actions.theme_work.labelling import code_answer
from folkmoot.domains.consultations.actions.theme_work.publishing import publish_counts, withdraw_counts
from folkmoot.domains.consultations.actions.theme_work.rounds import begin_round, close_round, code_in_round
from folkmoot.domains.consultations.actions.theme_work.works import choose_stance
from folkmoot.domains.consultations.models import Answer, CodingRound, Response, Theme, ThemeWork
from folkmoot.domains.consultations.queries.theme_work.counts import (
    Count,
    StanceGroup,
    ThemeCount,
    ThemeCounts,
    counts_of,
    for_everybody,
)
from folkmoot.domains.consultations.queries.theme_work.curve import curve_of
from folkmoot.domains.consultations.queries.theme_work.published import published_questions
from folkmoot.domains.consultations.queries.theme_work.rounds import next_to_code
from folkmoot.ground.base.policies import SYSTEM, Actor, Refused
from folkmoot_core.disclosure import Policy
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled() -> tuple[ThemeWork, dict[str, Theme]]:
    """Forty answers, and a machine that is right about roads and knows nothing else."""
    work, themes = with_themes(40)
    order = [themes["buses"], themes["parks"], themes["roads"]]
    run = made_up_run(work, order, [0.1, 0.2, 0.3])
    sure = np.tile(np.array([0.1, 0.2, 0.3], "<f4"), (40, 1))
    for row, answer in enumerate(Answer.objects.order_by("pk")):
        if subject_of(answer) == "roads":
            sure[row, 2] = 0.95
    run.confidences = sure.tobytes()
    run.save()
    return work, themes


def code_all(round_: CodingRound, by: Actor, themes: dict[str, Theme], *, wrong: frozenset[int] = frozenset()) -> None:
    """Code a round as the made comments are; those in `wrong` as being about nothing."""
    for answer in Answer.objects.filter(pk__in=round_.answers):
        keys = [] if answer.pk in wrong else [themes[subject_of(answer)].key]
        code_in_round(round_=round_, answer=answer, themes=keys, by=by)


def audited(work: ThemeWork, themes: dict[str, Theme], size: int = 40) -> CodingRound:
    round_ = begin_round(work=work, kind="audit", size=size, seed=1, by=SYSTEM)
    round_.work = work
    code_all(round_, SYSTEM, themes)
    return close_round(round_=round_, by=SYSTEM)


def test_the_draw_is_by_chance_and_can_be_repeated(settled) -> None:
    work, _themes = settled
    first = begin_round(work=work, kind="double", size=10, seed=7, by=SYSTEM)
    assert (len(set(first.answers)), first.drawn_from) == (10, 40)
    with pytest.raises(Invalid, match="open already"):
        begin_round(work=work, kind="double", size=10, seed=7, by=SYSTEM)
    CodingRound.objects.all().delete()
    assert begin_round(work=work, kind="double", size=10, seed=7, by=SYSTEM).answers == first.answers
    CodingRound.objects.all().delete()
    assert begin_round(work=work, kind="double", size=10, seed=8, by=SYSTEM).answers != first.answers


def test_an_audit_corrects_what_the_machine_said_before(settled) -> None:
    work, _themes = settled
    work.assignments.all().delete()
    with pytest.raises(Invalid, match="machine has not read"):
        begin_round(work=work, kind="audit", size=10, by=SYSTEM)


def test_two_people_code_and_neither_sees_what_the_other_said(settled) -> None:
    work, themes = settled
    round_ = begin_round(work=work, kind="double", size=10, seed=1, by=SYSTEM)
    round_.work = work
    ann_person, ann = coder(work, "Ann")
    ben_person, ben = coder(work, "Ben")
    _cat, cat = coder(work, "Cat")
    code_all(round_, ann, themes)
    first = Answer.objects.get(pk=round_.answers[0])
    ticked = f'value="{themes[subject_of(first)].key}" checked'
    base = f"/consultations/{work.consultation.slug}/theme-work/words/rounds/{round_.pk}/"
    seen = Client()
    seen.force_login(ben_person)
    page = seen.get(f"{base}code/").content.decode()
    assert "checked" not in page
    assert "the machine" not in page
    assert themes["buses"].title not in seen.get(base).content.decode()
    own = Client()
    own.force_login(ann_person)
    assert ticked in own.get(f"{base}code/?answer={first.pk}").content.decode()
    assert not first.labels.exists()
    with pytest.raises(Invalid, match="at least"):
        close_round(round_=round_, by=SYSTEM)
    assert next_to_code(round_, round_.answers, ben.key) == round_.answers[0]
    code_all(round_, ben, themes, wrong=frozenset(round_.answers[:2]))
    with pytest.raises(Refused, match="Two people"):
        code_in_round(round_=round_, answer=first, themes=[], by=cat)
    closed = close_round(round_=round_, by=ann)
    assert closed.result["coders"] == ["Ann", "Ben"]
    assert closed.result["differ"] == round_.answers[:2]
    assert 0.3 < closed.result["people"]["alpha"]["value"] < 0.95
    assert closed.result["people"]["f1"]["value"] == pytest.approx(2 * 8 / 18)
    with pytest.raises(Refused, match="closed"):
        code_in_round(round_=round_, answer=first, themes=[], by=ann)
    # What both said holds; what they differ on waits.
    assert sum(len(hanging(theme)) for theme in themes.values()) == 8
    assert all(number not in hanging(theme) for number in round_.answers[:2] for theme in themes.values())
    assert "between" in own.get(base).content.decode()


def test_what_a_person_said_before_stays_when_a_round_is_closed(settled) -> None:
    work, themes = settled
    answer = Answer.objects.first()
    code_answer(work=work, answer=answer, themes=[themes["parks"].key], by=SYSTEM)
    round_ = audited(work, {**themes, subject_of(answer): themes["roads"]})
    assert answer.pk in round_.answers
    assert answer.pk in hanging(themes["parks"])


def test_an_audit_of_all_answers_counts_exactly(settled) -> None:
    work, themes = settled
    round_ = audited(work, themes)
    true = {key: sum(subject_of(answer) == key for answer in Answer.objects.all()) for key in themes}
    for theme in counts_of(round_).themes:
        key = next(key for key, each in themes.items() if each.key == theme.key)
        assert (theme.total.count, theme.total.is_exact) == (true[key], True)


def test_an_audit_of_some_gives_an_interval_and_the_machine_makes_it_narrower(settled) -> None:
    work, themes = settled
    round_ = audited(work, themes, size=30)
    counts = {theme.key: theme.total for theme in counts_of(round_).themes}
    assert counts_of(round_).audited == 30
    for key, theme in themes.items():
        count = counts[theme.key]
        true = sum(subject_of(answer) == key for answer in Answer.objects.all())
        assert count.low <= true <= count.high
        assert not count.is_exact or key == "roads"
    roads, parks = counts[themes["roads"].key], counts[themes["parks"].key]
    assert roads.high - roads.low < parks.high - parks.low


def test_what_is_said_after_the_draw_does_not_move_the_count(settled) -> None:
    work, themes = settled
    round_ = audited(work, themes, size=30)
    before = counts_of(round_)
    for answer in Answer.objects.exclude(pk__in=round_.answers):
        code_answer(work=work, answer=answer, themes=[themes["parks"].key], by=SYSTEM)
    assert counts_of(round_) == before


def test_answers_that_no_longer_count_leave_the_counts(settled) -> None:
    work, themes = settled
    round_ = audited(work, themes)
    before = counts_of(round_)
    gone = Answer.objects.filter(pk__in=hanging(themes["roads"])).first()
    Response.objects.filter(pk=gone.response_id).update(state="set_aside")
    after = counts_of(round_)
    assert after.answers == before.answers - 1
    roads = {each.key: each.total.count for each in after.themes}[themes["roads"].key]
    assert roads == {each.key: each.total.count for each in before.themes}[themes["roads"].key] - 1


def test_counts_are_split_by_the_closed_question(settled) -> None:
    work, themes = settled
    choose_stance(work=work, question="visited", by=SYSTEM)
    round_ = audited(work, themes)
    counts = counts_of(round_)
    assert {group.key: group.answers for group in counts.groups} == {"yes": 26, "no": 14}
    for theme in counts.themes:
        assert sum(each.count for each in theme.groups) == theme.total.count


def test_the_curve_rests_on_answers_drawn_by_chance(settled) -> None:
    work, themes = settled
    run = work.assignments.first()
    assert curve_of(work, run) is None
    audited(work, themes, size=35)
    curve = curve_of(work, run)
    assert (curve.drawn, curve.answers) == (True, 35)
    assert curve.points[0].precision == 1
    assert curve.points[-1].coverage == 1
    page = (
        signed_in(work.consultation)
        .get(f"/consultations/{work.consultation.slug}/theme-work/words/threshold/")
        .content.decode()
    )
    assert "<svg" in page
    assert "drawn by chance" in page


def test_what_is_published_is_what_everybody_reads(settled, client: Client) -> None:
    work, themes = settled
    answer = Answer.objects.filter(pk__in=work.assignments.first().answers).first()
    Answer.objects.filter(pk=answer.pk).update(reading="approved", public_text="In my own words.")
    answer = Answer.objects.select_related("response").get(pk=answer.pk)
    choose_answer(theme=themes[subject_of(answer)], answer=answer, use="quote", by=SYSTEM)
    address = f"/consultations/{work.consultation.slug}/wrote-about/"
    assert client.get(address).status_code == 404
    round_ = audited(work, themes, size=30)
    assert client.get(address).status_code == 404
    publish_counts(work=work, by=SYSTEM, now=timezone.now())
    work.refresh_from_db()
    assert work.published["snapshot"] == round_.assignment.snapshot.digest
    page = client.get(address).content.decode()
    told = {each.theme.key: each.published for each in published_questions(work.consultation)[0].themes}
    parks = told[themes["parks"].key]
    assert f"About {parks['count']} of 40 answers, between {parks['low']} and {parks['high']}." in page
    assert "In my own words." in page
    assert "People read 30 of 40 answers" in page
    results = client.get(f"/consultations/{work.consultation.slug}/results/?as=public").content.decode()
    assert "What people wrote about: 3 themes" in results
    # Consent withdrawn: the quote goes at once.
    Response.objects.filter(pk=answer.response_id).update(consent="none")
    assert "In my own words." not in client.get(address).content.decode()
    with pytest.raises(Invalid, match="Say why"):
        withdraw_counts(work=work, reason=" ", by=SYSTEM)
    withdraw_counts(work=work, reason="A slip", by=SYSTEM)
    assert client.get(address).status_code == 404


def test_an_analyst_prepares_the_counts_and_an_officer_publishes_them(settled) -> None:
    work, themes = settled
    with pytest.raises(Invalid, match="No audit"):
        publish_counts(work=work, by=SYSTEM, now=timezone.now())
    audited(work, themes)
    _ann, ann = coder(work, "Ann")
    with pytest.raises(Refused):
        publish_counts(work=work, by=ann, now=timezone.now())
    page = f"/consultations/{work.consultation.slug}/theme-work/words/counts/"
    assert "An engagement officer publishes them" in signed_in(work.consultation, "analyst").get(page).content.decode()
    assert signed_in(work.consultation).post(page, {"deed": "publish"}).status_code == 302
    work.refresh_from_db()
    assert work.published is not None


COUNTS = st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=1, max_size=4)


@given(counts=COUNTS, groups=st.lists(st.integers(0, 200), min_size=3, max_size=3))
def test_no_small_number_can_be_read_or_worked_out(counts: list[list[int]], groups: list[int]) -> None:
    policy = Policy()
    themes = tuple(
        ThemeCount(str(place), "x", Count(sum(row), 0, sum(row), 300), tuple(Count(each, 0, each, 100) for each in row))
        for place, row in enumerate(counts)
    )
    own = ThemeCounts(300, 300, tuple(StanceGroup(str(n), "x", size) for n, size in enumerate(groups)), themes)
    shown = for_everybody(own, policy)
    sizes = [group.answers for group in shown.groups]
    assert not any(size is not None and policy.hides(size) for size in sizes)
    for before, after in zip(own.themes, shown.themes, strict=True):
        told = [each.count for each in after.groups]
        assert not any(each is not None and policy.hides(each) for each in [*told, after.total.count])
        hidden = [place for place, each in enumerate(told) if each is None]
        others = [each.count for place, each in enumerate(before.groups) if place not in hidden]
        # One alone could be worked out from the total, unless nothing else is there to hide it behind.
        if len(hidden) == 1 and after.total.count is not None:
            assert not any(others)
        # Whom one may not count is told nothing of.
        assert all(told[place] is None for place, size in enumerate(sizes) if size is None)


def test_made_comments_are_about_what_they_say() -> None:
    class Words:
        def __init__(self, text: str) -> None:
            self.text = text

    assert all(subject_of(Words(text)) == subject for subject, text in comments(200))  # type: ignore[arg-type]
