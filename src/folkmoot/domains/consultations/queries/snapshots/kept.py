"""The snapshots there are, and where their files lie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from folkmoot_core.snapshots import LETTER, ColumnBook, open_snapshot
from folkmoot_core.snapshots import Snapshot as Files
from folkmoot_core.values import Invalid

from ...enums import PhaseKind, ResponseState, SnapshotReason
from ...models import Answer, Consultation, Phase, Response, ResultsRevision, Snapshot

FOLDER = "snapshots"


def store_of(consultation: Consultation) -> Path:
    """The folder with all snapshots of a consultation. It lies with the files, so that a backup holds it."""
    return Path(settings.MEDIA_ROOT) / FOLDER / str(consultation.pk)


def folder_of(snapshot: Snapshot) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / str(snapshot.consultation_id) / snapshot.digest


def on_disk(snapshot: Snapshot) -> Files | None:
    """Its files; None where they are gone, or its manifest is damaged."""
    try:
        return open_snapshot(folder_of(snapshot))
    except Invalid:
        return None


def snapshots_of(consultation: Consultation) -> QuerySet[Snapshot]:
    """All of them, newest first."""
    return Snapshot.objects.filter(consultation=consultation)


def newest_snapshot(consultation: Consultation) -> Snapshot | None:
    return snapshots_of(consultation).first()


def stamp_of(consultation: Consultation) -> list[int]:
    """Differs whenever the responses do: revision, highest number and count of responses, and of answers in words.
    Three queries."""
    revision = ResultsRevision.objects.filter(consultation=consultation).values_list("number", flat=True).first() or 0
    counted = Response.objects.filter(consultation=consultation, state=ResponseState.COUNTED).order_by()
    words = Answer.objects.filter(response__consultation=consultation, response__state=ResponseState.COUNTED).order_by()
    sums = [found.aggregate(highest=Max("pk"), number=Count("pk")) for found in (counted, words)]
    return [revision, *(each[name] or 0 for each in sums for name in ("highest", "number"))]


def due_at_close(now: datetime) -> Iterator[Consultation]:
    """Consultations that have closed, and of which no snapshot was taken since. One query where none is due."""
    closings = Phase.objects.filter(kind=PhaseKind.ANALYSING, starts_at__lte=now).select_related("consultation")
    taken = Snapshot.objects.filter(reason=SnapshotReason.CLOSE).values("consultation").annotate(last=Max("made_at"))
    last = {row["consultation"]: row["last"] for row in taken.order_by()}
    for phase in closings.filter(consultation__questionnaires__published_at__isnull=False).distinct():
        if phase.consultation_id not in last or last[phase.consultation_id] < phase.starts_at:
            yield phase.consultation


def words_column(book: ColumnBook, question: str) -> str:
    """The column that holds the words to a question, or of letters; "" where the snapshot has none."""
    wanted = [f"{LETTER}:words"] if question == LETTER else [question, f"{question}:text"]
    return next((name for name in wanted if name in book and book.column(name).kind == "words"), "")
