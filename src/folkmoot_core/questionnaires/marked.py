"""A document as a tree that remembers on which line each value was written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import yaml

from folkmoot_core.values import Fault, Invalid

Sort = Literal["map", "list", "text", "number", "truth", "nothing"]
LONGEST_DOCUMENT = 1_000_000
DEEPEST = 40
# Controls, halves of characters and the two non-characters: an escape in quotes can name them, no database or page can
# hold them all.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNFIT_WORDS = ("Here stands a character that cannot be kept.", "Take the escape (a backslash with a code) out.")
_SORTS: Mapping[str, Sort] = {"int": "number", "float": "number", "bool": "truth", "null": "nothing"}


@dataclass(frozen=True, slots=True)
class Marked:
    """One value. `text` is a scalar as it was written; `quotable` is false where the writing itself was lost (JSON)."""

    sort: Sort
    line: int | None = None
    text: str = ""
    entries: Mapping[str, Marked] = field(default_factory=dict)
    items: tuple[Marked, ...] = ()
    quotable: bool = True


def marked_from_yaml(text: str, file: str = "") -> Marked:
    """Parse YAML without building any Python object from it. Raises Invalid for text that is not one plain document."""
    if len(text) > LONGEST_DOCUMENT:
        message = f"The document is longer than {LONGEST_DOCUMENT:,} characters."
        raise Invalid([Fault("", message, "Split it, or take out what does not belong.", file=file)])
    try:
        node = yaml.compose(text, Loader=_PlainLoader)
    except RecursionError:
        raise Invalid([Fault("", "The document is nested too deeply.", "Check its brackets.", file=file)]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise Invalid([_syntax_fault(error, file)]) from None
    if node is None:
        raise Invalid([Fault("", "The document is empty.", "Start with “questionnaire:” and a key.", file=file)])
    faults: list[Fault] = []
    tree = _from_node(node, faults, file, depth=0)
    if faults:
        raise Invalid(faults)
    return tree


def marked_from_json(value: Any, depth: int = 0) -> Marked:
    """The same tree from JSON-like Python values. Raises Invalid for anything that is no JSON."""
    if depth > DEEPEST:
        raise Invalid([Fault("", "The document is nested too deeply.", "Check its brackets.")])
    if value is None:
        return Marked("nothing")
    if isinstance(value, bool):
        return Marked("truth", text="true" if value else "false", quotable=False)
    if isinstance(value, int | float):
        return Marked("number", text=_figures(value))
    if isinstance(value, str):
        return Marked("text", text=value)
    if isinstance(value, datetime.date):
        return Marked("text", text=value.isoformat())
    if isinstance(value, list | tuple):
        return Marked("list", items=tuple(marked_from_json(item, depth + 1) for item in value))
    if isinstance(value, Mapping):
        entries = {str(key): marked_from_json(item, depth + 1) for key, item in value.items()}
        return Marked("map", entries=entries)
    raise Invalid([Fault("", f"A questionnaire cannot hold a {type(value).__name__}.", "Use text, numbers and lists.")])


class _PlainLoader(yaml.SafeLoader):
    """The safe loader without aliases, whose expansion can grow without bound."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]  # the stubs leave it bare
            raise yaml.composer.ComposerError(None, None, "a reference (*) is not allowed here; write it out", mark)
        return super().compose_node(parent, index)


def _figures(value: int | float) -> str:
    try:
        return repr(value)
    except ValueError:  # Python refuses to write out integers of thousands of digits.
        return "too long"


def _from_node(node: yaml.Node, faults: list[Fault], file: str, depth: int) -> Marked:
    line = node.start_mark.line + 1
    if depth > DEEPEST:
        faults.append(Fault("", "The document is nested too deeply.", "Check its brackets.", line, file))
        return Marked("nothing", line)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_from_node(item, faults, file, depth + 1) for item in node.value)
        return Marked("list", line, items=items)
    if isinstance(node, yaml.MappingNode):
        return _from_mapping(node, faults, file, depth)
    if _UNFIT.search(node.value):
        faults.append(Fault("", *_UNFIT_WORDS, line, file))
    sort = _SORTS.get(node.tag.rpartition(":")[2], "text")
    return Marked(sort, line, text=node.value)


def _from_mapping(node: yaml.MappingNode, faults: list[Fault], file: str, depth: int) -> Marked:
    entries: dict[str, Marked] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(Fault("", "A name must be one plain word.", "Check the brackets on this line.", line, file))
        elif _UNFIT.search(key_node.value):
            faults.append(Fault("", *_UNFIT_WORDS, line, file))
        elif key_node.value in entries:
            message = "This is written twice in the same place."
            faults.append(Fault(key_node.value, message, "Keep one of the two.", line, file))
        else:
            # People look for the name of a setting, also where its value starts a line below.
            entries[key_node.value] = replace(_from_node(value_node, faults, file, depth + 1), line=line)
    return Marked("map", node.start_mark.line + 1, entries=entries)


def _syntax_fault(error: Exception, file: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    message = f"This is not well-formed YAML: {problem}."
    mend = "Check the indentation, the colons and the quotation marks here and on the line before."
    if "got '?'" in problem:
        mend = "Put words that hold a question mark in quotes when they stand inside { }."
    return Fault("", message, mend, mark.line + 1 if mark else None, file)
