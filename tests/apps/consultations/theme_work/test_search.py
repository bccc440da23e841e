"""Looking for groups, and putting them under themes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.consultations.theme_work.making import begun, coder, merged, searched

from folkmoot.domains.consultations.actions.theme_work import searches
from folkmoot.domains.consultations.actions.theme_work.duplicates import confirm_letter, deny_letter
from folkmoot.domains.consultations.actions.theme_work.placing import place, put_aside, take_back, undo
from folkmoot.domains.consultations.actions.theme_work.searches import (
    TAKES_AT_MOST,
    ask_to_search,
    is_stuck,
    run_search,
    split_cluster,
)
from folkmoot.domains.consultations.actions.theme_work.works import choose_stance, open_work
from folkmoot.domains.consultations.actions.themes import ThemeWords
from folkmoot.domains.consultations.models import Answer, Cluster, Response, Theme, ThemeSearch, ThemeWork
from folkmoot.domains.consultations.queries.theme_work.duplicates import alike_in, group_cards
from folkmoot.domains.consultations.queries.theme_work.merging import merge_screen
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
SEATS = ThemeWords("Seats", "More of them.", "words")
LETTER = (
    "I write to ask the council to keep the branch library in the old school open on all six days of the week, because "
    "children do their homework there, because the reading group meets there, and because the nearest other library is "
    "two buses away. Closing it on Mondays would save little and cost the village a great deal, so please think again."
)


@pytest.fixture
def work() -> ThemeWork:
    return begun(24)


def clusters_of(search: ThemeSearch) -> list[tuple[list[str], list[int]]]:
    return [(each.words, each.members) for each in search.clusters.order_by("number")]


def as_placed(search: ThemeSearch) -> dict[int, tuple[int | None, bool, bool]]:
    return {each.number: (each.theme_id, each.is_aside, each.is_split) for each in search.clusters.all()}


def made_up(work: ThemeWork, sizes: tuple[int, ...]) -> ThemeSearch:
    """A search that found clusters of these sizes, without the machine."""
    search = ThemeSearch.objects.create(
        work=work, snapshot=searches.snapshot_now(consultation=work.consultation, by=SYSTEM), state="done", made_by="x"
    )
    numbers = iter(Answer.objects.values_list("pk", flat=True))
    for number, size in enumerate(sizes, 1):
        members = [next(numbers) for _place in range(size)]
        Cluster.objects.create(search=search, number=number, words=["word"], central=members[:2], members=members)
    return search


def test_the_same_answers_and_start_number_give_the_same_groups(work: ThemeWork) -> None:
    first, again = searched(work, seed=3), searched(work, seed=3)
    assert clusters_of(first) == clusters_of(again)
    assert first.snapshot == again.snapshot
    assert sorted(number for _words, members in clusters_of(first) for number in members) == sorted(
        Answer.objects.values_list("pk", flat=True)
    )
    assert all(set(each.near) <= set(range(1, 7)) - {each.number} for each in first.clusters.all())


def test_answers_that_do_not_count_are_not_read(work: ThemeWork) -> None:
    gone = Answer.objects.first()
    Response.objects.filter(pk=gone.response_id).update(state="set_aside")
    assert gone.pk not in {number for _words, members in clusters_of(searched(work)) for number in members}


def test_one_search_at_a_time_and_a_failed_one_can_be_begun_again(
    work: ThemeWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask_to_search(work=work, clusters=4, seed=1, by=SYSTEM)
    with pytest.raises(Invalid, match="under way"):
        ask_to_search(work=work, clusters=4, seed=1, by=SYSTEM)
    monkeypatch.setattr(searches, "find_groups", lambda *_args, **_named: 1 / 0)
    assert not run_search(search=first)
    first.refresh_from_db()
    assert (first.state, "did not foresee" in first.fault) == ("failed", True)
    monkeypatch.undo()
    again = ask_to_search(work=work, clusters=4, seed=1, by=SYSTEM)
    assert run_search(search=again)
    # A second worker that picked it up too does nothing.
    assert not run_search(search=again)


def test_a_search_whose_worker_died_can_be_begun_again(work: ThemeWork) -> None:
    lost = ask_to_search(work=work, clusters=4, seed=1, by=SYSTEM)
    ThemeSearch.objects.filter(pk=lost.pk).update(state="running", updated_at=lost.updated_at - TAKES_AT_MOST * 2)
    lost.refresh_from_db()
    assert is_stuck(lost)
    assert ask_to_search(work=work, clusters=4, seed=1, by=SYSTEM).pk != lost.pk


def test_what_cannot_be_searched_is_refused_with_a_sentence(work: ThemeWork) -> None:
    for wrong in (1, 201):
        with pytest.raises(Invalid, match="at least 2 groups"):
            ask_to_search(work=work, clusters=wrong, seed=1, by=SYSTEM)
    with pytest.raises(Invalid, match="Nobody has answered"):
        open_work(consultation=work.consultation, question="nonsense", by=SYSTEM)
    with pytest.raises(Invalid, match="one answer from a list"):
        choose_stance(work=work, question="words", by=SYSTEM)
    for deed in (lambda: ask_to_search(work=work, clusters=4, seed=1, by=RESIDENT),):
        with pytest.raises(Refused):
            deed()


def test_groups_are_placed_set_aside_taken_back_and_all_of_it_can_be_undone(work: ThemeWork) -> None:
    search = made_up(work, (5, 4, 3))
    before = as_placed(search)
    seats = place(search=search, numbers=[1, 2], by=SYSTEM, words=SEATS)
    assert (seats.title, seats.question, seats.key) == ("Seats", "words", "seats")
    put_aside(search=search, numbers=[3], by=SYSTEM)
    placing = merge_screen(work, search).placing
    assert (placing.clusters, placing.answers, placing.percent, placing.is_done) == (3, 12, 100, True)
    take_back(search=search, numbers=[2], by=SYSTEM)
    assert merge_screen(work, search).placing.answers == 8
    for _step in range(3):
        undo(search=search, by=SYSTEM)
    assert as_placed(search) == before
    assert not Theme.objects.filter(pk=seats.pk).exists()
    with pytest.raises(Invalid, match="nothing to undo"):
        undo(search=search, by=SYSTEM)
    verbs = list(Entry.objects.filter(verb__startswith="clusters.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["clusters.placed", "clusters.put_aside", "clusters.taken_back", *["clusters.undone"] * 3]


def test_what_somebody_else_placed_meanwhile_is_not_placed_over(work: ThemeWork) -> None:
    search = made_up(work, (5, 4))
    place(search=search, numbers=[1], by=SYSTEM, words=SEATS)
    with pytest.raises(Invalid, match="meanwhile"):
        place(search=search, numbers=[1, 2], by=SYSTEM, words=ThemeWords("Other", "", "words"))
    assert Theme.objects.count() == 1
    for numbers, words in (([], SEATS), ([2], ThemeWords("  "))):
        with pytest.raises(Invalid):
            place(search=search, numbers=numbers, by=SYSTEM, words=words)


def test_undoing_keeps_a_theme_that_something_hangs_on(work: ThemeWork) -> None:
    search = made_up(work, (5, 4))
    theme = place(search=search, numbers=[1], by=SYSTEM, words=SEATS)
    Cluster.objects.filter(search=search, number=2).update(theme=theme)
    undo(search=search, by=SYSTEM)
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_a_split_group_is_replaced_by_its_parts_until_it_is_undone(work: ThemeWork) -> None:
    search = made_up(work, (20,))
    parts = split_cluster(search=search, number=1, by=SYSTEM)
    assert len(parts) == 2
    found = {each.number: set(each.members) for each in search.clusters.all()}
    assert found[parts[0]] | found[parts[1]] == found[1]
    assert not found[parts[0]] & found[parts[1]]
    assert {card.cluster.number for card in merge_screen(work, search).waiting} == set(parts)
    with pytest.raises(Invalid, match="meanwhile"):
        split_cluster(search=search, number=1, by=SYSTEM)
    undo(search=search, by=SYSTEM)
    assert {card.cluster.number for card in merge_screen(work, search).waiting} == {1}


DEEDS = st.lists(
    st.tuples(st.sampled_from(["place", "aside", "back"]), st.sets(st.integers(1, 5), min_size=1)), max_size=8
)


@given(deeds=DEEDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_undoing_all_of_it_leads_back(deeds: list[tuple[str, set[int]]], work: ThemeWork) -> None:
    Cluster.objects.all().delete()
    ThemeSearch.objects.all().delete()
    Theme.objects.all().delete()
    search = made_up(work, (3, 3, 3, 3, 3))
    states = [as_placed(search)]
    for deed, numbers in deeds:
        try:
            if deed == "place":
                place(search=search, numbers=sorted(numbers), by=SYSTEM, words=SEATS)
            elif deed == "aside":
                put_aside(search=search, numbers=sorted(numbers), by=SYSTEM)
            else:
                take_back(search=search, numbers=sorted(numbers), by=SYSTEM)
        except Invalid:
            continue
        states.append(as_placed(search))
    while len(states) > 1:
        # A theme that its deed made is gone after it was undone, and so is what stood under it.
        assert as_placed(search) == states.pop()
        undo(search=search, by=SYSTEM)
    assert as_placed(search) == states[0]


def test_sizes_count_answers_that_still_count(work: ThemeWork) -> None:
    search = made_up(work, (5, 1))
    gone = search.clusters.get(number=1).members[0]
    Response.objects.filter(words=gone).update(state="held")
    screen = merge_screen(work, search)
    assert [card.size for card in screen.waiting] == [4, 1]
    assert gone not in {answer.pk for card in screen.waiting for answer in card.central}
    Response.objects.filter(words__in=search.clusters.get(number=2).members).update(state="set_aside")
    assert merge_screen(work, search).placing.all_clusters == 1


def test_the_screen_takes_the_same_queries_however_many_groups_there_are(
    work: ThemeWork, django_assert_max_num_queries
) -> None:
    small, large = made_up(work, (2, 2)), made_up(work, (2,) * 12)
    for search in (small, large):
        with django_assert_max_num_queries(7):
            merge_screen(work, search)


def test_a_letter_is_counted_apart_and_never_deleted() -> None:
    work = begun(12)
    texts = [LETTER, LETTER, f"I am a grandmother of four. {LETTER}", f"{LETTER} Yours, Ann.", LETTER.upper()]
    rows = list(Answer.objects.all()[: len(texts)])
    for answer, text in zip(rows, texts, strict=True):
        Answer.objects.filter(pk=answer.pk).update(text=text)
    searched(work, clusters=3)
    group = work.duplicates.exclude(kind="exact").get()
    assert (group.kind, set(group.answers)) == ("campaign", {answer.pk for answer in rows})
    late = Answer.objects.last()
    Answer.objects.filter(pk=late.pk).update(text=f"My own words come first. {LETTER} And last.")
    assert confirm_letter(group=group, by=SYSTEM) == 1
    group.refresh_from_db()
    assert (group.kind, late.pk in group.answers, group.settled_by) == ("letter", True, "Folkmoot")
    assert Answer.objects.count() == 12
    alike = alike_in(group_cards(work))
    assert (alike.letters, alike.in_letters) == (1, 6)
    # A new search leaves alone what a person has settled.
    searched(work, clusters=3)
    assert work.duplicates.filter(kind="letter").get().answers == group.answers
    deny_letter(group=group, by=SYSTEM)
    assert alike_in(group_cards(work)).letters == 0


def test_only_readers_of_the_bodies_that_run_it_may(work: ThemeWork) -> None:
    search = made_up(work, (5,))
    _person, stranger = coder(work, "Stranger", role="clerk")
    for deed in (
        lambda: place(search=search, numbers=[1], by=stranger, words=SEATS),
        lambda: put_aside(search=search, numbers=[1], by=stranger),
        lambda: undo(search=search, by=stranger),
        lambda: split_cluster(search=search, number=1, by=stranger),
        lambda: open_work(consultation=work.consultation, question="words", by=stranger),
    ):
        with pytest.raises(Refused):
            deed()


def test_the_machine_alone_finds_what_answers_are_about() -> None:
    work = begun(40)
    themes = merged(searched(work, clusters=8))
    assert set(themes) == {"buses", "parks", "roads"}
