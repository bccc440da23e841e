"""A questionnaire as a document: YAML and JSON, both ways."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import yaml

from folkmoot_core.questionnaires.checking import check_questionnaire
from folkmoot_core.questionnaires.conditions import Answered, AnyOf, Condition, Every, Not, Some
from folkmoot_core.questionnaires.fields import Faults
from folkmoot_core.questionnaires.marked import Marked, marked_from_json, marked_from_yaml
from folkmoot_core.questionnaires.model import Question, Questionnaire, Section
from folkmoot_core.questionnaires.reading import read_questionnaire
from folkmoot_core.values import Fault, Invalid


@lru_cache(maxsize=128)
def load_questionnaire(text: str, file: str = "") -> Questionnaire:
    """Read a questionnaire from YAML. Raises Invalid with every fault, its line and its mend.

    The last ones read are remembered, since a page that takes answers reads the same text again and again.
    """
    return _build(marked_from_yaml(text, file), file)


def from_document(document: Mapping[str, Any]) -> Questionnaire:
    """Read a questionnaire from JSON-like values. Raises Invalid with every fault and its mend."""
    return _build(marked_from_json(document), "")


def dump_questionnaire(questionnaire: Questionnaire) -> str:
    """Write a questionnaire as YAML; `load_questionnaire` gives the same questionnaire back."""
    return dump_document(to_document(questionnaire))


def dump_document(document: Mapping[str, Any]) -> str:
    """Write a document as YAML, fit for use or not."""
    return yaml.dump(dict(document), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, indent=2)


def to_document(questionnaire: Questionnaire) -> dict[str, Any]:
    """The document with every default left out, ready for JSON."""
    return _filled(
        questionnaire=questionnaire.key,
        title=questionnaire.title,
        language=questionnaire.language,
        introduction=questionnaire.introduction,
        sections=[_section(section) for section in questionnaire.sections],
    )


def fingerprint(questionnaire: Questionnaire) -> str:
    """SHA-256, in hexadecimal, of the document as canonical JSON: equal exactly when the questionnaires are equal."""
    canonical = json.dumps(to_document(questionnaire), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _build(tree: Marked, file: str) -> Questionnaire:
    faults = Faults(file)
    questionnaire = read_questionnaire(tree, faults)
    for fault in check_questionnaire(questionnaire):
        line = faults.lines.get(fault.where)
        if line is None:
            line = faults.lines.get(fault.where.partition(".")[0])
        faults.found.append(replace(fault, line=line, file=file))
    if faults.found:
        raise Invalid(sorted(_distinct(faults.found), key=lambda fault: fault.line or 0))
    return questionnaire


def _distinct(faults: list[Fault]) -> list[Fault]:
    """The same thing said of the same place is said once."""
    return list({(fault.where, fault.message): fault for fault in reversed(faults)}.values())[::-1]


def _filled(**settings: Any) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if value not in (None, "", [], False)}


def _section(section: Section) -> dict[str, Any]:
    document = _filled(key=section.key, title=section.title, text=section.text)
    document |= _filled(**{"for": list(section.for_capacities)})
    document |= _filled(show_if=_condition(section.show_if))
    document["questions"] = [_question(question) for question in section.questions]
    return document


def _question(question: Question) -> dict[str, Any]:
    is_date = question.kind == "date"
    low = question.earliest.isoformat() if is_date and question.earliest else question.minimum
    high = question.latest.isoformat() if is_date and question.latest else question.maximum
    document = _filled(
        key=question.key,
        kind=question.kind,
        text=question.text,
        hint=question.hint,
        required=question.required,
        role=question.role,
        show_if=_condition(question.show_if),
        options=[_filled(key=option.key, text=option.text, specify=option.specify) for option in question.options],
        rows=[{"key": row.key, "text": row.text} for row in question.rows],
        columns=[{"key": column.key, "text": column.text} for column in question.columns],
        max_choices=question.max_choices,
        declines=question.declines,
    )
    # A least or most of 0 is a setting, so these do not go through the filter that drops what is empty.
    document |= {name: value for name, value in (("min", low), ("max", high)) if value is not None}
    defaults = {"decimals": Question.decimals, "max_length": Question.max_length, "lines": Question.lines}
    return document | {
        name: getattr(question, name) for name, usual in defaults.items() if getattr(question, name) != usual
    }


def _condition(condition: Condition | None) -> dict[str, Any] | None:
    if condition is None:
        return None
    if isinstance(condition, Every):
        return {"all": [_condition(part) for part in condition.parts]}
    if isinstance(condition, Some):
        return {"any": [_condition(part) for part in condition.parts]}
    if isinstance(condition, Not):
        return {"not": _condition(condition.part)}
    if isinstance(condition, AnyOf):
        return {"question": condition.question, "any_of": list(condition.any_of)}
    if isinstance(condition, Answered):
        return {"question": condition.question, "answered": condition.answered}
    ends = {"at_least": condition.at_least, "at_most": condition.at_most}
    return {"question": condition.question} | {name: end for name, end in ends.items() if end is not None}


class _Dumper(yaml.SafeDumper):
    """Plain YAML: no references, words of several lines as a block."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)
