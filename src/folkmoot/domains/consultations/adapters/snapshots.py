"""Rows of responses to what `folkmoot_core.snapshots` writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from folkmoot.ground.base.enums import Channel
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.snapshots import LETTER, Batch, Trait, value_keys, words_fields, words_in

from .standing import DECLINED_CODE, codebook_of

# (key, words). In English whatever language a page is in, so that a snapshot's name does not depend on who asks for it.
TRAITS = {
    "channel": "How it came in",
    "district": "District",
    "ward": "Ward",
    "capacity": "Who answered",
    "age_band": "Age",
    "sex": "Sex",
}
PLACES = ("district", "ward")
STATES = ("", DECLINED_CODE)
Row = Mapping[str, Any]


def traits_of(
    versions: Sequence[CoreQuestionnaire], values: Mapping[str, Iterable[str]], places: Mapping[str, str]
) -> list[Trait]:
    """What is known of those who answered, with the values that may occur: every option of the questions that tell, the
    places that do occur, and what else is there. `places`: {code: name}."""
    return [
        Trait(key, text, tuple(_levels(key, versions, values[key], places).items())) for key, text in TRAITS.items()
    ]


def _levels(
    key: str, versions: Sequence[CoreQuestionnaire], values: Iterable[str], places: Mapping[str, str]
) -> dict[str, str]:
    present = sorted(set(values) - set(STATES))
    if key in PLACES:
        return {value: places.get(value, value) for value in present}
    if key == "channel":
        return {value: str(Channel(value).name.replace("_", " ").capitalize()) for value in Channel.values}
    asked = [question for version in versions if (question := version.with_role(key))]
    levels = {option.key: option.text for question in reversed(asked) for option in question.options}
    return levels | {value: value for value in present if value not in levels}


def batch_of_rows(
    version: int, core: CoreQuestionnaire, rows: Sequence[Row], words: Mapping[tuple[int, str], str]
) -> Batch:
    """Responses to one version. rows: pk, coded, answers, and each trait. words: {(response, question): text}, of what
    is kept as an Answer of its own; the rest of the words stands in the answers."""
    fields = words_fields(core)
    kept_apart = {question.key for question in core.questions if question.kind == "text"}
    texts: dict[str, list[str | None]] = {LETTER: [words.get((row["pk"], LETTER)) for row in rows]}
    for field in fields:
        if field in kept_apart:
            texts[field] = [words.get((row["pk"], field)) for row in rows]
        else:
            texts[field] = [words_in(row["answers"].get(field)) for row in rows]
    return Batch(
        version,
        core,
        np.array([row["pk"] for row in rows], dtype=np.int64),
        codebook_of(core).matrix(bytes(row["coded"]) for row in rows),
        {key: [row["answers"].get(key) for row in rows] for key in value_keys(core)},
        texts,
        {key: [row[key] or "" for row in rows] for key in TRAITS},
    )
