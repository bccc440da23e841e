"""Entries of progress: which of them count."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import ProgressUpdate


def effective(updates: Iterable[ProgressUpdate]) -> list[ProgressUpdate]:
    """Those that nothing corrects, the latest first."""
    updates = list(updates)
    corrected = {update.corrects_id for update in updates}
    left = [update for update in updates if update.pk not in corrected]
    return sorted(left, key=lambda update: (update.on, update.pk), reverse=True)
