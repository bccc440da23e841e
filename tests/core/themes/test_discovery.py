import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_core.themes.clustering import central, clusters_of, merge, nearest, split
from folkmoot_core.themes.discovery import Discovery, ReadBy, by_meaning, discover
from folkmoot_core.themes.sentence_model import WIDTH, load_sentence_model
from folkmoot_core.themes.words import WordTable
from folkmoot_core.values import Invalid

SUBJECTS = {
    "buses": [
        "The bus is always late",
        "Buses never come on time",
        "We need a later bus in the evening",
        "The bus fare is high",
    ],
    "bins": [
        "Rubbish is not collected",
        "Bins overflow every week",
        "Please empty the litter bins",
        "Recycling was missed",
    ],
    "potholes": [
        "Potholes ruin my tyres",
        "Mend the holes in the road",
        "The road surface is broken",
        "Pothole repairs fail",
    ],
    "library": [
        "Keep the library open",
        "I borrow books every week",
        "The library closes too early",
        "More books for children",
    ],
}


@pytest.fixture(scope="module")
def comments() -> list[str]:
    chance = random.Random(3)
    endings = [
        "",
        " here",
        " in our street",
        " these days",
        ", sadly",
        " and it is a shame",
        " again",
        " near the school",
    ]
    made = [f"{opening}{ending}" for each in SUBJECTS.values() for opening in each for ending in endings]
    made += [
        "",
        "n/a",
        "  ",
        "No comment",
        "Mae angen mwy o fysiau yn y pentref os gwelwch yn dda",
        "MORE BUSES",
        "more buses",
    ]
    chance.shuffle(made)
    return made


@pytest.fixture(scope="module")
def found(comments: list[str]) -> Discovery:
    return discover(comments, seed=1)


def test_every_row_that_is_not_empty_is_in_one_cluster(comments: list[str], found: Discovery) -> None:
    members = sorted(row for cluster in found.clusters for row in cluster.members)
    assert members == [row for row, text in enumerate(comments) if text.strip()]
    assert sorted(found.blank) == [row for row, text in enumerate(comments) if not text.strip()]
    assert [cluster.id for cluster in found.clusters] == list(range(len(found.clusters)))
    assert all(set(cluster.central) <= set(cluster.members) for cluster in found.clusters)


def test_same_seed_same_clusters(comments: list[str], found: Discovery) -> None:
    assert discover(comments, seed=1) == found


def test_clusters_are_about_one_subject(comments: list[str], found: Discovery) -> None:
    about = {opening: subject for subject, openings in SUBJECTS.items() for opening in openings}
    right = total = 0
    for cluster in found.clusters:
        subjects = Counter(
            subject
            for row in cluster.members
            for opening, subject in about.items()
            if comments[row].startswith(opening)
        )
        right += max(subjects.values(), default=0)
        total += subjects.total()
    assert right >= 0.85 * total


def test_other_languages_and_no_comment_stand_apart_and_it_is_said(comments: list[str], found: Discovery) -> None:
    by = {kind: [comments[row] for c in found.clusters if c.read_by is kind for row in c.members] for kind in ReadBy}
    assert all(text.startswith("Mae angen") for text in by[ReadBy.WORDS])
    assert sorted(by[ReadBy.NOTHING]) == ["No comment", "n/a"]
    assert "not in English (cy)" in found.notes[0]
    assert found.model == load_sentence_model().sha256


def test_equal_comments_stand_together_and_one_stands_for_them(comments: list[str], found: Discovery) -> None:
    rows = [row for row, text in enumerate(comments) if text.casefold() == "more buses"]
    [cluster] = [cluster for cluster in found.clusters if rows[0] in cluster.members]
    assert set(rows) <= set(cluster.members)
    assert not set(rows[1:]) & set(cluster.central)


def test_what_cannot_be_clustered_is_said() -> None:
    with pytest.raises(Invalid, match="at least one cluster"):
        discover(["a"], 1, clusters=0)
    with pytest.raises(Invalid, match="seed"):
        discover(["a"], -1)
    assert discover(["", " "], 1).clusters == ()
    assert [c.members for c in discover(["Hello there", "n/a"], 1).clusters] == [(0,), (1,)]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(1, 12), st.integers(0, 2**40))
