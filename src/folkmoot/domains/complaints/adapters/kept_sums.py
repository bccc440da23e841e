"""Sums of whole quarters, kept in the database until a case of that quarter changes.

Correct before it is fast. The numbers of changes are read first, then the cases are counted, then the sums are kept and
those changes deleted. A change that is committed meanwhile has another number and stays, so the next reader counts
anew. Whoever counted first and comes to keep last finds another version, and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import IntegrityError, connection, transaction

from folkmoot_core.casework import Span

from ..models import QuarterSums, SumsChange
from .sums_watch import is_watched

Row = Sequence[Any]


@dataclass(frozen=True)
class Sums:
    """Rows of `kind, unit, channel, outcome, ending, dates, stage, n`, and of `reason, unit, n`; units and reasons by
    their numbers in the database."""

    tallies: Sequence[Row]
    reasons: Sequence[Row]


Count = Callable[[Sequence[Span]], Mapping[int, Sums]]


@dataclass(frozen=True)
class ToKeep:
    """Sums that were counted anew: what stood there before (None: nothing), and the changes that they hold already."""

    number: int
    sums: Sums
    counted_by: str
    before: int | None
    changes: Sequence[int]


def number_of(quarter: Span) -> int:
    return quarter.year * 10 + quarter.quarter


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside is all of one moment, so that no case is counted as under way and then as closed. Nothing is
    locked. Inside a transaction that is open already it is up to that one."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not Django's own, which would keep every writer out meanwhile.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def sums_of(quarters: Sequence[Span], counted_by: str, count: Count) -> tuple[dict[int, Sums], list[ToKeep]]:
    """The sums of these quarters: kept ones, and what `count` gives for the others in one go, to be given to `keep`.
    Three queries where all are kept."""
    if not is_watched():
        return dict(count(quarters)), []
    first, last = min(each.first for each in quarters), max(each.last for each in quarters)
    # In this order, see above.
    changes = list(SumsChange.objects.filter(on__range=(first, last)).values_list("pk", "on"))
    kept = QuarterSums.objects.in_bulk([number_of(each) for each in quarters])
    found: dict[int, Sums] = {}
    stale: list[tuple[Span, list[int]]] = []
    for quarter in quarters:
        changed = [pk for pk, day in changes if quarter.holds(day)]
        one = kept.get(number_of(quarter))
        if one is None or changed or one.counted_by != counted_by:
            stale.append((quarter, changed))
        else:
            found[one.quarter] = Sums(orjson.loads(one.tallies), orjson.loads(one.reasons))
    if not stale:
        return found, []
    counted = count([quarter for quarter, _changed in stale])
    to_keep = []
    for quarter, changed in stale:
        number = number_of(quarter)
        found[number] = counted.get(number, Sums((), ()))
        before = kept[number].version if number in kept else None
        to_keep.append(ToKeep(number, found[number], counted_by, before, changed))
    return found, to_keep


def keep(to_keep: Sequence[ToKeep]) -> None:
    """Those for which nobody else was quicker."""
    for one in to_keep:
        texts = {
            "counted_by": one.counted_by,
            "tallies": orjson.dumps(one.sums.tallies).decode(),
            "reasons": orjson.dumps(one.sums.reasons).decode(),
        }
        try:
            with transaction.atomic():
                if one.before is None:
                    QuarterSums.objects.create(quarter=one.number, **texts)
                    written = 1
                else:
                    as_it_was = QuarterSums.objects.filter(pk=one.number, version=one.before)
                    written = as_it_was.update(version=one.before + 1, **texts)
                if written:
                    SumsChange.objects.filter(pk__in=one.changes).delete()
        except IntegrityError:
            continue
