"""The front door of `audit`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .actions.record import record
from .enums import SENTENCES, Sentences
from .queries import history_of, missing_locks

__all__ = ["changed_fields", "consistency", "history_of", "record", "register_sentences"]


def register_sentences(sentences: Sentences) -> None:
    """Called once, from `ready()`: how the history tells the verbs of an app. One without a sentence is told by the
    parts of its name."""
    SENTENCES.update(sentences)


def consistency() -> Iterator[str]:
    """Sentences about what is wrong with the history, for `folkmoot check`."""
    for name in missing_locks():
        yield f"The database no longer keeps the history from being altered: the trigger {name} is missing."


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """{field: [old, new]} for the fields of `after` that differ from `before`, as text where JSON has no such value."""
    return {name: [_plain(before.get(name)), _plain(new)] for name, new in after.items() if before.get(name) != new}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
