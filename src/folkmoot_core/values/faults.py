"""A fault names the place, says what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, for a person to read.

    `where` is the field, column or path at fault; `line` counts from 1; `file` is as the reader knows it.
    """

    where: str
    message: str
    mend: str = ""
    line: int | None = None
    file: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
        parts = [part for part in (place, self.where, self.message) if part]
        text = ": ".join(parts)
        return f"{text} {self.mend}" if self.mend else text


class Invalid(ValueError):
    """Input that cannot be accepted, with every fault found in it, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
