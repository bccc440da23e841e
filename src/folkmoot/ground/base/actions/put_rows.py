"""Make a table hold certain rows, by their natural key, so that loading the same data twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

# SQLite takes a limited number of values in one statement; Django splits inserts, and this splits updates.
ROWS_AT_ONCE = 200
KEPT_BY_DJANGO = frozenset({"created_at", "updated_at"})


@dataclass(frozen=True)
class Put:
    """How many rows were new, changed, or as they should be already."""

    created: int = 0
    updated: int = 0
    same: int = 0

    @property
    def changed(self) -> bool:
        return bool(self.created or self.updated)


def put_rows(wanted: Iterable[Model], *, existing: QuerySet[Any], key: Sequence[str]) -> Put:
    """Create the `wanted` (unsaved) rows that are not there, update those that differ, and leave all others alone.

    `existing` is the rows to look among; `key` names the columns that together tell rows apart (`place_id`, not
    `place`). Of several wanted rows with one key the last counts. Call it within a transaction.
    """
    fields = existing.model._meta.concrete_fields
    held = [field for field in fields if not field.primary_key and field.name not in KEPT_BY_DJANGO]
    by_key = {tuple(getattr(row, name) for name in key): row for row in wanted}
    here = {tuple(getattr(row, name) for name in key): row for row in existing}
    new, changed = [], []
    for natural_key, row in by_key.items():
        found = here.get(natural_key)
        if found is None:
            new.append(row)
        elif any(getattr(row, field.attname) != getattr(found, field.attname) for field in held):
            row.pk = found.pk
            changed.append(row)
    existing.bulk_create(new)
    if changed:
        names = [field.name for field in held]
        if any(field.name == "updated_at" for field in fields):
            names.append("updated_at")
            now = timezone.now()
            for row in changed:
                row.updated_at = now  # type: ignore[attr-defined]
        existing.bulk_update(changed, names, batch_size=ROWS_AT_ONCE)
    return Put(len(new), len(changed), len(by_key) - len(new) - len(changed))
