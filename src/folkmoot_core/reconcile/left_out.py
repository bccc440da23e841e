"""Percentages of counted cases that a table should have and does not: a row with cases and no percentage at all."""

from __future__ import annotations

from collections.abc import Iterator

from folkmoot_core.reconcile.arithmetic import Finding
from folkmoot_core.reconcile.figures import Book, Check, Relation


def check_left_out(book: Book) -> Iterator[Finding]:
    """A row of the counted table that no row of the percentages is of, though it has cases; once for each count."""
    said: set[tuple[str, str]] = set()
    for figure in book.values():
        for relation in figure.relations:
            if relation.check == Check.OUTSIDE and relation.limit == "mean":
                for finding in _of_one(book, figure.key, relation):
                    if (finding.what, finding.explanation) not in said:
                        said.add((finding.what, finding.explanation))
                        yield finding


def _of_one(book: Book, key: str, relation: Relation) -> Iterator[Finding]:
    whole = book[key]
    everybody, *pairs = relation.inputs
    told = {everybody, *pairs[1::2]}
    table, _row, column = everybody.split("|", 2)
    for other, figure in book.items():
        if other in told or not other.startswith(f"{table}|") or not other.endswith(f"|{column}") or not figure.number:
            continue
        title = whole.what.partition(":")[0]
        row = other.split("|", 2)[1]
        words = f"There were {figure.number:,f} in {column}, and the table has no row for them."
        sources = tuple(dict.fromkeys((whole.source, figure.source)))
        yield Finding(str(Check.MISSING), f"{title}: {row}", "no row", "a percentage", None, words, sources)
