"""Questionnaires with every kind of question and routing, and answers to them, made up by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from folkmoot_core.questionnaires import KINDS, Line, Option, Question, Questionnaire, Section
from folkmoot_core.questionnaires.answers import DECLINED, plain_key, tidy_line, tidy_lines
from folkmoot_core.questionnaires.conditions import Answered, AnyOf, Between, Condition, Every, Not, Some
from folkmoot_core.questionnaires.kinds.postcode import tidy_postcode

KEYS = st.text("abz09-_", min_size=1, max_size=5).filter(lambda key: key[0] not in "-_") | st.sampled_from(
    ["yes", "no", "null", "1", "on", "0x1f", "1e3", "2011-07-08"]
)
CHARACTERS = st.characters(codec="utf-8")
# Words that have broken a writer or a reader of YAML, forms or spreadsheets before.
AWKWARD = st.sampled_from(
    [
        "yes",
        "null",
        "~",
        "- a",
        "a: b",
        "# c",
        "'",
        '"',
        "|",
        ">",
        "\\",
        "{a}",
        "[b]",
        "&x",
        "*x",
        "!y",
        "%z",
        "@",
        "`",
        "1",
        "1.0",
        "2011-07-08",
        "é",
        "漢字",
        "🏳️‍🌈",
        "\u2028",
        "\u0085x",
        "\ufeffx",
        "=1+1",
        "a;b",
        "a>b",
        "<b>&amp;",
        "  x",
    ]
)
LINES = (AWKWARD | st.text(CHARACTERS, min_size=1, max_size=6)).map(tidy_line).filter(bool)
PROSE = st.lists(AWKWARD | st.text(CHARACTERS, max_size=6), max_size=3).map(lambda parts: tidy_lines("\n".join(parts)))
WORDS = PROSE.filter(bool).filter(lambda text: plain_key(text) not in ("do not wish to say", "i do not wish to say"))


def _texts(keys: list[str]) -> list[str]:
    return [f"Text of {key}; or {place} > {key}" for place, key in enumerate(keys)]


@st.composite
def options(draw: st.DrawFn, least: int, specify: bool = True) -> tuple[Option, ...]:
    keys = draw(st.lists(KEYS, min_size=least, max_size=5, unique=True))
    return tuple(
        Option(key, text, draw(st.booleans()) and specify) for key, text in zip(keys, _texts(keys), strict=True)
    )


@st.composite
def lines(draw: st.DrawFn, least: int) -> tuple[Line, ...]:
    keys = draw(st.lists(KEYS, min_size=least, max_size=4, unique=True))
    return tuple(Line(key, text) for key, text in zip(keys, _texts(keys), strict=True))


@st.composite
def _kind_settings(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    if kind in ("choose_one", "choose_many", "rank"):
        found = draw(options(1 if kind == "choose_many" else 2, specify=kind != "rank"))
        limit = draw(st.none() | st.integers(1, len(found))) if kind != "choose_one" else None
        return {"options": found, "max_choices": limit}
    if kind == "grid":
        return {"rows": draw(lines(1)), "columns": draw(lines(2))}
    if kind == "number":
        low, high = sorted(draw(st.tuples(st.integers(-50, 50), st.integers(-50, 50))))
        return {
            "minimum": draw(st.sampled_from([None, low, low + 0.5])),
            "maximum": draw(st.sampled_from([None, high + 1, high + 1.25])),
            "decimals": draw(st.integers(0, 3)),
        }
    if kind == "date":
        low, high = sorted(draw(st.tuples(st.dates(), st.dates())))
        return {"earliest": draw(st.sampled_from([None, low])), "latest": draw(st.sampled_from([None, high]))}
    if kind == "text":
        return {"max_length": draw(st.integers(60, 6000)), "lines": draw(st.integers(1, 6))}
    return {}


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Question], depth: int = 2) -> Condition | None:
    if not earlier or draw(st.booleans()):
        return None
    return draw(_condition(earlier, depth))


@st.composite
def _condition(draw: st.DrawFn, earlier: list[Question], depth: int) -> Condition:
    if depth and draw(st.integers(0, 3)) == 0:
        joined = draw(st.sampled_from([Every, Some, Not]))
        if joined is Not:
            return Not(draw(_condition(earlier, depth - 1)))
        return joined(tuple(draw(st.lists(_condition(earlier, depth - 1), min_size=1, max_size=3))))
    question = draw(st.sampled_from(earlier))
    if question.kind in ("choose_one", "choose_many"):
        keys = draw(st.lists(st.sampled_from(question.option_keys), min_size=1, max_size=3, unique=True))
        return AnyOf(question.key, tuple(keys))
    if question.kind == "number":
        return Between(question.key, draw(st.integers(-20, 0)), draw(st.none() | st.integers(0, 20)))
    return Answered(question.key, draw(st.booleans()))


@st.composite
def questions(draw: st.DrawFn, key: str, earlier: list[Question]) -> Question:
    kind = draw(st.sampled_from(sorted(KINDS)))
    return Question(
        key=key,
        kind=kind,
        text=draw(LINES),
        hint=draw(PROSE),
        required=draw(st.booleans()),
        declines=draw(st.booleans()),
        show_if=draw(conditions(earlier)),
        **draw(_kind_settings(kind)),
    )


@st.composite
def questionnaires(draw: st.DrawFn, most: int = 6) -> Questionnaire:
    keys = draw(st.lists(KEYS, min_size=2, max_size=most, unique=True))
    earlier: list[Question] = []
    sections: list[Section] = []
    capacity: Question | None = None
    for place in range(0, len(keys), 2):
        routed = draw(conditions(earlier))
        held = []
        for key in keys[place : place + 2]:
            question = draw(questions(key, earlier))
            if capacity is None and place == 0 and question.kind == "choose_one":
                capacity = question = replace(question, role="capacity")
            held.append(question)
            earlier.append(question)
        only = st.lists(st.sampled_from(capacity.option_keys), max_size=2, unique=True) if capacity and place else None
        sections.append(
            Section(
                key=f"s{place}",
                title=draw(LINES),
                text=draw(PROSE),
                for_capacities=tuple(draw(only)) if only is not None else (),
                show_if=routed,
                questions=tuple(held),
            )
        )
    return Questionnaire(
        key=draw(KEYS), title=draw(LINES), language="en", introduction=draw(PROSE), sections=tuple(sections)
    )


def _numbers(question: Question) -> st.SearchStrategy[int | float]:
    low = -1000 if question.minimum is None else question.minimum
    high = 1000 if question.maximum is None else question.maximum
    scale = 10**question.decimals
    whole = st.integers(-(-int(low * scale) // 1), int(high * scale)).map(
        lambda n: n / scale if n % scale else n // scale
    )
    return whole.filter(lambda n: low <= n <= high)


@st.composite
def values(draw: st.DrawFn, question: Question) -> Any:
    """A fit answer, in the order and form that reading gives; None where this question allows none."""
    keys = question.option_keys
    if question.kind == "choose_one":
        return draw(st.sampled_from(keys))
    if question.kind == "choose_many":
        chosen = draw(st.sets(st.sampled_from(keys), min_size=1, max_size=question.most_choices))
        return [key for key in keys if key in chosen]
    if question.kind == "rank":
        return draw(st.permutations(keys))[: draw(st.integers(1, question.most_choices))]
    if question.kind == "grid":
        rows = draw(st.sets(st.sampled_from(question.row_keys), min_size=1))
        return {row: draw(st.sampled_from(question.column_keys)) for row in question.row_keys if row in rows}
    if question.kind == "number":
        low, high = question.minimum, question.maximum
        if low is not None and high is not None and high - low < 1:
            return None
        return draw(_numbers(question))
    if question.kind == "date":
        return draw(st.dates(question.earliest or date.min, question.latest or date.max)).isoformat()
    if question.kind == "postcode":
        return draw(
            st.sampled_from(["ZZ1", "ZZ1 2AB", "Z1A 9ZZ", "zz12ab", "nowhere", "1", "B33 8TH"]).map(tidy_postcode)
        )
    if question.kind == "file":
        return {"document": draw(st.sampled_from(["1", "doc-7", "0b9f_X"])), "name": draw(LINES)}
    if question.kind == "map_point":
        degrees = st.integers(-90_000_000, 90_000_000).map(lambda n: n / 1_000_000)
        point = {"lon": draw(degrees), "lat": draw(degrees)}
        named = {"words": draw(LINES)}
        return draw(st.sampled_from([point, named, point | named]))
    words = draw(WORDS)
    return tidy_line(words) if question.lines == 1 else words


@st.composite
def answers_to(draw: st.DrawFn, questionnaire: Questionnaire, files: bool = True) -> dict[str, Any]:
    """Fit answers, whatever routing makes of them: each question answered, declined or left alone."""
    found: dict[str, Any] = {}
    for question in questionnaire.questions:
        ways = ["answer", "answer", "nothing", *(["decline"] if question.declines else [])]
        way = draw(st.sampled_from(ways))
        if way == "nothing" or (question.kind == "file" and not files):
            continue
        value = dict(DECLINED) if way == "decline" else draw(values(question))
        if value is None:
            continue
        found[question.key] = value
        for field in question.words_fields.values():
            if draw(st.booleans()):
                found[field] = draw(LINES)
    return found


@st.composite
def answered(draw: st.DrawFn, files: bool = True) -> tuple[Questionnaire, dict[str, Any]]:
    questionnaire = draw(questionnaires())
    return questionnaire, draw(answers_to(questionnaire, files))
