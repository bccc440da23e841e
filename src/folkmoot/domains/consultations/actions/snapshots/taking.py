"""Take a snapshot: write the counted responses, as they stand, into files that never change."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot_core.snapshots import Kept, is_whole, standing_parts, write_snapshot
from folkmoot_core.snapshots import Snapshot as Files
from folkmoot_core.values import Invalid

from ...adapters import standing_of
from ...enums import SnapshotReason
from ...models import Consultation, Snapshot
from ...policies import check_read
from ...queries.snapshots import (
    book_of,
    counted_below,
    due_at_close,
    gather,
    newest_snapshot,
    on_disk,
    stamp_of,
    store_of,
)

log = logging.getLogger(__name__)


def snapshot_now(*, consultation: Consultation, by: Actor, reason: str = SnapshotReason.ASKED) -> Snapshot:
    """The counted responses as they stand now. Nothing changed since the last one: the same snapshot, at once. Whoever
    calls has checked that `by` may. Raises Invalid without a questionnaire."""
    newest, stamp = newest_snapshot(consultation), stamp_of(consultation)
    if newest is not None and newest.stamp == stamp and newest.words_removed_at is None and on_disk(newest) is not None:
        return newest
    return take_snapshot(consultation=consultation, by=by, reason=reason)


def ask_for_snapshot(*, consultation: Consultation, by: Actor) -> Snapshot:
    """An officer or analyst wants one. Raises Refused, and Invalid without a questionnaire."""
    check_read(by, standing_of(consultation))
    return snapshot_now(consultation=consultation, by=by)


def take_snapshot(*, consultation: Consultation, by: Actor, reason: str) -> Snapshot:
    """Write the files, then the row that says they are there: a row without files is never seen, and files without a
    row harm nobody. Raises Invalid without a questionnaire."""
    # Before the responses are read: what comes meanwhile makes the next one look again.
    stamp = stamp_of(consultation)
    files = _write(consultation, stamp)
    defaults = {"responses": files.responses, "stamp": stamp, "reason": reason, "made_by": by.name}
    with transaction.atomic():
        made, is_new = Snapshot.objects.get_or_create(consultation=consultation, digest=files.digest, defaults=defaults)
        if not is_new:
            made.stamp = stamp
            if is_whole(files):
                made.words_removed_at = None
            if reason == SnapshotReason.CLOSE:
                # The same responses as before: now they are also those of the close.
                made.reason, made.made_at = reason, timezone.now()
            made.save(update_fields=["stamp", "words_removed_at", "reason", "made_at"])
        if is_new or reason == SnapshotReason.CLOSE:
            changes = {"snapshot": [None, files.digest], "responses": [None, files.responses]}
            record(verb="consultation.snapshot_taken", subject=consultation, by=by, changes=changes)
    return made


def take_due_snapshots() -> int:
    """Of every consultation that has closed since the last look; returns how many. One that cannot be taken is logged,
    and the others are taken all the same."""
    taken = 0
    for consultation in due_at_close(timezone.now()):
        try:
            take_snapshot(consultation=consultation, by=SYSTEM, reason=SnapshotReason.CLOSE)
            taken += 1
        except (Invalid, OSError):
            log.exception("No snapshot could be taken of “%s” at its close.", consultation)
    return taken


def _write(consultation: Consultation, stamp: list[int]) -> Files:
    """A response that comes while we read may be of a district that the codebook does not know: then once more."""
    for last in (False, True):
        book = book_of(consultation)
        kept = _kept(consultation, stamp)
        try:
            batches = gather(consultation, kept.first_number if kept else 0)
            return write_snapshot(store_of(consultation), book, batches, kept=kept)
        except Invalid:
            if last:
                raise
    raise AssertionError("unreachable")


def _kept(consultation: Consultation, stamp: list[int]) -> Kept | None:
    """The parts of the last snapshot that still hold, where no response in them was changed or came late."""
    former = newest_snapshot(consultation)
    if former is None or former.stamp[:1] != stamp[:1] or len(former.stamp) != len(stamp):
        return None
    files = on_disk(former)
    if files is None:
        return None
    kept = standing_parts(files, book_of(consultation))
    return kept if counted_below(consultation, kept.first_number) == kept.responses else None
