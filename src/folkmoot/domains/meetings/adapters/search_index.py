"""The open words of published items in the database's own full-text index: FTS5 on SQLite, GIN on PostgreSQL.

Behind two functions, so that nothing else knows which. The table is made by migration 0002. Only `actions.searching`
writes here, and only what stands in a public face.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import connection

_WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12


def put_words(item_id: int, text: str) -> None:
    """Make these the words by which the item is found; '' takes it out."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM meetings_itemwords WHERE rowid = %s", [item_id])
            if text:
                cursor.execute("INSERT INTO meetings_itemwords (rowid, words) VALUES (%s, %s)", [item_id, text])
        else:
            cursor.execute("DELETE FROM meetings_itemwords WHERE item_id = %s", [item_id])
            if text:
                cursor.execute(
                    "INSERT INTO meetings_itemwords (item_id, words) VALUES (%s, to_tsvector('simple', %s))",
                    [item_id, text],
                )


def find_words(typed: str, *, before: int | None, limit: int) -> Sequence[int]:
    """The newest items below `before` that hold every word typed; the last word may be the beginning of one."""
    words = _WORD.findall(typed.casefold())[:MOST_WORDS]
    if not words:
        return []
    below = 2**62 if before is None else before
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query = " ".join(f'"{word}"' for word in words) + "*"
            cursor.execute(
                "SELECT rowid FROM meetings_itemwords WHERE meetings_itemwords MATCH %s AND rowid < %s "
                "ORDER BY rowid DESC LIMIT %s",
                [query, below, limit],
            )
        else:
            query = " & ".join(words) + ":*"
            cursor.execute(
                "SELECT item_id FROM meetings_itemwords WHERE words @@ to_tsquery('simple', %s) AND item_id < %s "
                "ORDER BY item_id DESC LIMIT %s",
                [query, below, limit],
            )
        return [row[0] for row in cursor.fetchall()]


def is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM meetings_itemwords LIMIT 1")
        return cursor.fetchone() is None
