"""Interests declared at an item, and what they do."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.meetings.interests import effect_of
from folkmoot_core.values import Fault, Invalid

from ...adapters.conduct import core_kind, dispensation_values, regime_for
from ...enums.conduct import Capacity, MinutesState
from ...models import AgendaItem, Attendance, Declaration, Dispensation, Minutes, Vote
from ...policies import can_keep
from ...queries.conduct.room import rules_of
from .roll import check_open


@transaction.atomic
def declare(
    *, attendance: Attendance, item: AgendaItem, interest: str, text: str, is_sensitive: bool, by: Actor
) -> Declaration:
    """Written down by the clerk, or by the member. Raises Invalid for a kind that the law of the day does not know, for
    an open interest without words, and after the member has voted at the item."""
    _check_may_declare(by, attendance)
    rules = rules_of(attendance.meeting.body)
    faults = []
    if item.meeting_id != attendance.meeting_id:
        faults.append(Fault("item", _("This item is not of this meeting."), _("Choose one of the list.")))
    if not text.strip() and not is_sensitive:
        faults.append(Fault("text", _("Say what the interest is."), _("Or tick that it is sensitive.")))
    if Declaration.objects.filter(attendance=attendance, item=item, interest=interest).exists():
        faults.append(Fault("interest", _("This interest has been declared."), _("There is nothing more to do.")))
    try:
        effect = effect_of(
            core_kind(interest),
            regime_for(rules, attendance.meeting.date),
            day=attendance.meeting.date,
            subject=item.title,
            dispensations=dispensation_values(
                Dispensation.objects.filter(person=attendance.person, body=attendance.meeting.body)
                if attendance.person_id
                else []
            ),
            public_may_speak=rules.public_may_speak,
        )
    except ValueError as unknown:
        faults.append(Fault("interest", str(unknown), _("Choose a kind from the list.")))
        raise Invalid(faults) from unknown
    if effect.value.takes_out and Vote.objects.filter(voter=attendance, vote_event__motion__item=item).exists():
        faults.append(
            Fault("item", _("This member has voted at this item."), _("The clerk takes the vote again without them."))
        )
    if faults:
        raise Invalid(faults)
    made = Declaration.objects.create(
        attendance=attendance,
        item=item,
        interest=interest,
        text=text.strip(),
        is_sensitive=is_sensitive,
        has_dispensation=effect.value.stays and effect.because[0].startswith("A dispensation"),
        left_the_room=not effect.value.stays,
        takes_out=effect.value.takes_out,
        explanation=[*effect.because, *effect.sources],
    )
    # What the interest is stays in its own record; the history is read by more people.
    record(
        verb="meeting.interest_declared",
        subject=attendance.meeting,
        by=by,
        changes={"item": [None, item.number or str(item.serial)], "interest": [None, interest]},
    )
    return made


@transaction.atomic
def take_back(*, declaration: Declaration, reason: str, by: Actor) -> None:
    """A declaration made by mistake. Raises Invalid without a reason."""
    attendance = declaration.attendance
    check_open(by, attendance.meeting)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why it is taken back."), _("It is kept in the history."))])
    declaration.delete()
    record(verb="meeting.interest_taken_back", subject=attendance.meeting, by=by, reason=reason.strip())


def _check_may_declare(by: Actor, attendance: Attendance) -> None:
    meeting = attendance.meeting
    if can_keep(by, meeting):
        check_open(by, meeting)
        return
    account = getattr(attendance.person, "member_account", None) if attendance.person else None
    if account is None or by.key != f"user:{account.user_id}":
        raise Refused(_("A member declares their own interests, or tells the clerk."))
    if attendance.capacity not in (Capacity.CHAIR, Capacity.MEMBER, Capacity.SUBSTITUTE) or meeting.is_cancelled:
        raise Refused(_("There is nothing to declare at this meeting."))
    if Minutes.objects.filter(meeting=meeting, state=MinutesState.APPROVED).exists():
        raise Refused(_("The minutes of this meeting are approved. Tell the clerk."))
