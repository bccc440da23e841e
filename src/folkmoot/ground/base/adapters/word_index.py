"""Words by which records are found, in the database's own full-text index: FTS5 on SQLite, GIN on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from folkmoot_core.values import both_numbers

_WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12


@dataclass(frozen=True)
class WordIndex:
    """One table of words, which a migration of its app makes; the other apps need not know which database it is.

    `table` has a column `words`. The record's number stands in `key` on PostgreSQL, and is the rowid on SQLite. Both
    names are written into statements, so they come from code and never from a request."""

    table: str
    key: str

    def put(self, number: int, text: str) -> None:
        """Make these the words by which the record is found; '' takes it out."""
        is_sqlite = connection.vendor == "sqlite"
        key, words = ("rowid", "%s") if is_sqlite else (self.key, "to_tsvector('simple', %s)")
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE {key} = %s", [number])  # noqa: S608
            if text:
                insert = f"INSERT INTO {self.table} ({key}, words) VALUES (%s, {words})"  # noqa: S608
                cursor.execute(insert, [number, text])

    def find(self, typed: str, *, before: int | None, limit: int) -> Sequence[int]:
        """The newest records below `before` that hold every word typed, in the singular or the plural; the last may be
        the beginning of a word."""
        words = _WORD.findall(typed.casefold())[:MOST_WORDS]
        if not words:
            return []
        if connection.vendor == "sqlite":
            key, holds = "rowid", f"{self.table} MATCH %s"
            query = " AND ".join(f"({' OR '.join(forms)})" for forms in _forms(words, '"{}"', "*"))
        else:
            key, holds = self.key, "words @@ to_tsquery('simple', %s)"
            query = " & ".join(f"({' | '.join(forms)})" for forms in _forms(words, "{}", ":*"))
        below = 2**62 if before is None else before
        found = f"SELECT {key} FROM {self.table} WHERE {holds} AND {key} < %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"{found} ORDER BY {key} DESC LIMIT %s", [query, below, limit])
            return [row[0] for row in cursor.fetchall()]

    @property
    def is_empty(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {self.table} LIMIT 1")  # noqa: S608
            return cursor.fetchone() is None


def _forms(words: Sequence[str], quoted: str, beginning: str) -> list[list[str]]:
    """How each word may stand in the index; the last one also as the beginning of a word."""
    forms = [[quoted.format(form) for form in both_numbers(word)] for word in words]
    return [*forms[:-1], [form + beginning for form in forms[-1]]]
