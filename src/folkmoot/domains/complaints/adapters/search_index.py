"""The words of a case in the database's own full-text index: FTS5 on SQLite, a GIN index on PostgreSQL.

Behind two functions, so that nothing else knows which. The table is made by migration 0002.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import connection

_WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12


def put_words(case_id: int, text: str) -> None:
    """Make these the words by which the case is found; '' takes it out."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM complaints_casewords WHERE rowid = %s", [case_id])
            if text:
                cursor.execute("INSERT INTO complaints_casewords (rowid, words) VALUES (%s, %s)", [case_id, text])
        else:
            cursor.execute("DELETE FROM complaints_casewords WHERE case_id = %s", [case_id])
            if text:
                cursor.execute(
                    "INSERT INTO complaints_casewords (case_id, words) VALUES (%s, to_tsvector('simple', %s))",
                    [case_id, text],
                )


def find_words(typed: str, *, before: int | None, limit: int) -> Sequence[int]:
    """The newest cases below `before` that hold every word typed; the last word may be the beginning of one."""
    words = _WORD.findall(typed.casefold())[:MOST_WORDS]
    if not words:
        return []
    below = 2**62 if before is None else before
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query = " ".join(f'"{word}"' for word in words) + "*"
            cursor.execute(
                "SELECT rowid FROM complaints_casewords WHERE complaints_casewords MATCH %s AND rowid < %s "
                "ORDER BY rowid DESC LIMIT %s",
                [query, below, limit],
            )
        else:
            query = " & ".join(words) + ":*"
            cursor.execute(
                "SELECT case_id FROM complaints_casewords WHERE words @@ to_tsquery('simple', %s) AND case_id < %s "
                "ORDER BY case_id DESC LIMIT %s",
                [query, below, limit],
            )
        return [row[0] for row in cursor.fetchall()]


def is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM complaints_casewords LIMIT 1")
        return cursor.fetchone() is None
