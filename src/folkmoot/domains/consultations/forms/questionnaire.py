"""A questionnaire as the fields of a page: what each template of a question kind needs to draw it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from folkmoot_core.questionnaires import DECLINED_FIELD, Question, Questionnaire, Section, to_document
from folkmoot_core.values import Fault

Entered = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """One radio button or tick box."""

    key: str
    text: str
    name: str
    id: str
    chosen: bool
    specify_name: str = ""
    specify_value: str = ""


@dataclass(frozen=True)
class GridRow:
    key: str
    text: str
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class QuestionField:
    """One question as it stands on a page, with what was typed and what is wrong with it."""

    question: Question
    number: int | None
    id: str
    entered: Entered = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    show_if: str = ""

    @property
    def template(self) -> str:
        return f"consultations/questions/{self.question.kind}.html"

    @property
    def name(self) -> str:
        return self.question.key

    @property
    def described_by(self) -> str:
        parts = [f"{self.id}-hint"] if self.hint or self.limit else []
        parts += [f"{self.id}-error"] if self.errors else []
        return " ".join(parts)

    @property
    def hint(self) -> str:
        return self.question.hint

    @property
    def limit(self) -> int | None:
        """How many may be chosen, where fewer than all."""
        most = self.question.most_choices
        return most if self.question.kind in ("choose_many", "rank") and most < len(self.question.options) else None

    @property
    def declined_name(self) -> str:
        return self.question.key

    @property
    def declined_value(self) -> str:
        return DECLINED_FIELD

    @property
    def declined(self) -> bool:
        return DECLINED_FIELD in self.entered.get(self.question.key, ())

    def text(self, part: str = "") -> str:
        """What was typed in the question's field, or in a part of it such as `day`."""
        values = self.entered.get(f"{self.question.key}.{part}" if part else self.question.key, ())
        return next((value for value in values if value != DECLINED_FIELD), "")

    @property
    def value(self) -> str:
        return self.text()

    @property
    def parts(self) -> dict[str, str]:
        """{part: what was typed} for date and map point."""
        names = {
            "date": ("day", "month", "year"),
            "map_point": ("lon", "lat", "words"),
            "file": ("document", "name"),
        }.get(self.question.kind, ())
        return {name: self.text(name) for name in names}

    @property
    def choices(self) -> tuple[Choice, ...]:
        chosen = self.entered.get(self.question.key, ())
        return tuple(
            Choice(
                key=option.key,
                text=option.text,
                name=self.question.key,
                id=self.id if place == 0 else f"{self.id}-{place + 1}",
                chosen=option.key in chosen,
                specify_name=f"{self.question.key}.{option.key}" if option.specify else "",
                specify_value=self.text(option.key) if option.specify else "",
            )
            for place, option in enumerate(self.question.options)
        )

    @property
    def grid(self) -> tuple[GridRow, ...]:
        return tuple(
            GridRow(
                row.key,
                row.text,
                f"{self.question.key}.{row.key}",
                tuple(
                    Choice(
                        column.key,
                        column.text,
                        f"{self.question.key}.{row.key}",
                        self.id if row_place == place == 0 else f"{self.id}-{row.key}-{column.key}",
                        self.text(row.key) == column.key,
                    )
                    for place, column in enumerate(self.question.columns)
                ),
            )
            for row_place, row in enumerate(self.question.rows)
        )

    @property
    def ranks(self) -> tuple[Choice, ...]:
        """One small box per option for its place, 1 being first."""
        return tuple(
            Choice(
                key=self.text(option.key),
                text=option.text,
                name=f"{self.question.key}.{option.key}",
                id=self.id if place == 0 else f"{self.id}-{place + 1}",
                chosen=False,
            )
            for place, option in enumerate(self.question.options)
        )


@dataclass(frozen=True)
class SectionFields:
    section: Section
    only_for: tuple[str, ...]
    fields: tuple[QuestionField, ...]
    show_if: str = ""


@dataclass(frozen=True)
class ErrorLine:
    """One line of the error summary, with the field it leads to and the question that the field asks."""

    id: str
    message: str
    asked: str


def section_fields(
    questionnaire: Questionnaire,
    entered: Entered | None = None,
    faults: Iterable[Fault] = (),
    only: Collection[str] | None = None,
    leave_out: Collection[str] = (),
) -> list[SectionFields]:
    """The sections with their fields, numbered in print order. `leave_out`: questions asked in another way."""
    entered = entered or {}
    errors: dict[str, list[str]] = {}
    for fault in faults:
        errors.setdefault(fault.where.split(".")[0], []).append(" ".join(filter(None, [fault.message, fault.mend])))
    routes = _routes(questionnaire)
    numbers = {question.key: number for number, question in enumerate(numbered(questionnaire, leave_out), 1)}
    sections = []
    for section in questionnaire.sections:
        fields = tuple(
            QuestionField(
                question,
                numbers[question.key],
                f"q-{question.key}",
                entered,
                tuple(errors.get(question.key, ())),
                routes.get(f"question:{question.key}", ""),
            )
            for question in section.questions
            if question.key in numbers and (only is None or question.key in only)
        )
        if fields:
            only_for = _capacity_texts(questionnaire, section)
            sections.append(SectionFields(section, only_for, fields, routes.get(f"section:{section.key}", "")))
    return sections


def numbered(questionnaire: Questionnaire, leave_out: Collection[str] = ()) -> Iterator[Question]:
    return (question for question in questionnaire.questions if question.key not in leave_out)


def error_lines(sections: Iterable[SectionFields], *, of_the_whole: bool = False) -> list[ErrorLine]:
    """For the error summary, in page order. `of_the_whole`: the fault is not that of the question where it stands."""
    fields = [field for section in sections for field in section.fields]
    return [
        ErrorLine(field.id, error, "" if of_the_whole else field.question.text)
        for field in fields
        for error in field.errors
    ]


def _capacity_texts(questionnaire: Questionnaire, section: Section) -> tuple[str, ...]:
    question = questionnaire.with_role("capacity")
    if not section.for_capacities or question is None:
        return ()
    return tuple(option.text for option in question.options if option.key in section.for_capacities)


@lru_cache(maxsize=64)
def _routes(questionnaire: Questionnaire) -> Mapping[str, str]:
    """{"section:KEY" or "question:KEY": the condition on which it is shown, as JSON for the page's script}."""
    capacity = questionnaire.with_role("capacity")
    routes: dict[str, str] = {}
    for section in to_document(questionnaire)["sections"]:
        conditions = [section["show_if"]] if "show_if" in section else []
        if "for" in section and capacity is not None:
            conditions.append({"question": capacity.key, "any_of": section["for"]})
        if conditions:
            routes[f"section:{section['key']}"] = json.dumps({"all": conditions})
        for question in section["questions"]:
            if "show_if" in question:
                routes[f"question:{question['key']}"] = json.dumps(question["show_if"])
    return routes
