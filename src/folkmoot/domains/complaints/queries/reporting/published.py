"""What everybody may read of the figures over cases."""

from __future__ import annotations

from django.db.models import QuerySet

from ...models import PublishedFigures, PublishedFile


def published_figures() -> QuerySet[PublishedFigures]:
    """Those that stand, the newest first."""
    return PublishedFigures.objects.filter(withdrawn_at=None).defer("body")


def figures_of(span: str) -> PublishedFigures | None:
    """The report of a span that stands; else the last one that was withdrawn; else None."""
    found = PublishedFigures.objects.filter(span=span)
    return found.filter(withdrawn_at=None).first() or found.first()


def files_of(figures: PublishedFigures) -> list[PublishedFile]:
    return list(figures.files.defer("content"))


def file_of(span: str, form: str) -> PublishedFile | None:
    return PublishedFile.objects.filter(figures__span=span, figures__withdrawn_at=None, form=form).first()
