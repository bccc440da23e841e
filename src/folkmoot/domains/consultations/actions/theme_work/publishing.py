"""Publish how many answers speak of each theme, and take it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...models import CodingRound, ThemeWork
from ...policies import check_plan
from ...queries.results import THEMES
from ...queries.theme_work.counts import ThemeCounts, as_published, counts_of, for_everybody, newest_audit
from ...queries.theme_work.releases import release_of
from ..releasing import enter


@transaction.atomic
def publish_counts(*, work: ThemeWork, by: Actor, now: datetime) -> ThemeWork:
    """Publish the counts of the newest audit, with small numbers kept back, the interval of each, and the name of the
    snapshot. Everybody sees them where they may see results and outcomes. Raises Invalid without an audit."""
    check_plan(by, standing_of(work.consultation, now))
    current = ThemeWork.objects.select_for_update().get(pk=work.pk)
    current.consultation = work.consultation
    round_ = newest_audit(current)
    if round_ is None:
        raise Invalid([Fault("", _("No audit has been closed yet."), _("Draw answers, and have them coded."))])
    round_.work = current
    before = current.published
    counts = for_everybody(counts_of(round_))
    _enter(current, round_, counts)
    current.published = as_published(current, round_, counts)
    current.published_at, current.published_by = now, by.name
    current.save(update_fields=["published", "published_at", "published_by", "updated_at"])
    changes = {"round": [before and before["round"], round_.pk], "snapshot": [None, current.published["snapshot"]]}
    record(verb="theme_counts.published", subject=work, by=by, changes=changes)
    return current


def _enter(work: ThemeWork, round_: CodingRound, counts: ThemeCounts) -> None:
    """Enter exact counts in the ledger of releases. Raises Invalid where they would tell on somebody beside counts that
    were published before: also counts that were taken back have been read."""
    release = release_of(work, round_, counts)
    snapshot = round_.assignment.snapshot if round_.assignment else None
    if not enter(consultation=work.consultation, releases=[release], place=THEMES, snapshot=snapshot):
        message = _("Beside the counts that were published before, these would tell what fewer than five people wrote.")
        raise Invalid([Fault("", message, _("Publish when more answers have come, or more have been read."))])


@transaction.atomic
def withdraw_counts(*, work: ThemeWork, reason: str, by: Actor) -> None:
    """Take published counts back. Raises Invalid without a reason."""
    check_plan(by, standing_of(work.consultation))
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why, in a few words. It is kept in the history."))])
    current = ThemeWork.objects.select_for_update().get(pk=work.pk)
    if current.published is None:
        return
    changes = {"round": [current.published["round"], None]}
    current.published, current.published_at, current.published_by = None, None, ""
    current.save(update_fields=["published", "published_at", "published_by", "updated_at"])
    record(verb="theme_counts.withdrawn", subject=work, by=by, changes=changes, reason=reason.strip()[:300])
