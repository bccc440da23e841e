"""The history as a table for spreadsheets."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator

from folkmoot_core.values import harmless_cell

from .models import Entry

COLUMNS = ("at", "who", "key", "verb", "record_type", "record_key", "record", "changes", "reason")


class _Line:
    """A file that gives back what is written to it, so that rows can be sent on as they are made."""

    def write(self, text: str) -> str:
        return text


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A header and a line an entry. Text that a spreadsheet would run as a formula gets an apostrophe in front
    (OWASP, CSV injection)."""
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for entry in entries:
        cells = (
            entry.at.isoformat(),
            entry.actor_name,
            entry.actor_key,
            entry.verb,
            entry.subject_type,
            entry.subject_key,
            entry.subject_label,
            json.dumps(entry.changes, ensure_ascii=False, sort_keys=True) if entry.changes else "",
            entry.reason,
        )
        yield writer.writerow([harmless_cell(cell) for cell in cells])
