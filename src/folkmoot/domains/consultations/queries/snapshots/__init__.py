"""Reads behind snapshots: where they lie, which there are, which are due, and the responses that go into one."""

from .gathering import book_of, counted_below, gather
from .kept import (
    due_at_close,
    folder_of,
    newest_snapshot,
    on_disk,
    snapshots_of,
    stamp_of,
    store_of,
    words_column,
)

__all__ = [
    "book_of",
    "counted_below",
    "due_at_close",
    "folder_of",
    "gather",
    "newest_snapshot",
    "on_disk",
    "snapshots_of",
    "stamp_of",
    "store_of",
    "words_column",
]
