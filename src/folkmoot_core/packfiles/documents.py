"""Read a YAML document into sections that know on which line each value stands.

Only plain YAML 1.1 is read: maps, lists and scalars. Scalars stay as they are written (`yes` is the word yes, and
2011-06-20 is text) until a typed reading asks for more. Anchors and merges are refused, since a document that repeats
itself by reference can grow without bound and cannot be reviewed line by line.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from folkmoot_core.packfiles.nodes import Source, YamlMap, YamlNode
from folkmoot_core.packfiles.report import Report
from folkmoot_core.packfiles.texts import read_text

_DEEPEST = 30


class _PlainLoader(yaml.SafeLoader):
    """A composer that refuses aliases and bounds the depth, so that no document can exhaust the reader."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problem = "anchors and aliases (& and *) are not read here; write the value out"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        if self.depth >= _DEEPEST:
            problem = f"this is nested more than {_DEEPEST} deep"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(path: Path, report: Report) -> YamlMap:
    """The document as a map; after a fault, an empty map that reports nothing more."""
    node = read_yaml_node(path, report)
    return YamlMap.unusable(Source(path, report)) if node is None else node.as_map()


def read_yaml_list(path: Path, report: Report) -> tuple[YamlMap, ...]:
    """The document as a list of maps; after a fault, an empty list."""
    node = read_yaml_node(path, report)
    return () if node is None else node.as_maps()


def read_yaml_node(path: Path, report: Report) -> YamlNode | None:
    """The document's root, of whatever shape; None after a fault (also when the file is empty)."""
    text = read_text(path, report)
    if text is None:
        return None
    loader = _PlainLoader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        reason = " ".join(filter(None, (error.context, error.problem)))
        mend = "Check the indents, colons and quotes around here."
        report.fault(path, line, f"This is not YAML we can read: {reason}.", mend)
        return None
    finally:
        loader.dispose()
    if root is None:
        report.fault(path, 1, "The file is empty.", "Fill it in, or take it out.")
        return None
    return YamlNode(root, Source(path, report))
