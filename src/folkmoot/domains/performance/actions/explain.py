"""Say what stands behind the figures: explain them, let limits begin anew, and tie them to what led here."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.places.models import Place
from folkmoot.ground.thread.public import link
from folkmoot_core.values import Fault, Invalid

from ..models import Explanation, Indicator, Rebase
from ..policies import check_keep
from .readings import make_stale


@transaction.atomic
def explain(*, indicator: Indicator, place: Place, period: str, words: str, by: Actor) -> Explanation:
    """Everybody reads it beside the figures. An earlier explanation stays in view below it."""
    check_keep(by, indicator)
    if not words.strip():
        raise Invalid([Fault("words", _("There are no words."), _("Say what is behind the figure."))])
    made = Explanation.objects.create(
        indicator=indicator, place=place, period=period, words=words.strip(), by_key=by.key, by_name=by.name
    )
    record(verb="indicator.explained", subject=indicator, by=by, changes={period: [None, made.words[:200]]})
    return made


@transaction.atomic
def begin_anew(*, indicator: Indicator, place: Place | None, period: str, reason: str, by: Actor) -> Rebase:
    """From this period on limits are worked out anew, in one place or in all; the reason is published."""
    check_keep(by, indicator)
    if not reason.strip():
        mend = _("Say what changed then, in a way that residents understand.")
        raise Invalid([Fault("reason", _("Limits begin anew only for a known reason."), mend)])
    try:
        with transaction.atomic():
            made = Rebase.objects.create(
                indicator=indicator, place=place, period=period, reason=reason.strip(), by_key=by.key, by_name=by.name
            )
    except IntegrityError as problem:
        message = _("Limits begin anew at this period already.")
        raise Invalid([Fault("period", message, _("Choose another, or take that one back first."))]) from problem
    changes = {"from": [None, period], "place": [None, place.name if place else ""]}
    record(verb="indicator.rebased", subject=indicator, by=by, changes=changes, reason=reason)
    make_stale([indicator])
    return made


@transaction.atomic
def take_back_rebase(*, rebase: Rebase, reason: str, by: Actor) -> None:
    """Limits reach across that period again. That they did not for a while stays on record."""
    check_keep(by, rebase.indicator)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why it is taken back."), _("It goes into the history."))])
    # By its number: the row itself refuses to be saved again.
    Rebase.objects.filter(pk=rebase.pk, ended_at=None).update(ended_at=timezone.now(), ended_because=reason[:300])
    changes = {"from": [rebase.period, None]}
    record(verb="indicator.rebase_ended", subject=rebase.indicator, by=by, changes=changes, reason=reason)
    make_stale([rebase.indicator])


@transaction.atomic
def tie(*, indicator: Indicator, record_here: Model, by: Actor) -> None:
    """Something that the indicator would show to have worked: what residents said, a decision, an action."""
    check_keep(by, indicator)
    link("measured_by", record_here, indicator, by)
    record(verb="indicator.tied", subject=indicator, by=by, changes={"measures": [None, str(record_here)[:200]]})
