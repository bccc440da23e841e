"""Motions, amendments, and the taking of votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.meetings import voting as core
from folkmoot_core.meetings.consensus import Stand, consensus_of
from folkmoot_core.meetings.motions import Amendment, faults_of_movers, faults_of_order
from folkmoot_core.meetings.motions import Motion as CoreMotion
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.values.explained import Explained

from ...enums.conduct import Option, Requirement, Result
from ...models import AgendaItem, Attendance, Motion, Vote, VoteEvent
from ...queries.conduct.room import RoomNow, room_of
from .roll import check_open

STANDS = {Option.YES: Stand.AGREES, Option.ABSTAIN: Stand.STANDS_ASIDE, Option.NO: Stand.OBJECTS}


@dataclass(frozen=True)
class Moved:
    """The words, who moved and seconded them, what carries them, and the motion that they would alter."""

    text: str
    proposer: Attendance | None = None
    seconder: Attendance | None = None
    requirement: str = Requirement.SIMPLE_MAJORITY
    amends: Motion | None = None


@transaction.atomic
def move_motion(*, item: AgendaItem, moved: Moved, by: Actor) -> Motion:
    """Raises Invalid where words, mover or seconder are wanting, or one of them takes no part in the item."""
    check_open(by, item.meeting)
    now = room_of(item.meeting)
    taking_part = [str(each.pk) for each in now.taking_part(item)]
    proposer = str(moved.proposer.pk) if moved.proposer else ""
    seconder = str(moved.seconder.pk) if moved.seconder else ""
    faults = [_at(fault, {"mover": "proposer"}) for fault in faults_of_movers(proposer, seconder, taking_part)]
    if not moved.text.strip():
        faults.append(Fault("text", _("Write down what is moved."), _("“That the report be noted”, for example.")))
    if now.rules.needs_seconder and proposer and not seconder:
        faults.append(Fault("seconder", _("A motion of this body needs a seconder."), _("Choose a member.")))
    if moved.amends is not None and (moved.amends.item_id != item.pk or moved.amends.result):
        faults.append(Fault("amends", _("That motion has been decided, or is of another item."), _("Choose another.")))
    if faults:
        raise Invalid(faults)
    made = Motion.objects.create(
        item=item,
        amends=moved.amends,
        text=moved.text.strip(),
        proposer=moved.proposer,
        seconder=moved.seconder,
        requirement=moved.requirement,
    )
    record(verb="meeting.motion_moved", subject=item.meeting, by=by, changes={"motion": [None, made.pk]})
    return made


@transaction.atomic
def withdraw_motion(*, motion: Motion, by: Actor) -> Motion:
    check_open(by, motion.item.meeting)
    if motion.result:
        raise Invalid([Fault("motion", _("This motion has been decided."), _("It cannot be withdrawn any more."))])
    motion.result = Result.WITHDRAWN
    motion.save(update_fields=["result", "updated_at"])
    record(verb="meeting.motion_withdrawn", subject=motion.item.meeting, by=by, changes={"motion": [motion.pk, None]})
    return motion


@dataclass(frozen=True)
class Taken:
    """A vote as taken. `named` is {attendance: option} where names were taken; a total that is None is counted from the
    names. `form_key` makes the same form sent twice one vote."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    named: Mapping[Attendance, str] = field(default_factory=dict)
    casting: str = ""
    form_key: str = ""


@transaction.atomic
def take_vote(*, motion: Motion, taken: Taken, by: Actor) -> VoteEvent:
    """Put a motion to the vote and write down what came of it. Raises Invalid where the item has no quorum, an
    amendment is still open, somebody votes who may not, or totals and names disagree."""
    item = motion.item
    check_open(by, item.meeting)
    if taken.form_key and (known := VoteEvent.objects.filter(form_key=taken.form_key).first()):
        return known
    now = room_of(item.meeting)
    entitled = {str(each.pk) for each in now.taking_part(item)}
    named = {str(who.pk): core.Option(option) for who, option in taken.named.items() if option}
    casting = core.Option(taken.casting) if taken.casting else None
    count = _count(taken, core.count_of(named, casting))
    faults = _faults_before(now, motion)
    faults += core.faults_of_vote(count, named, entitled)
    if casting is not None and (now.chair() is None or str(now.chair().pk) not in entitled):  # type: ignore[union-attr]
        faults.append(Fault("casting", _("Nobody who may vote is in the chair."), _("Say on the roll who chairs.")))
    if not faults:
        try:
            decided = _decide(motion, count, named, now.seats)
        except ValueError as wrong:
            faults.append(Fault("yes" if casting is None else "casting", str(wrong), _("Count again.")))
    if faults:
        raise Invalid(faults)
    return _write(motion, (taken, count, named), (decided, entitled, now), by)


