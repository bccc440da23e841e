"""What every kind of question declares and does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from folkmoot_core.questionnaires.answers import plain_key
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question

FormFields = Mapping[str, Sequence[str]]

DEEDS: Mapping[str, str] = {
    "printed": "printable",
    "typed": "typeable",
    "imported": "importable",
    "charted": "chartable",
    "coded": "codable",
}


@dataclass(frozen=True, slots=True)
class Abilities:
    """What can be done with a kind of question. `personal`: what people write may be about a person."""

    printable: bool = True
    typeable: bool = True
    importable: bool = True
    chartable: bool = False
    codable: bool = False
    personal: bool = False

    def can(self, deed: str) -> bool:
        return bool(getattr(self, DEEDS[deed]))


@dataclass(frozen=True, slots=True)
class Read:
    """A value read from a form or a row (None: nothing given), and what is wrong with what was given."""

    value: Any = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """One key press on the typing screen and what it stands for."""

    press: str
    value: str
    text: str


class Kind(ABC):
    """One kind of question. Instances hold no state; a value is never a declined answer or None."""

    key: ClassVar[str]
    label: ClassVar[str]
    abilities: ClassVar[Abilities]
    settings: ClassVar[frozenset[str]] = frozenset()
    """Settings of the document that this kind understands, beyond those of every question."""
    needs: ClassVar[frozenset[str]] = frozenset()
    """Settings it cannot do without."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The names of the form fields, the question's own first."""
        return (question.key,)

    @abstractmethod
    def read(self, question: Question, form: FormFields) -> Read:
        """The value that the form fields stand for."""

    @abstractmethod
    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        """The form fields that stand for a value: `read(write(value))` gives the value again."""

    @abstractmethod
    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        """What is wrong with a value, whichever way it came."""

    def unanswered(self, question: Question, value: Any) -> Iterator[Fault]:
        """What is missing from the answer to a required question; `value` is None for no reply."""
        if value is None:
            yield Fault(question.key, self.ask_for(question))

    def ask_for(self, question: Question) -> str:
        return "Answer this question."

    def columns(self, question: Question) -> tuple[str, ...]:
        """The spreadsheet columns, in order."""
        return (question.key,)

    @abstractmethod
    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        """The value that spreadsheet cells stand for (cells are tidy; a missing column is an empty cell)."""

    @abstractmethod
    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        """The spreadsheet cells for a value: `from_cells(to_cells(value))` gives the value again."""

    def ticks(self, question: Question) -> tuple[Tick, ...]:
        """The key presses of the typing screen, in print order."""
        return ()


# Without x, which stands for "I do not wish to say" on the typing screen.
PRESSES = "123456789abcdefghijklmnopqrstuvwyz"


def ticks_for(pairs: Sequence[tuple[str, str]]) -> tuple[Tick, ...]:
    """One key press for each (key, text); beyond 34 the press is empty and the choice is typed by its key."""
    return tuple(
        Tick(PRESSES[place] if place < len(PRESSES) else "", key, text) for place, (key, text) in enumerate(pairs)
    )


def find_key(cell: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    """The key of the choice that a cell names by its key or by its text, in any case; None where it names none."""
    wanted = plain_key(cell)
    for key, _text in pairs:
        if key == wanted:
            return key
    for key, text in pairs:
        if plain_key(text) == wanted:
            return key
    return None


def option_pairs(question: Question) -> list[tuple[str, str]]:
    return [(option.key, option.text) for option in question.options]


def wrong_shape(question: Question, expected: str) -> Fault:
    return Fault(question.key, "This answer is not in the right form.", f"Give {expected}.")


def not_offered(where: str, given: str) -> Fault:
    shown = given if len(given) <= 40 else f"{given[:40]}…"
    return Fault(where, f"“{shown}” is not one of the choices.", "Choose from the list.")
