"""What belongs to a member: the account, the register of interests, dispensations, private notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.bodies.models import Organisation, Person
from folkmoot_core.meetings.dispensations import faults_of_dispensation
from folkmoot_core.values import Fault, Invalid

from ...enums.conduct import Ground, InterestClass, Whose
from ...models import AgendaItem, Annotation, ApprovedAbsence, Dispensation, MemberAccount, RegisteredInterest
from ...policies import can_read
from ...policies.conduct import check_keep_register, check_own_or_keeper


@transaction.atomic
def connect_member(*, user: User, person: Person, by: Actor) -> MemberAccount:
    """Say that somebody who signs in is this person. Raises Invalid where either is taken."""
    check_keep_register(by)
    faults = []
    if MemberAccount.objects.filter(person=person).exists():
        faults.append(Fault("person", _("This person has an account already."), _("Take that one away first.")))
    if MemberAccount.objects.filter(user=user).exists():
        faults.append(Fault("user", _("This account is somebody else's."), _("Choose another.")))
    if faults:
        raise Invalid(faults)
    made = MemberAccount.objects.create(user=user, person=person)
    record(verb="member.connected", subject=person, by=by, changes={"user": [None, str(user.pk)]})
    return made


@transaction.atomic
def disconnect_member(*, account: MemberAccount, by: Actor) -> None:
    check_keep_register(by)
    person = account.person
    account.delete()
    record(verb="member.disconnected", subject=person, by=by)


@dataclass(frozen=True)
class Interest:
    """An entry of the register."""

    kind: str
    text: str
    registered_on: date
    whose: str = Whose.MEMBER
    is_sensitive: bool = False


def owner_key(person: Person) -> str:
    account = MemberAccount.objects.filter(person=person).first()
    return f"user:{account.user_id}" if account else ""


@transaction.atomic
def register_interest(*, person: Person, interest: Interest, by: Actor) -> RegisteredInterest:
    """By the member or whoever keeps the register. The history does not say what it is: it may be sensitive."""
    check_own_or_keeper(by, owner_key(person))
    faults = []
    if interest.kind not in InterestClass.values:
        faults.append(Fault("kind", _("Say what kind of interest it is."), _("Choose one of the list.")))
    if not interest.text.strip():
        faults.append(Fault("text", _("Say what the interest is."), _("Name, address or description.")))
    if faults:
        raise Invalid(faults)
    made = RegisteredInterest.objects.create(
        person=person,
        kind=interest.kind,
        whose=interest.whose,
        text=interest.text.strip(),
        is_sensitive=interest.is_sensitive,
        registered_on=interest.registered_on,
    )
    record(verb="interest.registered", subject=made, by=by, changes={"kind": [None, interest.kind]})
    return made


@transaction.atomic
def end_interest(*, interest: RegisteredInterest, on: date, by: Actor) -> RegisteredInterest:
    """It ended; the entry stays for the record and leaves the published register."""
    check_own_or_keeper(by, owner_key(interest.person))
    if on < interest.registered_on:
        raise Invalid([Fault("on", _("It cannot end before it was registered."), _("Give a later day."))])
    interest.ended_on = on
    interest.save(update_fields=["ended_on", "updated_at"])
    record(verb="interest.ended", subject=interest, by=by, changes={"ended_on": [None, str(on)]})
    return interest


@dataclass(frozen=True)
class Leave:
    """A dispensation to be granted."""

    ground: str
    may_vote: bool
    granted_on: date
    first: date
    last: date
    subject: str = ""


@transaction.atomic
def grant_dispensation(*, person: Person, body: Organisation, leave: Leave, by: Actor) -> Dispensation:
    """Raises Invalid where it would last more than four years, or names no ground."""
    check_keep_register(by)
    faults = faults_of_dispensation(leave.first, leave.last)
    if leave.ground not in Ground.values:
        faults.append(Fault("ground", _("Say on which ground."), _("Section 33(2) names five.")))
    if faults:
        raise Invalid(faults)
    made = Dispensation.objects.create(
        person=person,
        body=body,
        subject=leave.subject.strip(),
        ground=leave.ground,
        may_vote=leave.may_vote,
        granted_on=leave.granted_on,
        first=leave.first,
        last=leave.last,
    )
    record(verb="dispensation.granted", subject=made, by=by, changes={"last": [None, str(leave.last)]})
    return made


@transaction.atomic
def approve_absence(
    *, person: Person, council: Organisation, approved_on: date, until: date, by: Actor
) -> ApprovedAbsence:
    """The council approved a reason for staying away. Raises Invalid where the days cannot be."""
    check_keep_register(by)
    faults = []
    if approved_on > timezone.localdate():
        mend = _("Give the day of the resolution.")
        faults.append(Fault("approved_on", _("It cannot have been approved on a day to come."), mend))
    if until < approved_on:
        faults.append(Fault("until", _("It ends before it was approved."), _("Give a later day.")))
    if faults:
        raise Invalid(faults)
    made = ApprovedAbsence.objects.create(person=person, council=council, approved_on=approved_on, until=until)
    record(verb="absence.approved", subject=made, by=by, changes={"until": [None, str(until)]})
    return made


@transaction.atomic
def annotate(*, user: User, item: AgendaItem, text: str, by: Actor) -> None:
    """A member's private note; an empty one goes. Neither the words nor that there are any stand in the history: they
    are nobody's business."""
    if by.key != f"user:{user.pk}" or not can_read(by, item.access, item.meeting):
        raise Refused(_("You can only write notes of your own, on items that you may read."))
    if not text.strip():
        Annotation.objects.filter(user=user, item=item).delete()
        return
    Annotation.objects.update_or_create(user=user, item=item, defaults={"text": text.strip()[:20_000]})
