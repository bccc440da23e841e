from __future__ import annotations

from collections.abc import Callable, Iterable

from folkmoot_core.compacts import Reads, Record

from ..enums import SOURCES


def register_source(reads: str, records: Callable[[], Iterable[Record]]) -> None:
    """Called once while Django starts: where the records of a kind come from (`Reads`). They are read each time."""
    SOURCES[Reads(reads).value] = records
