"""What the questionnaire's editor reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from folkmoot_core.questionnaires import KINDS, load_questionnaire
from folkmoot_core.questionnaires.differences import Difference, differences
from folkmoot_core.questionnaires.documents import dump_document
from folkmoot_core.questionnaires.editing import blank_document, faults_of, questions_of, read_document, sections_of
from folkmoot_core.values import Fault

from ..models import Consultation, Questionnaire


@dataclass(frozen=True)
class QuestionLine:
    """A question in the editor's list. `number` is its number on paper."""

    number: int
    section: int
    place: int
    key: str
    kind: str
    text: str
    is_routed: bool
    is_required: bool
    choices: tuple[str, ...]
    warnings: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class SectionLines:
    place: int
    key: str
    title: str
    is_routed: bool
    faults: tuple[Fault, ...]
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class Drafting:
    """The questionnaire under the editor's hands: the draft, or the published version a draft will be made from."""

    consultation: Consultation
    row: Questionnaire | None
    published: Questionnaire | None

    @cached_property
    def text(self) -> str:
        if self.row is not None:
            return self.row.definition
        return dump_document(blank_document(self.consultation.slug[:39].strip("-"), self.consultation.title))

    @property
    def seen(self) -> str:
        """The fingerprint of what the editor looks at."""
        return self.row.sha256 if self.row else ""

    @property
    def is_draft(self) -> bool:
        return self.row is None or self.row.published_at is None

    @cached_property
    def document(self) -> dict[str, Any]:
        """Raises Invalid where the text cannot be read as a list of sections and questions."""
        return read_document(self.text)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        return faults_of(self.text)

    @cached_property
    def general_faults(self) -> tuple[Fault, ...]:
        """The faults that no section or question of the list carries."""
        shown = {id(fault) for section in self.sections for fault in section.faults}
        shown |= {id(fault) for section in self.sections for line in section.questions for fault in line.faults}
        return tuple(fault for fault in self.faults if id(fault) not in shown)

    @cached_property
    def sections(self) -> tuple[SectionLines, ...]:
        lines, number = [], 0
        for place, section in enumerate(sections_of(self.document)):
            questions = []
            for at, question in enumerate(questions_of(section)):
                number += 1
                questions.append(self._line(number, place, at, question))
            key = str(section.get("key", ""))
            lines.append(
                SectionLines(
                    place,
                    key,
                    str(section.get("title") or key),
                    bool(section.get("for") or section.get("show_if")),
                    self._faults_at(f"section {key}"),
                    tuple(questions),
                )
            )
        return tuple(lines)

    def changes(self) -> tuple[Difference, ...]:
        """What the draft changes since the published version; empty where one of them cannot be read."""
        if self.published is None or self.row is None or self.faults:
            return ()
        return differences(load_questionnaire(self.published.definition), load_questionnaire(self.text))

    def _line(self, number: int, section: int, place: int, question: dict[str, Any]) -> QuestionLine:
        kind, key = str(question.get("kind", "")), str(question.get("key", ""))
        choices = question.get("options") or question.get("rows") or []
        return QuestionLine(
            number,
            section,
            place,
            key,
            kind,
            str(question.get("text") or key),
            bool(question.get("show_if")),
            bool(question.get("required")),
            tuple(str(choice.get("text", "")) for choice in choices if isinstance(choice, dict)),
            _cannot(kind),
            self._faults_at(key),
        )

    def _faults_at(self, where: str) -> tuple[Fault, ...]:
        starts = (f"{where}.", f"{where},")
        return tuple(
            fault for fault in self.faults if where and (fault.where == where or fault.where.startswith(starts))
        )


def _cannot(kind: str) -> tuple[str, ...]:
    """What cannot be done with questions of this kind: "printed", "typed", "imported"."""
    if kind not in KINDS:
        return ()
    return tuple(deed for deed in ("printed", "typed", "imported") if not KINDS[kind].abilities.can(deed))


def drafting_of(consultation: Consultation) -> Drafting:
    """The newest version and the newest published one. One query."""
    versions = list(consultation.questionnaires.order_by("-version"))
    published = next((row for row in versions if row.published_at is not None), None)
    return Drafting(consultation, versions[0] if versions else None, published)
