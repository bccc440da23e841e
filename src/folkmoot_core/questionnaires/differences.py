"""What changed from one version of a questionnaire to the next, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from folkmoot_core.questionnaires.documents import to_document
from folkmoot_core.questionnaires.model import Questionnaire

_NAMES = {
    "text": "the words",
    "hint": "the hint",
    "kind": "the kind",
    "required": "whether it must be answered",
    "declines": "whether one may say “I do not wish to say”",
    "role": "what it tells us about the person",
    "show_if": "who is asked",
    "for": "who is asked",
    "max_choices": "how many may be chosen",
    "min": "the least allowed",
    "max": "the most allowed",
    "decimals": "the decimal places",
    "max_length": "the longest answer",
    "lines": "the size of the box",
    "title": "the title",
    "language": "the language",
    "introduction": "the introduction",
}
_LISTS = {"options": "option", "rows": "line", "columns": "column"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `where` is the key of a question, "section KEY", or "" for the questionnaire itself."""

    where: str
    sentence: str


def differences(before: Questionnaire, after: Questionnaire) -> tuple[Difference, ...]:
    """Every change from `before` to `after`, in the order of `after`; empty exactly when the two are equal."""
    old, new = to_document(before), to_document(after)
    return (
        *_settings("", "Questionnaire", _without(old, "sections"), _without(new, "sections")),
        *_sections(old, new),
        *_questions(before, after),
    )


def _sections(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    known = {section["key"]: section for section in old["sections"]}
    kept = {section["key"]: section for section in new["sections"]}
    for key, section in known.items():
        if key not in kept:
            yield Difference(f"section {key}", f"Section “{section['title']}”: taken out.")
    for key, section in kept.items():
        where = f"section {key}"
        if key not in known:
            yield Difference(where, f"Section “{section['title']}”: new.")
        else:
            name = f"Section “{section['title']}”"
            yield from _settings(where, name, _without(known[key], "questions"), _without(section, "questions"))
    if (order := [key for key in kept if key in known]) != [key for key in known if key in kept]:
        yield Difference("", f"The sections come in another order: {', '.join(order)}.")


def _questions(before: Questionnaire, after: Questionnaire) -> Iterator[Difference]:
    old = {
        question["key"]: question for section in to_document(before)["sections"] for question in section["questions"]
    }
    new = {question["key"]: question for section in to_document(after)["sections"] for question in section["questions"]}
    for key, question in old.items():
        if key not in new:
            yield Difference(key, f"Question {key} (“{question['text']}”): taken out.")
    for key, question in new.items():
        if key not in old:
            yield Difference(key, f"Question {key} (“{question['text']}”): new.")
            continue
        if before.section_of(key).key != after.section_of(key).key:
            yield Difference(key, f"Question {key}: moved to the section “{after.section_of(key).title}”.")
        yield from _settings(key, f"Question {key}", old[key], question)
    stayed = [key for key in new if key in old]
    if stayed != [key for key in old if key in new]:
        yield Difference("", f"The questions come in another order: {', '.join(stayed)}.")


def _settings(where: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    for setting in dict.fromkeys([*old, *new]):
        was, now = old.get(setting), new.get(setting)
        if was == now:
            continue
        if setting in _LISTS:
            yield from _choices(where, name, _LISTS[setting], was or [], now or [])
        else:
            said = _NAMES.get(setting, setting)
            yield Difference(where, f"{name}: {said} {_shown(was)} became {_shown(now)}.")


def _choices(where: str, name: str, noun: str, was: list[Any], now: list[Any]) -> Iterator[Difference]:
    old, new = {choice["key"]: choice for choice in was}, {choice["key"]: choice for choice in now}
    for key in old:
        if key not in new:
            yield Difference(where, f"{name}: the {noun} “{old[key]['text']}” was taken out.")
    for key, choice in new.items():
        if key not in old:
            yield Difference(where, f"{name}: the {noun} “{choice['text']}” is new.")
        elif old[key]["text"] != choice["text"]:
            yield Difference(where, f"{name}: the {noun} “{old[key]['text']}” became “{choice['text']}”.")
        elif old[key] != choice:
            box = "now has" if choice.get("specify") else "no longer has"
            yield Difference(where, f"{name}: the {noun} “{choice['text']}” {box} a box for words.")
    stayed = [key for key in new if key in old]
    if stayed != [key for key in old if key in new]:
        yield Difference(where, f"{name}: the {noun}s come in another order.")


def _shown(value: Any) -> str:
    if value is None:
        return "(nothing)"
    if value is True:
        return "(yes)"
    return f"“{value}”" if isinstance(value, str | int | float) else f"({_condition(value)})"


def _condition(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_condition(part)}" for name, part in value.items())
    return " or ".join(_condition(part) for part in value) if isinstance(value, list) else str(value)


def _without(document: dict[str, Any], name: str) -> dict[str, Any]:
    return {setting: value for setting, value in document.items() if setting != name}