def test_any_number_of_clusters_of_any_number_of_rows(rows: int, wanted: int, seed: int) -> None:
    vectors = np.random.default_rng(rows).integers(0, 3, (rows, 4)).astype(np.float32)
    labels = clusters_of(vectors, wanted, seed)
    assert len(labels) == rows
    assert len(set(labels.tolist())) <= wanted
    assert (clusters_of(vectors, wanted, seed) == labels).all()
    for one in np.unique(vectors, axis=0):
        assert len(set(labels[(vectors == one).all(axis=1)].tolist())) == 1


def test_merge_split_and_nearest() -> None:
    turn = np.array([0, 1, 2, 40, 41, 42, 90, 91], float) * np.pi / 180
    vectors = np.stack([np.cos(turn), np.sin(turn)], axis=1).astype(np.float32)
    clusters = [(0, 1, 2), (6, 7), (3, 4, 5)]
    assert [place for place, _ in nearest(vectors, clusters, 0)] == [2, 1]
    together = merge(clusters, [2, 0])
    assert together == ((0, 1, 2, 3, 4, 5), (6, 7))
    assert split(vectors, together[0], seed=1) == ((0, 1, 2), (3, 4, 5))
    assert split(vectors, (0, 0, 0), seed=1) == ((0, 0, 0),)
    assert central(vectors, (0, 1, 2))[0] == 1


def test_words_tell_clusters_apart() -> None:
    texts = ["late bus again", "late bus today", "broken bin here", "broken bin there", "a late bus and a broken bin"]
    [first, second] = WordTable.of(texts).telling([(0, 1), (2, 3)], many=2)
    assert first[0] == "late bus"
    assert second[0] == "broken bin"
    assert WordTable.of(["the", "of"]).telling([(0, 1)]) == ((),)


def test_a_vector_depends_on_its_text_alone() -> None:
    texts = ["Fix the road", "", "A much longer comment about the evening bus " * 30, "Fix the road", "Mehr Busse"]
    model = load_sentence_model()
    together = model.vectors(texts)
    alone = np.concatenate([model.vectors([text], cores=1) for text in texts])
    assert together.shape == (5, WIDTH)
    assert (together == alone).all()
    assert np.allclose(np.linalg.norm(together, axis=1), [1, 0, 1, 1, 1], atol=1e-5)


def test_closeness_of_vectors_is_closeness_of_meaning() -> None:
    # The sentences of the model's own card; its cosines there, in float32: .6660, .1046, .1411.
    texts = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    alike = load_sentence_model().vectors(texts) @ load_sentence_model().vectors(texts).T
    assert alike[0, 1] == pytest.approx(0.6660, abs=0.05)
    assert alike[0, 2] == pytest.approx(0.1046, abs=0.05)
    assert alike[1, 2] == pytest.approx(0.1411, abs=0.05)


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="make setup"):
        load_sentence_model(tmp_path)


def test_beyond_a_limit_words_stand_in_for_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    endings = ["", " here", " today", " again", " in our street", " near the school", " at night", " this year"]
    texts = [opening + ending for each in SUBJECTS.values() for opening in each for ending in endings]
    full = by_meaning(texts, 1)
    monkeypatch.setattr("folkmoot_core.themes.discovery.READ_IN_FULL", 96)
    quick = by_meaning(texts, 1)
    read = (full == quick).all(axis=1)
    assert read.sum() == 96
    assert (quick == by_meaning(texts, 1)).all()
    assert np.allclose(np.linalg.norm(quick, axis=1), 1, atol=1e-5)
    # Among all openings, the one that a text begins with is still the most like it.
    openings = full[:: len(endings)]
    rightly = (quick[~read] @ openings.T).argmax(axis=1) == np.arange(len(texts))[~read] // len(endings)
    assert rightly.mean() >= 0.8


def test_many_different_comments_are_said_to_be_placed_by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("folkmoot_core.themes.discovery.READ_IN_FULL", 10)
    found = discover([f"Comment number {number} on the bus" for number in range(30)], 1)
    assert (found.read, found.by_words) == (10, 20)
    assert "The other 20 were placed by their words" in found.notes[0]
