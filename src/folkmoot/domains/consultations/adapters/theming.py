"""Answers in words to the core's themes and back: lists of texts in, numbers of rows out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string
from numpy.typing import NDArray

from folkmoot_core.themes.codebooks import Codebook
from folkmoot_core.themes.drafting import LanguageModel
from folkmoot_core.values import Invalid

# How many answers the machine asks about before it has to read anew: more would be chosen by what it no longer thinks.
ASKED_AT_ONCE = 300
NEAR_SHOWN = 5


@dataclass(frozen=True)
class Group:
    """Rows that are alike: `central` are those in its middle, `near` the places of the groups most like it."""

    words: tuple[str, ...]
    central: tuple[int, ...]
    members: tuple[int, ...]
    near: tuple[int, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a search finds: groups, largest first; rows in the same or nearly the same words, by kind, the one that
    stands for all first; and what made them, to make them again."""

    clusters: tuple[Group, ...]
    duplicates: tuple[tuple[str, tuple[int, ...]], ...]
    settings: dict[str, Any]


@dataclass(frozen=True)
class Assigned:
    """How sure the machine is: a row for each text, a column for each of `keys`. `settings` tells what made it."""

    keys: tuple[str, ...]
    confidences: NDArray[np.float64]
    queue: tuple[int, ...]
    settings: dict[str, Any]


def find_groups(texts: Sequence[str], *, clusters: int, seed: int, question: str = "") -> Found:
    """Groups and duplicates among answers to a question. The same texts and seed give the same. Raises Invalid."""
    # Here and not above: scikit-learn and the model take a second to load, which only the worker need wait for.
    from folkmoot_core.themes.discovery import ReadBy, discover  # noqa: PLC0415
    from folkmoot_core.themes.duplicates import find_duplicates  # noqa: PLC0415

    found = discover(texts, seed, clusters)
    near = _near(texts, [cluster.central for cluster in found.clusters])
    groups = tuple(
        Group(cluster.words, cluster.central, cluster.members, near[place])
        for place, cluster in enumerate(found.clusters)
    )
    alike = tuple(
        (str(group.kind), (group.sample, *(row for row in group.rows if row != group.sample)))
        for group in find_duplicates(texts, question)
    )
    foreign = sum(len(cluster.members) for cluster in found.clusters if cluster.read_by is ReadBy.WORDS)
    told = {
        "model": found.model,
        "other_languages": foreign,
        "blank": len(found.blank),
        "read": found.read,
        "placed_by_words": found.by_words,
    }
    return Found(groups, alike, told)


def split_group(texts: Sequence[str], *, seed: int) -> tuple[Group, ...]:
    """The texts of one group cut in two, or by language; one group where they are too alike."""
    from folkmoot_core.themes.discovery import discover  # noqa: PLC0415 – see find_groups

    parts = discover(texts, seed, 2).clusters
    others = range(len(parts))
    return tuple(
        Group(part.words, part.central, part.members, tuple(each for each in others if each != place))
        for place, part in enumerate(parts)
    )


def rows_with_letter(letter: str, texts: Sequence[str]) -> tuple[int, ...]:
    """The rows that hold enough of a letter's words."""
    from folkmoot_core.themes.campaigns import rows_of_letter  # noqa: PLC0415 – see find_groups
    from folkmoot_core.themes.cleaning import cleaned  # noqa: PLC0415

    return rows_of_letter([cleaned(text) for text in texts], cleaned(letter))


def _near(texts: Sequence[str], central: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """For each group the places of those most like it, by the texts in the middle of each: they stand for the rest,
    and are read in a second."""
    from folkmoot_core.themes.cleaning import cleaned  # noqa: PLC0415 – see find_groups
    from folkmoot_core.themes.clustering import nearest  # noqa: PLC0415
    from folkmoot_core.themes.sentence_model import load_sentence_model  # noqa: PLC0415

    rows = [row for group in central for row in group]
    vectors = load_sentence_model().vectors([cleaned(texts[row]) for row in rows])
    ends = np.cumsum([0, *map(len, central)])
    groups = [range(low, high) for low, high in pairwise(ends.tolist())]
    return [
        tuple(other for other, _alike in nearest(vectors, groups, place, NEAR_SHOWN)) for place in range(len(groups))
    ]


def assign_themes(texts: Sequence[str], codebook: Codebook, *, known: Collection[int], seed: int) -> Assigned:
    """Themes for every text, several for one if need be, and the rows it would learn most from; not those `known`.
    The same texts, codebook and seed give the same. Raises Invalid."""
    # Here and not above: scikit-learn and the model take a second to load, which only the worker need wait for.
    from folkmoot_core.themes.asking import next_to_ask  # noqa: PLC0415
    from folkmoot_core.themes.assignment import assign  # noqa: PLC0415
    from folkmoot_core.themes.cleaning import cleaned  # noqa: PLC0415
    from folkmoot_core.themes.language import ENGLISH, language_of  # noqa: PLC0415
    from folkmoot_core.themes.sentence_model import load_sentence_model  # noqa: PLC0415

    clean = [cleaned(text) for text in texts]
    by_words = np.array([language_of(text) != ENGLISH for text in clean], np.bool_)
    model = load_sentence_model()
    found = assign(clean, codebook, model.vectors, seed=seed, several=True, by_words=by_words)
    vectors = model.vectors(clean)
    queue = next_to_ask(found, vectors, asked=known, how_many=min(ASKED_AT_ONCE, len(texts)), seed=seed)
    told = {"model": model.sha256, "other_languages": int(found.by_words.sum()), "unread": int(found.unread.sum())}
    return Assigned(found.keys, np.where(found.unread[:, None], 0.0, found.confidences), queue, told)


def chosen_model() -> LanguageModel | None:
    """The language model that the site was set up with; None when there is none, or it is set up by half."""
    try:
        found: LanguageModel | None = import_string(settings.LANGUAGE_MODEL)()
    except Invalid:
        return None
    return found


def can_draft() -> bool:
    return chosen_model() is not None
