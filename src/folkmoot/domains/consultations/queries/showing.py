"""A consultation for the pages on its results and its outcome: with its owner, its partners and its phases."""

from __future__ import annotations

from dataclasses import dataclass

from ..adapters import standing_of
from ..models import Consultation
from ..policies import Standing


@dataclass(frozen=True)
class Shown:
    """A consultation and how it stands now, with who owns it."""

    consultation: Consultation
    standing: Standing


def shown_consultation(slug: str) -> Shown | None:
    """None when there is no such consultation. Three queries."""
    consultation = (
        Consultation.objects.filter(slug=slug)
        .select_related("organisation", "outcome")
        .prefetch_related("phases", "partners")
        .first()
    )
    return Shown(consultation, standing_of(consultation)) if consultation else None