def _decide(motion: Motion, count: core.Count, named: Mapping[str, core.Option], seats: int) -> Explained[core.Result]:
    if motion.requirement != Requirement.CONSENSUS:
        return core.result_of(count, core.Requirement(motion.requirement), seats)
    stands = {who: STANDS[Option(option.value)] for who, option in named.items() if option in core.CAST}
    if not stands:
        totals = ((count.yes, Stand.AGREES), (count.abstain, Stand.STANDS_ASIDE), (count.no, Stand.OBJECTS))
        stands = {f"{stand}{place}": stand for number, stand in totals for place in range(number)}
    return consensus_of(stands)


def _write(
    motion: Motion,
    what: tuple[Taken, core.Count, Mapping[str, core.Option]],
    result: tuple[Explained[core.Result], set[str], RoomNow],
    by: Actor,
) -> VoteEvent:
    (taken, count, named), (decided, entitled, now) = what, result
    try:
        with transaction.atomic():
            event = VoteEvent.objects.create(
                motion=motion,
                start_date=timezone.now(),
                result=decided.value.value,
                counts={"yes": count.yes, "no": count.no, "abstain": count.abstain},
                explanation=list(decided.because),
                entitled=sorted(int(each) for each in entitled),
                is_recorded=bool(named),
                casting=count.casting.value if count.casting else "",
                form_key=taken.form_key or None,
            )
    except IntegrityError:
        return VoteEvent.objects.get(form_key=taken.form_key)
    votes = [Vote(vote_event=event, voter_id=int(who), option=option.value) for who, option in named.items()]
    chair = now.chair()
    if count.casting is not None and chair is not None:
        votes.append(Vote(vote_event=event, voter=chair, option=count.casting.value, is_casting=True))
    Vote.objects.bulk_create(votes)
    # A board that found no consensus has not decided: the motion stays open.
    motion.result = "" if decided.value is core.Result.NONE else decided.value.value
    motion.save(update_fields=["result", "updated_at"])
    if motion.amends_id and motion.result == Result.PASS:
        _put_amendment_in_place(motion)
    record(
        verb="meeting.voted", subject=motion.item.meeting, by=by, changes={f"motion {motion.pk}": [None, event.result]}
    )
    return event


def _put_amendment_in_place(amendment: Motion) -> None:
    """The words of a carried amendment are the motion's from now on."""
    motion = amendment.amends
    if motion is not None:
        motion.text = amendment.text
        motion.save(update_fields=["text", "updated_at"])


@transaction.atomic
def take_again(*, event: VoteEvent, reason: str, by: Actor) -> Motion:
    """Strike out a vote that was taken wrongly, so that it can be taken again. Raises Invalid without a reason."""
    motion = event.motion
    check_open(by, motion.item.meeting)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why it is taken again."), _("It is kept in the history."))])
    if motion.amends_id and motion.result == Result.PASS:
        raise Invalid([Fault("reason", _("This amendment has changed the motion."), _("Move another amendment."))])
    event.delete()
    motion.result = ""
    motion.save(update_fields=["result", "updated_at"])
    record(verb="meeting.vote_struck_out", subject=motion.item.meeting, by=by, reason=reason.strip())
    return motion


def _faults_before(now: RoomNow, motion: Motion) -> list[Fault]:
    quorum = now.quorum_at(motion.item)
    faults = []
    if not quorum:
        faults.append(Fault("motion", quorum.sentence, _("Nothing can be decided at this item.")))
    whole = motion.amends or motion
    amendments = tuple(
        Amendment(
            str(each.pk),
            each.text,
            core.Result(each.result) if each.result in (Result.PASS, Result.FAIL) else None,
            withdrawn=each.result in (Result.WITHDRAWN, Result.LAPSED),
        )
        for each in whole.amendments.all()
    )
    decided = core.Result(motion.result) if motion.result in (Result.PASS, Result.FAIL) else None
    if motion.result in (Result.WITHDRAWN, Result.LAPSED) or (decided is not None and motion is not whole):
        return [*faults, Fault("motion", _("This motion is no longer open."), _("Move a new one."))]
    core_motion = CoreMotion(str(whole.pk), whole.text, amendments, decided if motion is whole else None)
    return faults + faults_of_order(core_motion, str(motion.pk))


def _count(taken: Taken, counted: core.Count) -> core.Count:
    return core.Count(
        counted.yes if taken.yes is None else taken.yes,
        counted.no if taken.no is None else taken.no,
        counted.abstain if taken.abstain is None else taken.abstain,
        counted.casting,
    )


def _at(fault: Fault, fields: Mapping[str, str]) -> Fault:
    return Fault(fields.get(fault.where, fault.where), fault.message, fault.mend)
