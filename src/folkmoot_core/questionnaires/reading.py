"""Build a questionnaire from a marked document. What the parts mean to each other is `checking`'s matter."""

from __future__ import annotations

import difflib

from folkmoot_core.questionnaires.conditions import Answered, AnyOf, Between, Condition, Every, Not, Some
from folkmoot_core.questionnaires.fields import Faults, Fields
from folkmoot_core.questionnaires.kinds import KINDS
from folkmoot_core.questionnaires.marked import Marked
from folkmoot_core.questionnaires.model import ROLES, TEXT_LIMIT, Line, Option, Question, Questionnaire, Section

TITLE_LIMIT, WORDING_LIMIT, PROSE_LIMIT = 300, 2000, 20_000
DEEPEST_CONDITION = 10
_QUESTION_SETTINGS = frozenset({"key", "kind", "text", "hint", "required", "declines", "role", "show_if"})
_ALL_SETTINGS = frozenset().union(*(kind.settings for kind in KINDS.values()))


def read_questionnaire(document: Marked, faults: Faults) -> Questionnaire:
    """The questionnaire as far as it can be read; it is fit for use only if `faults` stays empty."""
    fields = Fields(document, "", faults)
    fields.allow({"questionnaire", "title", "language", "introduction", "sections"})
    sections = tuple(
        _read_section(marked, place, faults) for place, marked in enumerate(fields.maps("sections", required=True), 1)
    )
    return Questionnaire(
        key=fields.key("questionnaire"),
        title=fields.text("title", TITLE_LIMIT, required=True),
        language=fields.text("language", 35) or "en",
        introduction=fields.text("introduction", PROSE_LIMIT, lines=True),
        sections=sections,
    )


def _read_section(marked: Marked, place: int, faults: Faults) -> Section:
    fields = Fields(marked, _named(marked, f"section {place}", "section "), faults)
    faults.lines[fields.where] = marked.line
    fields.allow({"key", "title", "text", "for", "show_if", "questions"})
    items = fields.maps("questions", required=True)
    return Section(
        key=fields.key("key"),
        title=fields.text("title", TITLE_LIMIT, required=True),
        text=fields.text("text", PROSE_LIMIT, lines=True),
        for_capacities=fields.keys("for"),
        show_if=_read_condition(fields.marked("show_if"), fields.place("show_if"), faults),
        questions=tuple(
            _read_question(item, f"{fields.where}, question {number}", faults) for number, item in enumerate(items, 1)
        ),
    )


def _read_question(marked: Marked, place: str, faults: Faults) -> Question:
    fields = Fields(marked, _named(marked, place, ""), faults)
    faults.lines[fields.where] = marked.line
    kind = _read_kind(fields)
    known = _QUESTION_SETTINGS | (KINDS[kind].settings if kind in KINDS else _ALL_SETTINGS)
    fields.allow(known, _ALL_SETTINGS, f"questions of the kind {kind}")
    is_date = kind == "date"
    max_length = fields.whole("max_length", 1, 100_000)
    lines = fields.whole("lines", 1, 100)
    return Question(
        key=fields.key("key"),
        kind=kind,
        text=fields.text("text", WORDING_LIMIT, required=True, lines=True),
        hint=fields.text("hint", WORDING_LIMIT, lines=True),
        required=fields.truth("required"),
        declines=fields.truth("declines"),
        role=_read_role(fields),
        show_if=_read_condition(fields.marked("show_if"), fields.place("show_if"), faults),
        options=tuple(_read_option(item, fields) for item in fields.maps("options")),
        max_choices=fields.whole("max_choices", 1, 250),
        rows=tuple(_read_line(item, fields, "row") for item in fields.maps("rows")),
        columns=tuple(_read_line(item, fields, "column") for item in fields.maps("columns")),
        minimum=None if is_date else fields.number("min"),
        maximum=None if is_date else fields.number("max"),
        decimals=fields.whole("decimals", 0, 6) or 0,
        earliest=fields.date("min") if is_date else None,
        latest=fields.date("max") if is_date else None,
        max_length=TEXT_LIMIT if max_length is None else max_length,
        lines=Question.lines if lines is None else lines,
    )


