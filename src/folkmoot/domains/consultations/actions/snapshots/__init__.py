"""Every write about snapshots: take one, take those that are due, make them forget words."""

from .forgetting import forget_words_of
from .taking import ask_for_snapshot, snapshot_now, take_due_snapshots, take_snapshot

__all__ = ["ask_for_snapshot", "forget_words_of", "snapshot_now", "take_due_snapshots", "take_snapshot"]
