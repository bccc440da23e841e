"""Keep a register of risks: enter one, score it again, say what controls it, take it up, close it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.risks import Score
from folkmoot_core.values import Fault, Invalid

from ..models import Control, Risk, RiskScore
from ..policies import check_keep, faults_of_scores
from ..queries.reading import matrix

FIELDS = (
    *("plan", "title", "cause", "event", "consequence", "owner", "owner_email", "inherent_likelihood"),
    *("inherent_impact", "target_likelihood", "target_impact", "review_by", "is_public"),
)
CONTROL = ("words", "owner", "owner_email", "state", "due", "evidence", "checked_on", "check_every_months")


def whole(row: Model) -> None:
    """Raises Invalid, naming the field, for what the model would not take."""
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as wrong:
        raise Invalid([Fault(name, " ".join(texts)) for name, texts in wrong.message_dict.items()]) from wrong


@transaction.atomic
def add_risk(*, body: Organisation, fields: dict[str, Any], by: Actor) -> Risk:
    """Enter a risk of a body. Raises Invalid, Refused."""
    check_keep(by, body.scope)
    risk = Risk(body=body, **{name: fields[name] for name in FIELDS})
    _check(risk, fields)
    risk.save()
    record(verb="risk.added", subject=risk, by=by)
    return risk


@transaction.atomic
def describe_risk(*, risk: Risk, fields: dict[str, Any], by: Actor) -> Risk:
    """Change what is said of a risk. Raises Invalid, Refused."""
    check_keep(by, risk.body.scope)
    before = {name: getattr(risk, name) for name in FIELDS}
    for name in FIELDS:
        setattr(risk, name, fields[name])
    _check(risk, fields)
    risk.save()
    told = {name: fields[name] for name in FIELDS if name != "owner_email"}
    record(verb="risk.described", subject=risk, by=by, changes=changed_fields(before, told))
    return risk


def _check(risk: Risk, fields: dict[str, Any]) -> None:
    risk.title = " ".join(risk.title.split())
    faults = faults_of_scores(matrix(), fields)
    if Risk.objects.filter(body=risk.body, title=risk.title).exclude(pk=risk.pk).exists():
        faults.append(Fault("title", _("This body has a risk of this title."), _("Give it another one.")))
    if faults:
        raise Invalid(faults)
    whole(risk)


@transaction.atomic
def score_risk(*, risk: Risk, on: date, score: Score, because: str, by: Actor) -> RiskScore:
    """Enter what it is on a day; earlier scores stay. Raises Invalid, Refused."""
    check_keep(by, risk.body.scope)
    if on > timezone.localdate():
        raise Invalid([Fault("on", _("This day is still to come."), _("Mend it."))])
    if not matrix().holds(score):
        raise Invalid([Fault("likelihood", _("This is not on the matrix."), _("Choose steps of it."))])
    row = RiskScore(risk=risk, on=on, likelihood=score.likelihood, impact=score.impact, because=because.strip())
    whole(row)
    row.save()
    record(verb="risk.scored", subject=risk, by=by, changes={"score": [None, score.value]}, reason=row.because)
    return row


@transaction.atomic
def put_control(*, risk: Risk, fields: dict[str, Any], by: Actor, control: Control | None = None) -> Control:
    """Enter or change a control. Raises Invalid, Refused."""
    check_keep(by, risk.body.scope)
    row = control or Control(risk=risk)
    for name in CONTROL:
        setattr(row, name, fields[name])
    if row.checked_on is not None and row.checked_on > timezone.localdate():
        raise Invalid([Fault("checked_on", _("This day is still to come."), _("Mend it."))])
    whole(row)
    row.save()
    record(verb="risk.control_put", subject=risk, by=by, changes={"control": [None, row.words]})
    return row


@transaction.atomic
def escalate_risk(*, risk: Risk, to: Organisation | None, because: str, by: Actor) -> Risk:
    """Take it up to another body, which then sees it on its register; `to` None brings it back. Raises Invalid."""
    check_keep(by, risk.body.scope)
    if to is not None and to.pk == risk.body_id:
        raise Invalid([Fault("to", _("It is this body's already."), _("Choose another body."))])
    if to is not None and not because.strip():
        raise Invalid([Fault("because", _("Nothing is written here."), _("Say what that body is asked to do."))])
    before = risk.escalated_to_id
    risk.escalated_to, risk.escalated_because = to, because.strip() if to is not None else ""
    risk.save(update_fields=["escalated_to", "escalated_because", "updated_at"])
    changes = {"escalated_to": [before, risk.escalated_to_id]}
    record(verb="risk.escalated", subject=risk, by=by, changes=changes, reason=because.strip())
    return risk


@transaction.atomic
def close_risk(*, risk: Risk, on: date | None, because: str, by: Actor) -> Risk:
    """Close it, or open it again with `on` None. Raises Invalid."""
    check_keep(by, risk.body.scope)
    if on is not None and on > timezone.localdate():
        raise Invalid([Fault("on", _("This day is still to come."), _("Mend it."))])
    if on is not None and not because.strip():
        raise Invalid([Fault("because", _("Nothing is written here."), _("Say why it is a risk no more."))])
    risk.closed_on, risk.closed_because = on, because.strip() if on is not None else ""
    risk.save(update_fields=["closed_on", "closed_because", "updated_at"])
    record(verb="risk.closed" if on else "risk.reopened", subject=risk, by=by, reason=because.strip())
    return risk