def _named(marked: Marked, place: str, prefix: str) -> str:
    """How a fault names this part: by its key where it has one, else by its place."""
    key = marked.entries.get("key")
    return f"{prefix}{key.text}" if key is not None and key.text and len(key.text) < 60 else place


def _read_kind(fields: Fields) -> str:
    kind = fields.text("kind", 60, required=True)
    if kind and kind not in KINDS:
        near = difflib.get_close_matches(kind, list(KINDS), n=1)
        mend = f"Did you mean “{near[0]}”?" if near else f"Known kinds: {', '.join(KINDS)}."
        fields.fault("kind", f"“{kind}” is not a kind of question.", mend)
    return kind


def _read_role(fields: Fields) -> str:
    role = fields.text("role", 60)
    if role and role not in ROLES:
        fields.fault("role", f"“{role}” is not a known role.", f"Known roles: {', '.join(ROLES)}.")
        return ""
    return role


def _read_option(marked: Marked, question: Fields) -> Option:
    fields = Fields(marked, _named(marked, f"{question.where}, option", f"{question.where}, option "), question.faults)
    fields.allow({"key", "text", "specify"})
    fields.faults.lines[fields.where] = marked.line
    return Option(
        key=fields.key("key"), text=fields.text("text", WORDING_LIMIT, required=True), specify=fields.truth("specify")
    )


def _read_line(marked: Marked, question: Fields, name: str) -> Line:
    fields = Fields(marked, _named(marked, f"{question.where}, {name}", f"{question.where}, {name} "), question.faults)
    fields.allow({"key", "text"})
    fields.faults.lines[fields.where] = marked.line
    return Line(key=fields.key("key"), text=fields.text("text", WORDING_LIMIT, required=True))


def _read_condition(marked: Marked | None, where: str, faults: Faults, depth: int = 0) -> Condition | None:
    if marked is None:
        return None
    if depth > DEEPEST_CONDITION:
        faults.add(where, "This condition is nested too deeply.", "Make it simpler.", marked.line)
        return None
    fields = Fields(marked, where, faults)
    if not fields.is_map:
        return None
    joined = [name for name in ("all", "any", "not") if fields.has(name)]
    if joined:
        fields.allow({joined[0]})
        return _read_joined(fields, joined[0], depth)
    return _read_asking(fields)


def _read_joined(fields: Fields, name: str, depth: int) -> Condition | None:
    if name == "not":
        part = _read_condition(fields.marked("not"), fields.place("not"), fields.faults, depth + 1)
        return None if part is None else Not(part)
    items = fields.maps(name, required=True)
    parts = [_read_condition(item, fields.place(name), fields.faults, depth + 1) for item in items]
    read = tuple(part for part in parts if part is not None)
    return Every(read) if name == "all" else Some(read)


def _read_asking(fields: Fields) -> Condition | None:
    fields.allow({"question", "any_of", "answered", "at_least", "at_most"})
    question = fields.key("question")
    tests = [name for name in ("any_of", "answered", "at_least", "at_most") if fields.has(name)]
    if not question:
        return None
    if tests == ["any_of"]:
        return AnyOf(question, fields.keys("any_of"))
    if tests == ["answered"]:
        return Answered(question, fields.truth("answered", default=True))
    if tests and set(tests) <= {"at_least", "at_most"}:
        return Between(question, fields.number("at_least"), fields.number("at_most"))
    fields.faults.add(
        fields.where,
        "This condition does not say what to look for."
        if not tests
        else "This condition says too many things at once.",
        "Give any_of, or answered, or at_least and at_most; join several with all or any.",
        fields.line,
    )
    return None
