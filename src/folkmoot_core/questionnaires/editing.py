"""Change a questionnaire's document step by step, also while it is not fit for use yet.

A draft may lack what a questionnaire needs (it begins without any question), so these functions work on the plain
document and leave judging it to `faults_of`. Each returns a new document and leaves the old one as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

from folkmoot_core.questionnaires.documents import load_questionnaire
from folkmoot_core.questionnaires.fields import LONGEST_KEY
from folkmoot_core.questionnaires.marked import Marked, marked_from_yaml
from folkmoot_core.values import Fault, Invalid

Document = dict[str, Any]

# What stands where: words (also figures and true or false), short names, settings, or lists of further settings.
_CHOICE = dict.fromkeys(("key", "text", "specify"), "words")
_QUESTION: Mapping[str, Any] = {
    **dict.fromkeys(("key", "kind", "text", "hint", "required", "declines", "role", "min", "max"), "words"),
    **dict.fromkeys(("decimals", "max_length", "lines", "max_choices"), "words"),
    **dict.fromkeys(("options", "rows", "columns"), _CHOICE),
    "show_if": "settings",
}
_SECTION: Mapping[str, Any] = {
    **dict.fromkeys(("key", "title", "text"), "words"),
    "for": "names",
    "show_if": "settings",
    "questions": _QUESTION,
}
_QUESTIONNAIRE: Mapping[str, Any] = {
    **dict.fromkeys(("questionnaire", "title", "language", "introduction"), "words"),
    "sections": _SECTION,
}


def faults_of(text: str, file: str = "") -> tuple[Fault, ...]:
    """Everything that keeps this text from being a questionnaire fit for use; empty where it is one."""
    try:
        load_questionnaire(text, file)
    except Invalid as invalid:
        return invalid.faults
    return ()


def read_document(text: str, file: str = "") -> Document:
    """The document that a text holds, whether or not it is fit for use.

    Raises Invalid, with lines, where the text is not YAML, or where something stands in the place of words, of a list
    or of settings: what has not the shape of a questionnaire cannot be shown as a list of questions.
    """
    tree = marked_from_yaml(text, file)
    faults = list(_misshapen(tree, "", _QUESTIONNAIRE, file))
    if faults:
        raise Invalid(faults)
    document = _plain(tree)
    assert isinstance(document, dict)  # noqa: S101 (its shape was checked)
    return document


def blank_document(key: str, title: str, language: str = "en") -> Document:
    """A questionnaire without questions yet."""
    return {"questionnaire": key, "title": title, "language": language, "sections": []}


def make_key(words: str, taken: Collection[str] = (), otherwise: str = "item") -> str:
    """A key made from words: unlike all in `taken`, at most 39 characters, `otherwise` where no letters are left."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-")[: LONGEST_KEY - 4].strip("-") or otherwise
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def question_keys(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of all questions, in order."""
    return tuple(
        str(question.get("key", "")) for section in sections_of(document) for question in questions_of(section)
    )


def sections_of(document: Mapping[str, Any]) -> list[Document]:
    return document.get("sections") or []


def questions_of(section: Mapping[str, Any]) -> list[Document]:
    return section.get("questions") or []


def section_at(document: Mapping[str, Any], place: int) -> Document:
    """The section at this place, counted from 0. Raises LookupError where there is none."""
    if not 0 <= place < len(sections_of(document)):
        raise LookupError(place)
    return sections_of(document)[place]


def question_at(document: Mapping[str, Any], section: int, place: int) -> Document:
    """The question at this place of this section, both counted from 0. Raises LookupError where there is none."""
    questions = questions_of(section_at(document, section))
    if not 0 <= place < len(questions):
        raise LookupError(place)
    return questions[place]


def put_section(document: Document, settings: Mapping[str, Any], place: int | None = None) -> Document:
    """Add a section at the end, or replace the settings of the one at `place`; its questions stay."""
    changed = deepcopy(document)
    sections = changed["sections"] = sections_of(changed)
    if place is None:
        sections.append({**settings, "questions": []})
    else:
        sections[place] = {**settings, "questions": questions_of(section_at(changed, place))}
    return changed


def put_question(document: Document, section: int, settings: Mapping[str, Any], place: int | None = None) -> Document:
    """Add a question at the end of a section, or replace the one at `place`.

    Where its key changes, conditions that ask for it follow.
    """
    changed = deepcopy(document)
    home = section_at(changed, section)
    questions = home["questions"] = questions_of(home)
    if place is None:
        questions.append(dict(settings))
        return changed
    old = question_at(changed, section, place).get("key")
    questions[place] = dict(settings)
    if old and old != settings.get("key"):
        _rename(changed, str(old), str(settings.get("key", "")))
    return changed


def remove_section(document: Document, place: int) -> Document:
    changed = deepcopy(document)
    section_at(changed, place)
    del changed["sections"][place]
    return changed


def remove_question(document: Document, section: int, place: int) -> Document:
    changed = deepcopy(document)
    question_at(changed, section, place)
    del changed["sections"][section]["questions"][place]
    return changed


def move_section(document: Document, place: int, *, up: bool) -> Document:
    """One place up or down; at the end of the list nothing changes."""
    changed = deepcopy(document)
    section_at(changed, place)
    _swap(changed["sections"], place, up=up)
    return changed


def move_question(document: Document, section: int, place: int, *, up: bool) -> Document:
    """One place up or down; from the edge of its section it goes into the neighbouring one."""
    changed = deepcopy(document)
    question_at(changed, section, place)
    questions = changed["sections"][section]["questions"]
    if _swap(questions, place, up=up):
        return changed
    neighbour = section - 1 if up else section + 1
    if 0 <= neighbour < len(changed["sections"]):
        home = changed["sections"][neighbour]
        there = home["questions"] = questions_of(home)
        there.insert(len(there) if up else 0, questions.pop(place))
    return changed


def _swap(items: list[Document], place: int, *, up: bool) -> bool:
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return False
    items[place], items[other] = items[other], items[place]
    return True


def _rename(value: Any, old: str, new: str) -> None:
    """Conditions are the only maps with an entry `question` (one key) in the document."""
    if isinstance(value, dict):
        if value.get("question") == old:
            value["question"] = new
        for part in value.values():
            _rename(part, old, new)
    elif isinstance(value, list):
        for part in value:
            _rename(part, old, new)


def _misshapen(marked: Marked, where: str, shape: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Every place whose value has not the shape that its name asks for; unknown names may hold anything."""
    if marked.sort != "map":
        yield Fault(where, "Settings are expected here.", "Write lines of “name: value”.", marked.line, file)
        return
    for name, entry in marked.entries.items():
        place, wanted = f"{where}.{name}" if where else name, shape.get(name)
        if wanted is None or entry.sort == "nothing":
            continue
        if wanted == "words":
            if entry.sort in ("map", "list"):
                yield Fault(place, "One piece of text is expected here.", "Put it in quotes.", entry.line, file)
        elif wanted == "settings":
            yield from _misshapen(entry, place, {}, file)
        elif wanted == "names":
            yield from _misshapen_names(entry, place, file)
        elif entry.sort != "list":
            yield Fault(place, "A list is expected here.", "Start each item with “- ”.", entry.line, file)
        else:
            for number, item in enumerate(entry.items, 1):
                yield from _misshapen(item, f"{place}, item {number}", wanted, file)


def _misshapen_names(entry: Marked, place: str, file: str) -> Iterator[Fault]:
    if entry.sort == "map" or any(item.sort in ("map", "list") for item in entry.items):
        yield Fault(place, "A list of short names is expected here.", "Write it as [one, two].", entry.line, file)


def _plain(marked: Marked) -> Any:
    if marked.sort == "map":
        return {name: _plain(entry) for name, entry in marked.entries.items()}
    if marked.sort == "list":
        return [_plain(item) for item in marked.items]
    if marked.sort == "nothing":
        return None
    if marked.sort == "truth":
        return marked.text.lower() in ("true", "yes", "on")
    return _number(marked.text) if marked.sort == "number" else marked.text


def _number(text: str) -> int | float | str:
    """A figure as a number; one that Python cannot read stays as it is written, for the checks to name."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
