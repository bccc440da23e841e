"""Publish how many answers speak of each theme, and take it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...models import ThemeWork
from ...policies import check_plan
from ...queries.theme_work.counts import as_published, counts_of, for_everybody, newest_audit


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
    current.published = as_published(current, round_, for_everybody(counts_of(round_)))
    current.published_at, current.published_by = now, by.name
    current.save(update_fields=["published", "published_at", "published_by", "updated_at"])
    changes = {"round": [before and before["round"], round_.pk], "snapshot": [None, current.published["snapshot"]]}
    record(verb="theme_counts.published", subject=work, by=by, changes=changes)
    return current


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
