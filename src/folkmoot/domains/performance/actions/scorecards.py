from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..models import Indicator, Scorecard, ScorecardLine
from ..policies import check_keep

MOST_LINES = 200


@transaction.atomic
def keep_scorecard(
    *, scorecard: Scorecard, values: Mapping[str, Any], indicators: Sequence[Indicator], by: Actor
) -> Scorecard:
    """Make a scorecard or change one: its fields, and the indicators on it in their order."""
    if scorecard.pk:
        check_keep(by, scorecard)
    before = scorecard.lines.count() if scorecard.pk else 0
    for name, value in values.items():
        setattr(scorecard, name, value)
    check_keep(by, scorecard)
    if len(indicators) > MOST_LINES:
        message = _("A scorecard holds at most %(most)d indicators.") % {"most": MOST_LINES}
        raise Invalid([Fault("indicators", message, _("Choose those that matter most."))])
    try:
        with transaction.atomic():
            scorecard.save()
    except IntegrityError as problem:
        raise Invalid([Fault("key", _("Another scorecard has this key."), _("Choose another."))]) from problem
    ScorecardLine.objects.filter(scorecard=scorecard).delete()
    ScorecardLine.objects.bulk_create(
        ScorecardLine(scorecard=scorecard, indicator=indicator, position=place)
        for place, indicator in enumerate(dict.fromkeys(indicators))
    )
    changes = {"indicators": [before, len(indicators)], "is_public": [None, scorecard.is_public]}
    record(verb="scorecard.kept", subject=scorecard, by=by, changes=changes)
    return scorecard
