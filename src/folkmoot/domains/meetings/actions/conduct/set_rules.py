"""How a body conducts its meetings."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...models import ConductRules
from ...policies import check_keep


@transaction.atomic
def set_rules(*, rules: ConductRules, by: Actor) -> ConductRules:
    """Raises Invalid where the quorum is no number of members at all, or more than there are."""
    check_keep(by, rules.body)
    faults = []
    if not rules.quorum_number and not 0 < rules.quorum_top <= rules.quorum_bottom:
        words = _("A quorum is a part of the members: more than none, at most all.")
        faults.append(Fault("quorum_top", words, _("One of four, for example.")))
    if rules.quorum_number and rules.seats and rules.quorum_number > rules.seats:
        faults.append(Fault("quorum_number", _("There are fewer seats than that."), _("Give a smaller number.")))
    if faults:
        raise Invalid(faults)
    rules.save()
    record(verb="meeting.conduct_rules_set", subject=rules.body, by=by, changes={"source": [None, rules.source]})
    return rules
