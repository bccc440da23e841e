"""A rule: what kind it is, its settings, its source and its days of effect. Each kind is a file in `kinds/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from folkmoot_core.composition.values import Answer, Board

Setting = Literal["count", "months", "keys", "flag"]


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a kind of rule, as files and forms ask for it."""

    name: str
    type: Setting
    label: str
    hint: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one body. `words` names in the body's own words what is counted; `settings` are the kind's."""

    key: str
    kind: str
    words: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    first: date | None = None
    until: date | None = None

    def in_force_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.until is None or day <= self.until)

    def months(self, name: str, default: int = 0) -> int:
        return int(self.settings.get(name) or default)

    def keys(self, name: str) -> tuple[str, ...]:
        return tuple(self.settings.get(name) or ())


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: what it can be told, the sentence of what it asks, and how a board is looked at."""

    key: str
    title: str
    fields: tuple[Field, ...]
    asks: Callable[[Rule], str]
    check: Callable[[Rule, Board, date], Answer]
    fits: Callable[[Mapping[str, Any]], str] = lambda settings: ""
    """"" where the settings make sense together, else what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law or a document asks of such a body, and a list of members cannot show: notice of meetings, votes."""

    key: str
    words: str
    source: str
    first: date | None = None
    until: date | None = None

    def in_force_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Profile:
    """A governance profile: the rules and duties that come with being a body of this sort."""

    key: str
    title: str
    summary: str
    source: str
    rules: tuple[Rule, ...] = ()
    duties: tuple[Duty, ...] = ()

    def duties_on(self, day: date) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.in_force_on(day))
