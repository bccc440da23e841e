"""A questionnaire as an immutable value. Build one with `load_questionnaire` or `from_document`, which check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from folkmoot_core.questionnaires.conditions import Condition
from folkmoot_core.questionnaires.kinds import DEEDS, kind_of

TEXT_LIMIT = 5000
ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "capacity": ("choose_one",),
        "age_band": ("choose_one",),
        "sex": ("choose_one",),
        "ethnicity": ("choose_one",),
        "postcode": ("postcode",),
        "feedback": ("choose_one",),
    }
)
# Personal even as a tick: they describe a person (UK GDPR articles 4(1) and 9(1)).
PERSONAL_ROLES = frozenset({"age_band", "sex", "ethnicity", "postcode"})


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `specify` offers a box for words, kept under "<question>.<option>"."""

    key: str
    text: str
    specify: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a grid."""

    key: str
    text: str


@dataclass(frozen=True)
class Question:
    """One question. Fields that its kind does not use stay at their defaults."""

    key: str
    kind: str
    text: str
    hint: str = ""
    required: bool = False
    declines: bool = False
    role: str = ""
    show_if: Condition | None = None
    options: tuple[Option, ...] = ()
    max_choices: int | None = None
    rows: tuple[Line, ...] = ()
    columns: tuple[Line, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    decimals: int = 0
    earliest: date | None = None
    latest: date | None = None
    max_length: int = TEXT_LIMIT
    lines: int = 5

    @cached_property
    def option_keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)

    @cached_property
    def row_keys(self) -> tuple[str, ...]:
        return tuple(row.key for row in self.rows)

    @cached_property
    def column_keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    @cached_property
    def most_choices(self) -> int:
        """How many options one person may choose or rank."""
        if self.kind in ("choose_many", "rank"):
            return self.max_choices or len(self.options)
        return 1

    @cached_property
    def words_fields(self) -> Mapping[str, str]:
        """{option key: "<question>.<option>"} for the options that offer a box for words."""
        return {option.key: f"{self.key}.{option.key}" for option in self.options if option.specify}

    @cached_property
    def form_fields(self) -> tuple[str, ...]:
        """Every form field of this question, its own first."""
        return (*kind_of(self.kind).fields(self), *self.words_fields.values())

    @property
    def personal(self) -> bool:
        """Whether answers may identify or describe a person, so that they are handled as personal data."""
        return kind_of(self.kind).abilities.personal or self.role in PERSONAL_ROLES or bool(self.words_fields)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together, maybe for some kinds of respondent only (`for_capacities`)."""

    key: str
    title: str
    questions: tuple[Question, ...]
    text: str = ""
    for_capacities: tuple[str, ...] = ()
    show_if: Condition | None = None


@dataclass(frozen=True)
class Questionnaire:
    """A whole questionnaire, in the order it is printed."""

    key: str
    title: str
    sections: tuple[Section, ...]
    language: str = "en"
    introduction: str = ""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[Section, Question]]:
        return {question.key: (section, question) for section in self.sections for question in section.questions}

    @cached_property
    def _by_role(self) -> Mapping[str, Question]:
        return {question.role: question for question in self.questions if question.role}

    def has(self, key: str) -> bool:
        return key in self._by_key

    def question(self, key: str) -> Question:
        """The question with this key; KeyError where there is none."""
        return self._by_key[key][1]

    def section_of(self, key: str) -> Section:
        """The section that holds the question with this key; KeyError where there is none."""
        return self._by_key[key][0]

    def with_role(self, role: str) -> Question | None:
        """The question that supplies this to the person's snapshot, if the questionnaire asks one."""
        return self._by_role.get(role)

    def cannot(self, deed: str) -> tuple[Question, ...]:
        """The questions that cannot be "printed", "typed", "imported", "charted" or "coded", so that builders warn."""
        if deed not in DEEDS:
            raise ValueError(f"Questions can be {', '.join(DEEDS)}; “{deed}” is not one of these.")
        return tuple(question for question in self.questions if not kind_of(question.kind).abilities.can(deed))
