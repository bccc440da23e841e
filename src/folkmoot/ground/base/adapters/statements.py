"""The few statements that every response of every resident needs. Django works out their SQL each time, which costs
more than the database takes to answer; here it works it out once.

Models and querysets stay what describes the tables. Use these only where a benchmark says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import Field, Model, QuerySet

_A_WORD = "folkmoot-word-{}"
_inserts: dict[tuple[str, type[Model], int], tuple[str, list[Field[Any, Any]]]] = {}


class PreparedQuery:
    """A queryset over words that come later: `PreparedQuery(lambda key: Arrival.objects.filter(key=key))`.
    For conditions that compare with text, and columns that the database gives as they are: text and whole numbers.
    """

    def __init__(self, describe: Callable[..., QuerySet[Any, Any]], words: int = 1) -> None:
        self._describe, self._words = describe, words
        self._known: dict[str, tuple[str, list[Any]]] = {}

    def first(self, *words: str) -> tuple[Any, ...] | None:
        """The first row, or None."""
        sql, parameters = self._known.get(connection.vendor) or self._prepare()
        with connection.cursor() as cursor:
            cursor.execute(sql, [words[each] if isinstance(each, int) else each for each in parameters])
            return cursor.fetchone()

    def _prepare(self) -> tuple[str, list[Any]]:
        """SQL, and for each place in it the number of the word that goes there."""
        gaps = [_A_WORD.format(place) for place in range(self._words)]
        sql, found = self._describe(*gaps)[:1].query.get_compiler(connection=connection).as_sql()
        if sorted(map(str, found)) != gaps:
            raise ImproperlyConfigured(f"These conditions take more than {self._words} words: {found}.")
        self._known[connection.vendor] = prepared = (sql, [gaps.index(each) for each in found])
        return prepared


def insert(*rows: Model) -> None:
    """Write new rows of one model in one statement, as `bulk_create` does: no signals, and automatic values as in
    `save`. A single row learns its primary key.

    Raises what the database says, IntegrityError first of all.
    """
    model = type(rows[0])
    known = (connection.vendor, model, len(rows))
    sql, fields = _inserts.get(known) or _inserts.setdefault(known, _insert_of(model, len(rows)))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        keys: Sequence[Any] = cursor.fetchone() if len(rows) == 1 else ()
    for row, key in zip(rows, keys, strict=False):
        row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 (as Model.save does)


def _insert_of(model: type[Model], rows: int) -> tuple[str, list[Field[Any, Any]]]:
    options, quote = model._meta, connection.ops.quote_name
    fields = [field for field in options.local_concrete_fields if field is not options.auto_field]
    if options.auto_field is None or options.parents or any(field.generated for field in fields):
        raise ImproperlyConfigured(f"{options.label} is written by its manager.")
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    sql = f"INSERT INTO {quote(options.db_table)} ({columns}) VALUES {', '.join([row] * rows)}"  # noqa: S608 (names of our models)
    return (f"{sql} RETURNING {quote(options.auto_field.column)}" if rows == 1 else sql), fields
