"""Sums over closed cases, kept for reports; see `adapters.sums_watch` for how they are found to be stale."""

from __future__ import annotations

from django.db import models


class QuarterSums(models.Model):
    """What `queries.reporting.tallying` counted of the closed cases of one reporting quarter (year × 10 + quarter).
    `counted_by`: how it was counted; sums that were counted otherwise are counted anew."""

    quarter = models.PositiveIntegerField(primary_key=True)
    version = models.PositiveIntegerField(default=1)
    counted_by = models.CharField(max_length=64)
    tallies = models.TextField()
    reasons = models.TextField()


class SumsChange(models.Model):
    """A case received on this day changed, so that the sums of its quarter are stale. Written by the database alone."""

    on = models.DateField(db_index=True)
