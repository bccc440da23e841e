"""Who deals with it, who else may read it, and much of it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ..models import Case, Stage
from ..policies import can_work
from .acknowledge import acknowledge
from .changing import case_to_change, set_fields
from .ending import close
from .further import check_handler
from .letters import LetterWords


@dataclass(frozen=True)
class Done:
    """What a deed on many cases came to: those done, and those that were not, each with the reason."""

    done: list[Case]
    left: list[tuple[Case, str]]


@transaction.atomic
def assign(*, case: Case, handler: User | None, by: Actor) -> Case:
    """Give it to somebody, or to nobody. At a later stage not to whoever had it before. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    if handler is not None and not (handler.is_active and can_work(handler.as_actor())):
        raise Invalid([Fault("handler", _("This person does not work on cases."), _("Choose another."))])
    earlier = Stage.objects.filter(case=case, number__lt=case.stage, handler=handler)
    if handler is not None and earlier.exists():
        check_handler(case, handler)
    name = handler.name if handler else ""
    changes = set_fields(case, handler=handler, handler_name=name)
    if changes:
        Stage.objects.filter(case=case, number=case.stage).update(handler=handler, handler_name=name)
        record(verb="case.assigned", subject=case, by=by, changes=changes)
    return case


@transaction.atomic
def set_readers(*, case: Case, readers: Sequence[User], by: Actor) -> Case:
    """Who may read it besides its handler, where it is confidential. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    strangers = [reader.name for reader in readers if not can_work(reader.as_actor())]
    if strangers:
        raise Invalid([Fault("readers", _("%s does not work on cases.") % strangers[0])])
    before = sorted(case.readers.values_list("name", flat=True))
    case.readers.set(readers)
    changes = {"readers": [before, sorted(reader.name for reader in readers)]}
    record(verb="case.readers_named", subject=case, by=by, changes=changes)
    return case


@transaction.atomic
def mark_read(*, case: Case, by: Actor) -> Case:
    """What the resident added is read. Raises Refused."""
    case = case_to_change(case, by)
    if case.news_at is not None:
        set_fields(case, news_at=None)
        record(verb="case.news_read", subject=case, by=by)
    return case


def assign_many(*, cases: Sequence[Case], handler: User | None, by: Actor) -> Done:
    """Give each to somebody; one that cannot be given stays as it is, and the others are."""
    return _each(cases, lambda case: assign(case=case, handler=handler, by=by))


def acknowledge_many(
    *, cases: Sequence[Case], by: Actor, letter_for: Callable[[Case], LetterWords] | None = None
) -> Done:
    """Acknowledge each, with the letter that `letter_for` gives; one that cannot be stays as it is."""
    return _each(cases, lambda case: acknowledge(case=case, by=by, letter=letter_for(case) if letter_for else None))


def close_many(*, cases: Sequence[Case], by: Actor, letter_for: Callable[[Case], LetterWords] | None = None) -> Done:
    """Close what is answered, and pass comments and compliments on; one that owes an answer stays as it is."""
    return _each(cases, lambda case: close(case=case, by=by, letter=letter_for(case) if letter_for else None))


def _each(cases: Sequence[Case], deed: Callable[[Case], Case]) -> Done:
    done, left = [], []
    for case in cases:
        try:
            with transaction.atomic():
                done.append(deed(case))
        except Invalid as problem:
            left.append((case, " ".join(fault.message for fault in problem.faults)))
        except Refused as problem:
            left.append((case, str(problem)))
    return Done(done, left)
