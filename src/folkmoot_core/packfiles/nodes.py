"""Parts of a YAML document, read by type."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from folkmoot_core.packfiles.fields import TypedFields
from folkmoot_core.packfiles.report import Report
from folkmoot_core.packfiles.suggestions import mend_name

_NULL = "tag:yaml.org,2002:null"
# What an escape in quotes can name and no database keeps: controls, halves of characters, the two non-characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """The file a value came from, and where its faults go."""

    path: Path
    report: Report

    def fault(self, line: int, message: str, mend: str, where: str) -> None:
        self.report.fault(self.path, line, message, mend, where)


class YamlNode:
    """One value of a document: a map, a list or a scalar, with its line and its path (`phases[2].starts`)."""

    __slots__ = ("_node", "_source", "where")

    def __init__(self, node: yaml.Node, source: Source, where: str = "") -> None:
        self._node = node
        self._source = source
        self.where = where

    @property
    def line(self) -> int:
        """The line it starts on, from 1."""
        return int(self._node.start_mark.line) + 1

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written (or `null`, or `~`)."""
        return isinstance(self._node, yaml.ScalarNode) and (self._node.tag == _NULL or not self._node.value.strip())

    @property
    def is_map(self) -> bool:
        return isinstance(self._node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self._node, yaml.SequenceNode)

    def fault(self, message: str, mend: str = "") -> None:
        """Record a fault of this value."""
        self._source.fault(self.line, message, mend, self.where)

    def as_text(self) -> str:
        """The scalar as written; "" with a fault for a map or list, "" for a blank."""
        if self.is_map or self.is_list:
            self.fault("This should be a single value.", "Write it on one line after the colon.")
            return ""
        if _UNFIT.search(self._node.value):
            self.fault("Here stands a character that cannot be kept.", "Take the escape (a backslash with a code) out.")
            return ""
        return "" if self.is_blank else str(self._node.value).strip()

    def as_list(self) -> tuple[YamlNode, ...]:
        """The items; () with a fault if it is not a list, () for a blank."""
        if not isinstance(self._node, yaml.SequenceNode):
            if not self.is_blank:
                self.fault("This should be a list.", "Start each item on its own line with a hyphen.")
            return ()
        return tuple(
            YamlNode(item, self._source, f"{self.where}[{number}]")
            for number, item in enumerate(self._node.value, start=1)
        )

    def as_maps(self) -> tuple[YamlMap, ...]:
        """The items of a list of maps; items that are not maps are faults and left out."""
        return tuple(item.as_map() for item in self.as_list() if not item.refuses_map())

    def as_map(self) -> YamlMap:
        """The map; with a fault if it is not one, then an empty map that reports nothing more."""
        if self.refuses_map():
            return YamlMap.unusable(self._source)
        entries: dict[str, YamlNode] = {}
        for key_node, value in self._node.value:
            key = YamlNode(key_node, self._source, self.where)
            name = str(key_node.value).strip() if isinstance(key_node, yaml.ScalarNode) else ""
            if not name:
                key.fault("A name before a colon should be plain words.", "Write it as one name.")
            elif name in entries:
                key.fault(f"'{name}' stands here twice (first on line {entries[name].line}).", "Keep one of them.")
            else:
                inner = f"{self.where}.{name}" if self.where else name
                entries[name] = YamlNode(value, self._source, inner)
        return YamlMap(entries, self._source, self.line, self.where)

    def refuses_map(self) -> bool:
        """Whether it cannot be read as a map, with a fault if so."""
        if not self.is_map:
            self.fault("This should be a set of names and values.", "Write `name: value`, a line each.")
        return not self.is_map


class YamlMap(TypedFields):
    """A section of a document: names and values, with the line each stands on.

    Every entry is expected unless it is read with `blank=True`. An unusable map (what is left after a fault) gives
    blanks and reports nothing more, so that one mistake is told once.
    """

    __slots__ = ("_entries", "_source", "_usable", "line", "where")

    def __init__(
        self, entries: dict[str, YamlNode], source: Source, line: int = 1, where: str = "", *, usable: bool = True
    ) -> None:
        self._entries = entries
        self._source = source
        self._usable = usable
        self.line = line
        self.where = where

    @classmethod
    def unusable(cls, source: Source) -> YamlMap:
        """What stands in for a map that could not be read."""
        return cls({}, source, usable=False)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, name: str) -> YamlNode:
        return self._entries[name]

    def fault(self, name: str, message: str, mend: str = "") -> None:
        """Record a fault of one entry (of the section, with name "")."""
        line = self._entries[name].line if name in self._entries else self.line
        where = ".".join(filter(None, (self.where, name)))
        self._source.fault(line, message, mend, where)

    def unknown(self, allowed: Collection[str]) -> None:
        """Fault every name that is not allowed, with the nearest one that is."""
        unused = [name for name in allowed if name not in self._entries]
        for name in self._entries:
            if name not in allowed:
                self.fault(name, f"'{name}' is not known here.", mend_name(name, unused))

    def map(self, name: str, *, blank: bool = False) -> YamlMap:
        """A section inside; an unusable map if there is none."""
        node = self._present(name, blank=blank)
        return YamlMap.unusable(self._source) if node is None else node.as_map()

    def list(self, name: str, *, blank: bool = False) -> tuple[YamlNode, ...]:
        """The items of a list of any shape."""
        node = self._present(name, blank=blank)
        return () if node is None else node.as_list()

    def maps(self, name: str, *, blank: bool = False) -> tuple[YamlMap, ...]:
        """The items of a list of sections."""
        node = self._present(name, blank=blank)
        return () if node is None else node.as_maps()

    def texts(self, name: str, *, blank: bool = False) -> tuple[str, ...]:
        """The items of a list of words; empty items are faults and left out."""
        found = []
        for item in self.list(name, blank=blank):
            text = item.as_text()
            if text:
                found.append(text)
            elif item.is_blank:
                item.fault("This item is empty.", "Fill it in, or take it out.")
        return tuple(found)

    def _entry(self, name: str, *, blank: bool | None) -> str:
        node = self._present(name, blank=bool(blank))
        return "" if node is None else node.as_text()

    def _present(self, name: str, *, blank: bool) -> YamlNode | None:
        node = self._entries.get(name)
        if node is not None and not node.is_blank:
            return node
        if self._usable and not blank:
            message = f"'{name}' is missing." if node is None else f"'{name}' is empty."
            self.fault(name, message, f"Add `{name}:` with its value." if node is None else "Fill it in.")
        return None
