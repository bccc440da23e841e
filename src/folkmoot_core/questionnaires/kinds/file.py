"""A file. The file itself is kept by the documents store; the answer holds its identity there and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import first_line, tidy_line
from folkmoot_core.questionnaires.kinds.base import Abilities, FormFields, Kind, Read, wrong_shape
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question

PARTS = ("document", "name")
NAME_LIMIT = 255
_IDENTITY = re.compile(r"[A-Za-z0-9_-]{1,80}")


class File(Kind):
    """Value: {"document": identity as text, "name": file name}.

    A form carries it in two hidden fields, which the page fills in once the file is stored. Whoever receives the form
    checks that the document belongs to this respondent; this kind checks only the shape.
    """

    key = "file"
    label = "File"
    abilities = Abilities(printable=False, typeable=False, importable=False, personal=True)

    def fields(self, question: Question) -> tuple[str, ...]:
        return (question.key, *(f"{question.key}.{part}" for part in PARTS))

    def read(self, question: Question, form: FormFields) -> Read:
        document, name = (first_line(form.get(f"{question.key}.{part}", ())) for part in PARTS)
        return Read({"document": document, "name": name or document} if document else None)

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {f"{question.key}.{part}": [value[part]] for part in PARTS}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if (
            not isinstance(value, dict)
            or set(value) != set(PARTS)
            or not all(isinstance(v, str) for v in value.values())
        ):
            yield wrong_shape(question, "the document and its name")
        elif not _IDENTITY.fullmatch(value["document"]):
            yield Fault(question.key, "The file could not be found.", "Choose the file again.")
        elif not value["name"] or len(value["name"]) > NAME_LIMIT or value["name"] != tidy_line(value["name"]):
            yield Fault(question.key, "The file name cannot be kept.", "Give the file a shorter, simpler name.")

    def ask_for(self, question: Question) -> str:
        return "Choose a file."

    def columns(self, question: Question) -> tuple[str, ...]:
        return (f"{question.key}.name",)

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        message = "A file cannot come in through a spreadsheet."
        return Read(faults=(Fault(f"{question.key}.name", message, "Leave this column empty and attach the file."),))

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {f"{question.key}.name": value["name"]}
