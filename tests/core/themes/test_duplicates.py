import csv
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.themes.letters import edited, text, variants

from folkmoot_core.themes.campaigns import rows_of_letter
from folkmoot_core.themes.duplicates import DuplicateGroup, Kind, find_duplicates
from folkmoot_core.themes.word_runs import different_texts

COMMENTS = Path(__file__).resolve().parents[4] / "shared/data/comments/labelled_comments.csv"


def kinds(groups: tuple[DuplicateGroup, ...]) -> list[tuple[str, tuple[int, ...]]]:
    return [(group.kind.value, group.rows) for group in groups]


def test_short_comments_are_equal_and_no_campaign() -> None:
    texts = ["More buses please", "more buses, PLEASE!", "Fewer buses please", "", " ", "<p>More buses please</p>"]
    assert kinds(find_duplicates(texts)) == [("exact", (0, 1, 5))]


def test_a_change_of_a_word_is_near() -> None:
    one = "The crossing at the foot of the hill is not safe for children who walk to school in the morning"
    assert kinds(find_duplicates([one, one.replace("morning", "dark"), "Something else"])) == [("near", (0, 1))]


def test_opposite_short_answers_to_a_copied_question_stand_apart() -> None:
    question = "Do you agree that the speed limit on the road through the village should be lowered to twenty?"
    texts = [f"{question} Yes, children walk there", f"{question} No, it is slow enough as it is"]
    assert find_duplicates(texts, question=question) == ()


def test_signatures_and_form_words_do_not_count() -> None:
    assert kinds(find_duplicates(["Comment: Fix it\nSent from my iPhone", "Fix it"])) == [("exact", (0, 1))]


def planted(seed: int, letters: int, copies: int, strangers: int) -> tuple[list[str], list[tuple[int, str] | None]]:
    """Texts in no order, and for each the letter and the kind of variant it is, or None for a stranger."""
    chance = random.Random(seed)
    made: list[tuple[str, tuple[int, str] | None]] = [
        (text(chance, chance.randint(1, 4)), None) for _ in range(strangers)
    ]
    for number in range(letters):
        letter = text(chance, chance.randint(5, 12))
        for _ in range(copies):
            made += [(variant, (number, kind)) for kind, variant in variants(chance, letter).items()]
    chance.shuffle(made)
    return [made_text for made_text, _ in made], [truth for _, truth in made]


def judged(groups: tuple[DuplicateGroup, ...], truth: list[tuple[int, str] | None]) -> tuple[Counter[str], int]:
    """Rows of each kind of variant that stand in the group with most rows of their letter; and rows of others there."""
    found: Counter[str] = Counter()
    strangers = 0
    best: dict[int, tuple[int, DuplicateGroup]] = {}
    for group in groups:
        held = Counter(where[0] for row in group.rows if (where := truth[row]))
        for letter, many in held.items():
            if many > best.get(letter, (0, group))[0]:
                best[letter] = (many, group)
    for letter, (_many, group) in best.items():
        for row in group.rows:
            where = truth[row]
            if where and where[0] == letter:
                found[where[1]] += 1
            else:
                strangers += 1
    return found, strangers


@pytest.mark.parametrize("seed", [1, 2])
def test_campaigns_are_found_and_no_stranger_joins(seed: int) -> None:
    texts, truth = planted(seed, letters=6, copies=8, strangers=800)
    groups = find_duplicates(texts)
    found, strangers = judged(groups, truth)
    planted_of = Counter(where[1] for where in truth if where)
    assert strangers == 0
    assert all(found[kind] >= 0.97 * planted_of[kind] for kind in planted_of), (found, planted_of)
    assert sum(group.kind is Kind.CAMPAIGN for group in groups) == 6


@pytest.mark.skipif(not COMMENTS.exists(), reason="the labelled comments are not here")
def test_campaigns_among_real_comments() -> None:
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        real = [row["text"] for row in csv.DictReader(file)]
    chance = random.Random(7)
    chance.shuffle(real)
    long = [comment for comment in real[:1200] if len(comment.split()) >= 12]
    texts, truth = real[1200:4200], [None] * 3000
    rows: list[tuple[int, str] | None] = list(truth)
    for number in range(10):
        letter = " ".join(long.pop() for _ in range(4))
        for _ in range(6):
            for kind, variant in variants(chance, letter).items():
                texts.append(variant)
                rows.append((number, kind))
    found, strangers = judged(find_duplicates(texts), rows)
    assert strangers == 0
    assert all(many >= 0.97 * 60 for many in found.values()), found


def test_two_letters_that_share_a_paragraph_stay_two() -> None:
    chance = random.Random(5)
    shared, first, second = text(chance, 2), text(chance, 6), text(chance, 6)
    texts = [edited(chance, f"{first} {shared}", 0.05) for _ in range(6)]
    texts += [edited(chance, f"{second} {shared}", 0.05) for _ in range(6)]
    # Somebody who quotes one sentence of the letter, between words of her own, is no sender.
    texts.append(f"{text(chance, 3)} {second.split('. ')[2]}. {text(chance, 3)}")
    assert sorted(group.rows for group in find_duplicates(texts)) == [tuple(range(6)), tuple(range(6, 12))]


def test_rows_of_a_confirmed_letter() -> None:
    chance = random.Random(9)
    letter = text(chance, 8)
    heavy = [edited(chance, letter, 0.2) + " " + text(chance, 2) for _ in range(20)]
    texts = [*heavy, *(text(chance, 3) for _ in range(200)), letter.upper(), "", "No"]
    found = rows_of_letter(texts, letter)
    assert set(found) == {*range(20), 220}
    assert rows_of_letter(texts, "no") == (222,)
    assert rows_of_letter(texts, "") == ()


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=30).map(" ".join), max_size=30))
def test_groups_never_overlap_and_hold_every_equal_row(texts: list[str]) -> None:
    groups = find_duplicates(texts)
    rows = [row for group in groups for row in group.rows]
    assert len(rows) == len(set(rows))
    assert all(len(group.rows) > 1 and list(group.rows) == sorted(group.rows) for group in groups)
    group_of = {row: group for group in groups for row in group.rows}
    for row, one in enumerate(texts):
        for other in range(row):
            if one and one == texts[other]:
                assert group_of[row] is group_of[other]
    assert find_duplicates(texts) == groups


@given(st.lists(st.lists(st.sampled_from("ab"), max_size=6).map(" ".join), max_size=12), st.integers(1, 4))
def test_runs_are_those_a_plain_loop_finds(texts: list[str], length: int) -> None:
    known = different_texts(texts)
    runs = known.runs(length)
    plain = [texts[row].split() for row in known.first_rows]
    expected = [[tuple(words[at : at + length]) for at in range(len(words) - length + 1)] for words in plain]
    assert np.diff(runs.starts).tolist() == [len(each) for each in expected]
    names: dict[tuple[str, ...], int] = {}
    flat = [run for each in expected for run in each]
    for run, number in zip(flat, runs.hashes.tolist(), strict=True):
        assert names.setdefault(run, number) == number
    assert len(set(names.values())) == len(names)
