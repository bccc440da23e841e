from __future__ import annotations

from typing import Any

from django.db.models import Model

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Actor


def record(
    *,
    verb: str,
    subject: Model,
    by: Actor,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Write down that `by` did `verb` (dotted, past tense: "consultation.opened") to `subject`.

    `changes` is {field: [old, new]}; values must be JSON.
    """
    return Entry.objects.create(
        actor_kind=by.kind,
        actor_key=by.key,
        actor_name=by.name,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_key=str(subject.pk),
        subject_label=str(subject)[:300],
        changes=changes or {},
        reason=reason,
    )
