"""Words that we no longer keep are kept in no snapshot either."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.snapshots import forget_words

from ...models import Consultation, Snapshot
from ...queries.snapshots import on_disk, snapshots_of, words_column

log = logging.getLogger(__name__)


def forget_words_of(*, consultation: Consultation, words: Iterable[tuple[int, str]], by: Actor) -> int:
    """Take these words, (response, question), out of every snapshot of a consultation; what was counted stays, and so
    do the snapshots' names. Returns from how many snapshots words went. Once more does no harm, so a worker that was
    stopped half-way begins again. Whoever calls has checked that `by` may."""
    wanted, changed = list(words), 0
    for snapshot in snapshots_of(consultation):
        changed += _forget_in(snapshot, wanted, by)
    return changed


def _forget_in(snapshot: Snapshot, words: list[tuple[int, str]], by: Actor) -> bool:
    files = on_disk(snapshot)
    if files is None:
        log.error("The files of snapshot %s are missing or damaged; no words could be removed.", snapshot.digest)
        return False
    columns = {question: words_column(files.book, question) for _response, question in words}
    gone = forget_words(files, [(response, columns[question]) for response, question in words if columns[question]])
    if not gone:
        return False
    with transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(words_removed_at=timezone.now())
        changes = {"snapshot": [snapshot.digest, snapshot.digest], "words": [gone, 0]}
        record(verb="consultation.snapshot_words_removed", subject=snapshot.consultation, by=by, changes=changes)
    return True
