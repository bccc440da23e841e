"""The same typed reading for a row of a table and for a section of a document."""

from __future__ import annotations

import datetime as dt
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Literal, overload

from folkmoot_core.packfiles.dates import (
    PartialDate,
    is_relative,
    parse_day,
    parse_partial,
    parse_relative,
)
from folkmoot_core.packfiles.suggestions import mend_name

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)  # 18 figures always fit a 64-bit database integer
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST_KEY = 100
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class TypedFields(ABC):
    """Named entries read by type. A bad entry is recorded as a fault and read as "", None or ().

    `blank` says whether an entry may be left empty; None leaves it to the kind of file (see the subclasses).
    """

    __slots__ = ()

    @abstractmethod
    def fault(self, name: str, message: str, mend: str = "") -> None:
        """Record a fault of one entry, with its file and line."""

    @abstractmethod
    def _entry(self, name: str, *, blank: bool | None) -> str:
        """The entry as written, without spaces around it; "" (and a fault, unless it may be blank) if there is none."""

    def text(self, name: str, max_length: int | None = None, *, blank: bool | None = None) -> str:
        """Words, at most `max_length` characters."""
        entry = self._entry(name, blank=blank)
        if max_length is not None and len(entry) > max_length:
            self.fault(name, f"This is {len(entry)} characters long.", f"Write at most {max_length}.")
            return ""
        return entry

    def key(self, name: str, *, blank: bool | None = None) -> str:
        """A name for machines: lower-case letters, digits, hyphens and underscores, at most 100."""
        entry = self._entry(name, blank=blank)
        if entry and not is_key(entry):
            self.fault(name, f"{_quoted(entry)} cannot be a key.", "Use lower-case letters, digits, - and _ only.")
            return ""
        return entry

    def whole(
        self, name: str, least: int | None = None, most: int | None = None, *, blank: bool | None = None
    ) -> int | None:
        """A whole number within `least` and `most`, both allowed."""
        entry = self._entry(name, blank=blank)
        if not entry:
            return None
        if not _WHOLE.fullmatch(entry):
            self.fault(name, f"{_quoted(entry)} is not a whole number.", "Write figures only, such as 1200.")
            return None
        value = int(entry)
        return value if self._within(name, value, least, most) else None

    def number(
        self, name: str, least: float | None = None, most: float | None = None, *, blank: bool | None = None
    ) -> float | None:
        """A number within `least` and `most`, both allowed; never infinite and never NaN."""
        entry = self._entry(name, blank=blank)
        if not entry:
            return None
        value = float(entry) if _NUMBER.fullmatch(entry) else math.nan
        if not math.isfinite(value):
            self.fault(name, f"{_quoted(entry)} is not a number.", "Write figures with a point, such as 1200.5.")
            return None
        return value if self._within(name, value, least, most) else None

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Yes or no (true or false); `default` stands in for a blank and makes it allowed."""
        entry = self._entry(name, blank=None if default is None else True)
        if not entry:
            return bool(default)
        if entry.casefold() not in _YES_NO:
            self.fault(name, f"{_quoted(entry)} is neither yes nor no.", "Write yes or no.")
        return _YES_NO.get(entry.casefold(), False)

    def choice(self, name: str, allowed: Collection[str], *, blank: bool | None = None) -> str:
        """One of the allowed values, as they are written."""
        entry = self._entry(name, blank=blank)
        if entry and entry not in allowed:
            self.fault(name, f"{_quoted(entry)} is not one of the values known here.", mend_name(entry, allowed))
            return ""
        return entry

    @overload
    def date(
        self, name: str, *, partial: Literal[False] = False, today: dt.date | None = None, blank: bool | None = None
    ) -> dt.date | None: ...

    @overload
    def date(
        self, name: str, *, partial: Literal[True], today: dt.date | None = None, blank: bool | None = None
    ) -> PartialDate | None: ...

    def date(
        self, name: str, *, partial: bool = False, today: dt.date | None = None, blank: bool | None = None
    ) -> dt.date | PartialDate | None:
        """An ISO date. With `today`, also days counted from it; with `partial`, also `2011-03` or `2011`."""
        entry = self._entry(name, blank=blank)
        if not entry:
            return None
        if is_relative(entry) and today is None:
            self.fault(name, f"{_quoted(entry)} counts from today, which is not allowed here.", "Write a fixed date.")
            return None
        day = parse_relative(entry, today) if today is not None and is_relative(entry) else parse_day(entry)
        found: dt.date | PartialDate | None = day
        if partial:
            found = parse_partial(entry) if day is None else PartialDate(day.year, day.month, day.day)
        if found is None:
            self.fault(name, f"{_quoted(entry)} is not a date.", _mend_date(today, partial=partial))
        return found

    def _within(self, name: str, value: float, least: float | None, most: float | None) -> bool:
        if least is not None and value < least:
            self.fault(name, f"{value} is too small.", f"Write {least} or more.")
            return False
        if most is not None and value > most:
            self.fault(name, f"{value} is too large.", f"Write {most} or less.")
            return False
        return True


def is_key(text: str) -> bool:
    """Whether the text may stand as a natural key."""
    return len(text) <= _LONGEST_KEY and _KEY.fullmatch(text) is not None


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59]}…'"


def _mend_date(today: dt.date | None, *, partial: bool) -> str:
    ways = ["year-month-day, such as 2011-06-20"]
    if partial:
        ways.append("a month, such as 2011-06, or a year")
    if today is not None:
        ways.append("days from today, such as today+84")
    return f"Write {', or '.join(ways)}."
