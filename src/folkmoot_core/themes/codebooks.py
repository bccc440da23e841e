"""A codebook: the themes of one question as people settled them, in versions that can be compared.

In YAML it is a list of name, description and examples, and, where themes have been kept before, a key. The key holds
through every change of name; without one it is made from the name. A version has a number; a list alone is version 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from folkmoot_core.packfiles import Report, YamlMap, YamlNode, read_yaml_node
from folkmoot_core.values import Fault, Invalid

LONGEST_NAME = 300


@dataclass(frozen=True)
class CodebookTheme:
    """One theme. `examples` are comments, word for word, that people put under it."""

    key: str
    name: str
    description: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """Themes in the order they are shown. Raises `Invalid` without a theme, or when two share a key or a name."""

    themes: tuple[CodebookTheme, ...]
    version: int = 1

    def __post_init__(self) -> None:
        faults = [] if self.themes else [Fault("codebook", "There are no themes in it.", "Name one at least.")]
        for what, entries in (
            ("key", [theme.key for theme in self.themes]),
            ("name", [theme.name.casefold() for theme in self.themes]),
        ):
            doubled = sorted({entry for entry in entries if entries.count(entry) > 1})
            faults += [Fault("codebook", f"Two themes have the {what} “{each}”.", "Keep one.") for each in doubled]
        if faults:
            raise Invalid(faults)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(theme.key for theme in self.themes)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(theme.name for theme in self.themes)


@dataclass(frozen=True)
class Change:
    """What became of a theme from one version to the next; `parts` are those that changed."""

    key: str
    kind: Literal["added", "removed", "changed", "moved"]
    parts: tuple[Literal["name", "description", "examples"], ...] = ()


def key_for(name: str) -> str:
    """A key from a name: its letters and figures in ASCII, joined by hyphens; "theme" when none is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "theme"


def read_codebook(path: Path) -> Codebook:
    """The codebook in a YAML file: a list of themes, or a map of `version` and `themes`. Raises `Invalid`."""
    report = Report()
    root = read_yaml_node(path, report)
    version, nodes = 1, () if root is None else _theme_nodes(root)
    if root is not None and root.is_map:
        version = root.as_map().whole("version", least=1, blank=True) or 1
    themes: list[CodebookTheme] = []
    for node in nodes:
        themes.append(_read_theme(node, {theme.key for theme in themes}))
    report.raise_if_any()
    return Codebook(tuple(themes), version)


def write_codebook(codebook: Codebook) -> str:
    """The codebook as YAML, as `read_codebook` reads it: the same codebook gives the same text."""
    themes = []
    for theme in codebook.themes:
        entry: dict[str, object] = {"key": theme.key, "name": theme.name}
        if theme.description:
            entry["description"] = theme.description
        if theme.examples:
            entry["examples"] = list(theme.examples)
        themes.append(entry)
    document = {"version": codebook.version, "themes": themes}
    return yaml.dump(document, Dumper=_WithoutAliases, allow_unicode=True, sort_keys=False, width=110)


def changes_between(old: Codebook, new: Codebook) -> tuple[Change, ...]:
    """What differs, in the order of the newer one; what is gone comes last. A theme has moved when those kept from the
    older version stand in another order before it."""
    before = {theme.key: theme for theme in old.themes}
    after = {theme.key: theme for theme in new.themes}
    kept_old = [key for key in old.keys if key in after]
    kept_new = [key for key in new.keys if key in before]
    moved = {key for key, was in zip(kept_new, kept_old, strict=True) if key != was}
    found = []
    for key, theme in after.items():
        if key not in before:
            found.append(Change(key, "added"))
            continue
        was = before[key]
        parts: list[Literal["name", "description", "examples"]] = []
        if theme.name != was.name:
            parts.append("name")
        if theme.description != was.description:
            parts.append("description")
        if theme.examples != was.examples:
            parts.append("examples")
        if parts:
            found.append(Change(key, "changed", tuple(parts)))
        if key in moved:
            found.append(Change(key, "moved"))
    return (*found, *(Change(key, "removed") for key in old.keys if key not in after))


def codebook_of(entries: Sequence[tuple[str, str, Sequence[str]]], version: int = 1) -> Codebook:
    """A codebook from (name, description, examples) alone; keys are made from the names."""
    themes: list[CodebookTheme] = []
    for name, description, examples in entries:
        key = _free_key(key_for(name), {theme.key for theme in themes})
        themes.append(CodebookTheme(key, name, description, tuple(examples)))
    return Codebook(tuple(themes), version)


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _theme_nodes(root: YamlNode) -> tuple[YamlMap, ...]:
    if not root.is_map:
        return root.as_maps()
    return root.as_map().maps("themes")


def _read_theme(node: YamlMap, taken: set[str]) -> CodebookTheme:
    name = node.text("name", LONGEST_NAME)
    key = node.key("key", blank=True) or _free_key(key_for(name), taken)
    return CodebookTheme(key, name, node.text("description", blank=True), node.texts("examples", blank=True))


def _free_key(key: str, taken: set[str]) -> str:
    free, number = key, 2
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free
