"""The snapshot that a run of the machine is made from: the one place where theme work asks for it."""

from __future__ import annotations

import hashlib

from django.db.models import Max

from folkmoot.ground.base.policies import Actor

from ...enums import ResponseState, SnapshotReason
from ...models import Consultation, Response, ResultsRevision, Snapshot, ThemeWork
from ...queries.theme_work.answers import answers_of


def snapshot_now(*, consultation: Consultation, by: Actor) -> Snapshot:
    """The counted responses as they stand now. Nothing changed since the last one: the same snapshot."""
    counted = Response.objects.filter(consultation=consultation, state=ResponseState.COUNTED).order_by("pk")
    digest, number = hashlib.sha256(), 0
    for key, answers in counted.values_list("pk", "answers").iterator(chunk_size=2000):
        digest.update(f"{key}:{answers!r}\n".encode())
        number += 1
    revision = ResultsRevision.objects.filter(consultation=consultation).values_list("number", flat=True).first() or 0
    highest = counted.aggregate(highest=Max("pk"))["highest"] or 0
    defaults = {
        "responses": number,
        "stamp": [revision, highest, number],
        "reason": SnapshotReason.ASKED,
        "made_by": by.name,
    }
    made, _is_new = Snapshot.objects.get_or_create(
        consultation=consultation, digest=digest.hexdigest(), defaults=defaults
    )
    return made


def texts_now(*, work: ThemeWork, by: Actor) -> tuple[Snapshot, list[tuple[int, str]]]:
    """A snapshot, and (number, words) of each answer to the question of a piece of work that is in it."""
    snapshot = snapshot_now(consultation=work.consultation, by=by)
    highest = snapshot.stamp[1] if len(snapshot.stamp) > 1 else 0
    rows = answers_of(work).filter(response_id__lte=highest).values_list("pk", "text")
    return snapshot, list(rows)
