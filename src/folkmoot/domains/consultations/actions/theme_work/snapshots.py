"""The words that a run of the machine reads: those of a snapshot, so that the run can be made again."""

from __future__ import annotations

from folkmoot.ground.base.policies import Actor
from folkmoot_core.snapshots import open_snapshot

from ...models import Snapshot, ThemeWork
from ...queries.snapshots import folder_of, words_column
from ...queries.theme_work.answers import answers_of
from ..snapshots import snapshot_now


def texts_now(*, work: ThemeWork, by: Actor) -> tuple[Snapshot, list[tuple[int, str]]]:
    """A snapshot, and (number, words) of each answer in it to the question of a piece of work. Answers that went since
    are left out. Raises Invalid where its files are damaged."""
    snapshot = snapshot_now(consultation=work.consultation, by=by)
    files = open_snapshot(folder_of(snapshot))
    column = words_column(files.book, work.question)
    words = files.words(column) if column else {}
    pairs = answers_of(work).values_list("pk", "response_id")
    return snapshot, [(number, words[response]) for number, response in pairs if response in words]
