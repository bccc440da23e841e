"""Cases that belong together, turn out to be one, or turn out to be two."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..enums import Ending, EventKind, State
from ..models import Case, Complainant
from ..policies import check_work
from .changing import case_to_change, day_of, set_fields
from .log import Origin, Said, Whose, log_case
from .reckoning import Happened, add_event


@transaction.atomic
def tie(*, case: Case, other: Case, by: Actor, note: str = "") -> None:
    """Say that two cases belong together. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    check_work(by, standing_of(other))
    link("belongs_with", case, other, by=by, public=False, note=note)


@transaction.atomic
def merge(*, case: Case, into: Case, by: Actor) -> Case:
    """The same thing twice: go on with the other one, and close this. Its own day of receipt and person stay in the
    record, and the resident's page leads on. Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN)
    into = case_to_change(into, by, State.OPEN, State.ANSWERED)
    if case.pk == into.pk:
        raise Invalid([Fault("other", _("A case cannot be joined with itself."), _("Give another reference."))])
    if into.merged_into_id:
        raise Invalid([Fault("other", _("That case was joined with another itself."))])
    day = day_of(None)
    add_event(case, Happened(EventKind.WITHDRAWN, day, reason=_("Joined with %s") % into.arrival.reference), by=by)
    fields = {"state": State.CLOSED, "ending": Ending.MERGED, "ended_on": day, "merged_into": into}
    set_fields(case, **fields, waiting_for="", waiting_since=None)
    link("belongs_with", case, into, by=by, public=False, note=_("Joined"))
    record(verb="case.merged", subject=case, by=by, changes={"into": [None, into.arrival.reference]})
    return into


@transaction.atomic
def split(*, case: Case, summary: str, words: str, by: Actor) -> Case:
    """Part of it is a matter of its own: a new case, received on the same day from the same person. Raises Invalid or
    Refused."""
    case = case_to_change(case, by, State.OPEN)
    faults = []
    if not summary.strip() or len(summary) > 200:
        faults.append(Fault("summary", _("Say in a few words what the new case is about.")))
    if not words.strip():
        faults.append(Fault("words", _("Copy the part of it that is the new case.")))
    if faults:
        raise Invalid(faults)
    person = Complainant.objects.filter(case=case).first()
    names = ("name", "medium", "email", "telephone", "postal", "postcode", "on_behalf_of", "may_speak", "adjustments")
    whose = Whose(**{name: getattr(person, name) for name in names}) if person else Whose()
    said = Said(
        words=words,
        kind=case.kind,
        summary=summary,
        is_confidential=case.is_confidential,
        is_anonymous=case.is_anonymous,
        is_safeguarding=case.is_safeguarding,
    )
    origin = Origin(channel=case.channel, received_on=case.received_on)
    new = log_case(said=said, origin=origin, whose=whose, by=by).case
    link("split_from", new, case, by=by, public=False)
    record(verb="case.split", subject=case, by=by, changes={"new": [None, new.arrival.reference]})
    return new
