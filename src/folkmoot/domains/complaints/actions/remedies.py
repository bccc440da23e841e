"""What is promised to put things right, followed until it is done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ..enums import RemedyKind, State
from ..models import Case, Lesson, Remedy
from .changing import case_to_change, day_of
from .learning import Learned, check_learned


@transaction.atomic
def add_remedy(
    *,
    case: Case,
    kind: str,
    words: str,
    due_on: date,
    by: Actor,
    owner_name: str = "",
    owner: User | None = None,
    amount: Decimal | None = None,
) -> Remedy:
    """Promise something: who does it, and by when. Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN, State.ANSWERED, State.CLOSED)
    faults = []
    if kind not in RemedyKind.values:
        faults.append(Fault("kind", _("Say what kind of remedy it is."), _("Choose one from the list.")))
    if not words.strip() or len(words) > 500:
        faults.append(Fault("words", _("Say what will be done, in up to 500 characters.")))
    if not owner_name.strip() and owner is None:
        faults.append(Fault("owner_name", _("Say who does it.")))
    if (kind == RemedyKind.PAYMENT) != (amount is not None):
        faults.append(Fault("amount", _("A payment has an amount, and nothing else has one.")))
    if amount is not None and amount <= 0:
        faults.append(Fault("amount", _("A payment is more than nothing.")))
    if faults:
        raise Invalid(faults)
    remedy = Remedy.objects.create(
        case=case,
        kind=kind,
        words=" ".join(words.split()),
        amount=amount,
        owner=owner,
        owner_name=(owner_name.strip() or (owner.name if owner else ""))[:200],
        due_on=due_on,
    )
    record(verb="case.remedy_promised", subject=case, by=by, changes={kind: [None, due_on.isoformat()]})
    return remedy


@transaction.atomic
def mark_done(*, remedy: Remedy, by: Actor, on: date | None = None, note: str = "") -> Remedy:
    """It is done. Raises Invalid or Refused."""
    case = case_to_change(remedy.case, by)
    day = day_of(on)
    if not Remedy.objects.filter(pk=remedy.pk, done_on=None).update(done_on=day, done_note=note.strip()[:300]):
        raise Refused(_("This is done already."))
    remedy.refresh_from_db()
    record(verb="case.remedy_done", subject=case, by=by, changes={remedy.kind: [None, day.isoformat()]})
    return remedy


@transaction.atomic
def add_lesson(
    *, case: Case, cause: str, learned: str, by: Actor, changed: str = "", changed_on: date | None = None
) -> Lesson:
    """Write down why it came about, what was learned, and what was changed for it. Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN, State.ANSWERED, State.CLOSED)
    check_learned(Learned(cause, learned, changed, changed_on))
    lesson = Lesson.objects.create(
        case=case,
        cause=" ".join(cause.split()),
        learned=learned.strip(),
        changed=changed.strip(),
        changed_on=changed_on,
        by_name=by.name,
    )
    record(verb="case.lesson_written", subject=case, by=by)
    return lesson
