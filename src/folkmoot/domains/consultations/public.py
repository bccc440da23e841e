"""The front door of `consultations`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import ngettext

from folkmoot.ground.base.policies import SYSTEM

from .actions.drafts import forget_expired_drafts, forget_unsent_files
from .actions.load_pack import load_pack
from .actions.snapshots import snapshot_now, take_due_snapshots
from .actions.write_report import write_report
from .models import Consultation, Response
from .queries.for_compacts import consultations_held
from .queries.front import Card, Keeping, OutcomeCard, latest_outcomes, open_now, record_of_keeping
from .queries.snapshots import folder_of
from .queries.soundness import faults_in_consultations

__all__ = [
    "Card",
    "Keeping",
    "OutcomeCard",
    "TakenSnapshot",
    "consistency",
    "consultations_held",
    "coverage",
    "due",
    "latest_outcomes",
    "load_pack",
    "open_now",
    "record_of_keeping",
    "take_snapshot_of",
    "tidy",
    "write_report",
]


def consistency() -> Iterator[str]:
    """What is wrong with consultations, a sentence each, for `folkmoot check`."""
    return faults_in_consultations()


def coverage() -> str:
    """How many responses `consistency` codes again and compares."""
    number = Response.objects.count()
    return ngettext("%(number)d response", "%(number)d responses", number) % {"number": number}


def due() -> Iterator[str]:
    """Take a snapshot of every consultation that has closed, by its date or by hand; yields a sentence where it did."""
    if taken := take_due_snapshots():
        yield ngettext(
            "A snapshot of %(number)d consultation that has closed is taken.",
            "Snapshots of %(number)d consultations that have closed are taken.",
            taken,
        ) % {"number": taken}


@dataclass(frozen=True)
class TakenSnapshot:
    """A snapshot, and the folder of its files."""

    digest: str
    folder: Path
    responses: int


def take_snapshot_of(slug: str) -> TakenSnapshot | None:
    """The counted responses of a consultation as they stand; None where there is no such consultation. For whoever
    runs the site."""
    consultation = Consultation.objects.filter(slug=slug).first()
    if consultation is None:
        return None
    taken = snapshot_now(consultation=consultation, by=SYSTEM)
    return TakenSnapshot(taken.digest, folder_of(taken), taken.responses)


def tidy() -> Iterator[str]:
    """Throw away answers under way whose time is over, and files that were never sent; yields a sentence for each where
    there were any."""
    if gone := forget_expired_drafts(by=SYSTEM):
        yield ngettext(
            "%(number)d unfinished answer whose time was over is deleted.",
            "%(number)d unfinished answers whose time was over are deleted.",
            gone,
        ) % {"number": gone}
    if gone := forget_unsent_files(by=SYSTEM):
        yield ngettext(
            "%(number)d file that was never sent with an answer is deleted.",
            "%(number)d files that were never sent with an answer are deleted.",
            gone,
        ) % {"number": gone}
