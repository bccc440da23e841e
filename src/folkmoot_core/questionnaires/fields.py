"""Read typed settings out of a marked map, noting a fault instead of stopping at the first."""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Collection

from folkmoot_core.questionnaires.answers import tidy_line, tidy_lines
from folkmoot_core.questionnaires.marked import Marked
from folkmoot_core.values import Fault

LONGEST_KEY = 39
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_LARGEST = 10.0**15


class Faults:
    """The faults found so far, and on which line each place was written."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.found: list[Fault] = []
        self.lines: dict[str, int | None] = {}

    def add(self, where: str, message: str, mend: str = "", line: int | None = None) -> None:
        self.found.append(Fault(where, message, mend, line, self.file))


class Fields:
    """The settings of one map, under the place name `where`."""

    def __init__(self, marked: Marked, where: str, faults: Faults) -> None:
        self.where = where
        self.line = marked.line
        self.faults = faults
        self._entries = marked.entries if marked.sort == "map" else {}
        self.is_map = marked.sort == "map"
        if not self.is_map:
            faults.add(where, "Settings are expected here.", "Write lines of “name: value”.", marked.line)

    def has(self, name: str) -> bool:
        return name in self._entries and self._entries[name].sort != "nothing"

    def marked(self, name: str) -> Marked | None:
        return self._entries[name] if self.has(name) else None

    def place(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def fault(self, name: str, message: str, mend: str = "") -> None:
        entry = self._entries.get(name)
        self.faults.add(self.place(name), message, mend, entry.line if entry else self.line)

    def allow(self, names: Collection[str], misplaced: Collection[str] = (), owner: str = "") -> None:
        """Every other name is a fault; `misplaced` are names that exist but do not go with `owner`."""
        for name in self._entries:
            self.faults.lines[self.place(name)] = self._entries[name].line
            if name in names:
                continue
            if name in misplaced:
                self.fault(name, f"“{name}” does not go with {owner}.", "Take this line out.")
                continue
            near = difflib.get_close_matches(name, list(names), n=1)
            mend = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(sorted(names))}."
            self.fault(name, f"“{name}” is not a known setting.", mend)

    def text(self, name: str, most: int, *, required: bool = False, lines: bool = False) -> str:
        """One line of text (or several lines), tidied; empty where there is none."""
        entry = self.marked(name)
        words = "" if entry is None else self._scalar(name, entry)
        if words is None:
            return ""
        tidied = tidy_lines(words) if lines else tidy_line(words)
        if not tidied and required:
            self.fault(name, f"“{name}” is missing.", f"Add a line “{name}: …”.")
        if len(tidied) > most:
            self.fault(name, f"This is longer than {most:,} characters.", "Shorten it.")
        return tidied

    def key(self, name: str) -> str:
        """A key; empty (with a fault) where there is none fit to use."""
        entry = self.marked(name)
        if entry is None:
            self.fault(name, f"“{name}” is missing.", f"Add a line “{name}: …”.")
            return ""
        words = self._scalar(name, entry)
        return "" if words is None else self._fit_key(name, words, entry.line)

    def keys(self, name: str) -> tuple[str, ...]:
        """A list of keys (one key alone counts as a list of one)."""
        entry = self.marked(name)
        if entry is None:
            return ()
        found: list[str] = []
        for item in entry.items if entry.sort == "list" else (entry,):
            words = self._scalar(name, item)
            key = "" if words is None else self._fit_key(name, words, item.line)
            if key in found:
                self.faults.add(self.place(name), f"“{key}” is named twice.", "Name it once.", item.line)
            elif key:
                found.append(key)
        if not found and entry.sort == "list" and not entry.items:
            self.fault(name, "This list is empty.", "Name at least one, or take the line out.")
        return tuple(found)

    def truth(self, name: str, *, default: bool = False) -> bool:
        entry = self.marked(name)
        if entry is None:
            return default
        if entry.sort != "truth":
            self.fault(name, "This must be true or false.", "Write true or false, without quotes.")
            return default
        return entry.text.lower() in ("true", "yes", "on")

    def whole(self, name: str, least: int, most: int) -> int | None:
        entry = self.marked(name)
        if entry is None:
            return None
        if entry.sort != "number" or not _WHOLE.fullmatch(entry.text) or not least <= int(entry.text) <= most:
            self.fault(name, f"This must be a whole number from {least} to {most}.", "Write it in figures, unquoted.")
            return None
        return int(entry.text)

    def number(self, name: str) -> int | float | None:
        entry = self.marked(name)
        if entry is None:
            return None
        if entry.sort == "number" and _WHOLE.fullmatch(entry.text):
            return int(entry.text)
        try:
            number = float(entry.text) if entry.sort == "number" else math.nan
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or abs(number) >= _LARGEST:
            self.fault(name, "This must be a number of no more than 15 digits.", "Write it in figures, unquoted.")
            return None
        return number

    def date(self, name: str) -> datetime.date | None:
        entry = self.marked(name)
        if entry is None:
            return None
        try:
            if len(entry.text) != 10 or not entry.text.isascii():
                raise ValueError
            return datetime.date.fromisoformat(entry.text)
        except ValueError:
            self.fault(name, "This must be a real date.", "Write it as 2011-03-27.")
            return None

    def maps(self, name: str, *, required: bool = False) -> tuple[Marked, ...]:
        """The items of a list of maps."""
        entry = self.marked(name)
        if entry is None or (entry.sort == "list" and not entry.items):
            if required:
                self.fault(name, f"“{name}” is missing.", f"Add “{name}:” and under it lines that start with “- ”.")
            return ()
        if entry.sort != "list":
            self.fault(name, "A list is expected here.", "Start each item with “- ”.")
            return ()
        return entry.items

    def _scalar(self, name: str, entry: Marked) -> str | None:
        if entry.sort in ("map", "list"):
            self.faults.add(self.place(name), "One piece of text is expected here.", "Put it in quotes.", entry.line)
            return None
        if entry.sort == "truth" and not entry.quotable:
            mend = f"Write “yes”, “no”, “true” or “false” in quotes: {name}: 'yes'."
            self.faults.add(self.place(name), f"“{name}” was read as {entry.text}, not as a word.", mend, entry.line)
            return None
        return entry.text

    def _fit_key(self, name: str, words: str, line: int | None) -> str:
        if len(words) <= LONGEST_KEY and _KEY.fullmatch(words):
            return words
        shown = words if len(words) <= LONGEST_KEY else f"{words[:LONGEST_KEY]}…"
        mend = f"Use up to {LONGEST_KEY} small letters a to z, digits, - and _."
        self.faults.add(self.place(name), f"“{shown}” cannot be a key.", mend, line)
        return ""
