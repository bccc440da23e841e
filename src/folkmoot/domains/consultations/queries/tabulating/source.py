"""What tables are counted from: a snapshot, and what its columns are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from folkmoot_core.microdata.snapshot_answers import SnapshotAnswers
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots.columns import MANY, QUANTITY, RANK, SINGLE, TRAIT

from ...models import Consultation, Snapshot
from ..snapshots import on_disk, snapshots_of

# What is known of people beside their answers. Age, sex and capacity are questions where they were asked.
_BESIDE = ("district", "channel", "capacity", "age_band", "sex")


@dataclass(frozen=True)
class Source:
    """A snapshot with its files open."""

    snapshot: Snapshot
    answers: SnapshotAnswers

    @cached_property
    def questions(self) -> tuple[Column, ...]:
        """What can be made into a table."""
        return tuple(self.answers.columns(SINGLE, MANY, RANK, QUANTITY))

    @cached_property
    def groupings(self) -> tuple[Column, ...]:
        """What people can be grouped by: who they are first, then every question with one answer."""
        asked = [column for column in self.answers.columns(SINGLE) if not column.row and column.levels]
        roles = {column.role for column in asked}
        beside = {column.role: column for column in self.answers.columns(TRAIT) if column.role not in roles}
        traits = [beside[key] for key in _BESIDE if key in beside and beside[key].levels]
        return (*traits, *sorted(asked, key=lambda column: not column.role))

    def column(self, name: str) -> Column:
        return self.answers.snapshot.book.column(name)


def title_of(column: Column) -> str:
    return f"{column.text} – {column.row}" if column.row else column.text


def words_of(column: Column) -> dict[str, str]:
    """{level: its words}."""
    return {level.key: level.text for level in column.levels}


def source_of(consultation: Consultation, digest: str = "") -> Source | None:
    """The newest snapshot, or the one of this name; None where there is none or its files are gone. One query."""
    found = snapshots_of(consultation)
    snapshot = (found.filter(digest=digest) if digest else found).first()
    files = on_disk(snapshot) if snapshot else None
    return Source(snapshot, SnapshotAnswers(files)) if snapshot and files else None


def of_which(source: Source) -> str:
    """Which responses tables are of, in words."""
    return _("Counted from the snapshot %(name)s of %(number)s responses.") % {
        "name": source.snapshot.digest[:12],
        "number": f"{source.snapshot.responses:,}",
    }
