"""A result that can say why it is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Explained(Generic[T]):
    """A rule's result with the sentences that lead to it and the law or standard each rests on.

    It is as true as its value, so that `if needs_reason(…)` asks about the value and not about the wrapper.
    """

    value: T
    because: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def sentence(self) -> str:
        """The reasons in one paragraph."""
        return " ".join(self.because)
