"""Hand reports over to the systems of bodies that have one (Open311), and hear from there what becomes of them.

Each is sent once. A report is marked as being sent before it leaves; where the worker dies in between, the next one
looks for our mark among the requests there before it sends again. No transaction is open while another machine is
asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Invalid

from ..adapters.endpoints import Endpoint, endpoints
from ..adapters.open311_client import RefusedThere, Seen, Unreachable, find, look, number_of, send
from ..adapters.questions import answer_lines
from ..enums import ENDED, UNDER_WAY, HandoverState, Status
from ..models import Handover, Incident
from .deciding import Step, take_step

LOOK_AFTER = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=6)
# A worker that has not said how a sending went after this long is taken to have died.
LEASE = timedelta(minutes=10)
# What has ended there for so long is not looked at any more.
LOOKED_AT_FOR = timedelta(days=90)


def exchange_with_others(*, now: datetime | None = None, at_most: int = 50) -> int:
    """Send what is due, and look at what was sent; returns how many reports were sent or changed. Stopped half-way, the
    rest is due next time."""
    moment = now or timezone.now()
    done = 0
    for endpoint in endpoints().values():
        _queue(endpoint, moment)
        due = _due(endpoint, moment)[:at_most]
        done += sum(_attempt(handover, endpoint, moment) for handover in due)
    return done


def _queue(endpoint: Endpoint, now: datetime) -> None:
    """A handover for every report of this body that has none yet."""
    waiting = Incident.objects.filter(
        organisation__key=endpoint.organisation,
        category__key__in=endpoint.services,
        status__in=UNDER_WAY,
        is_let_in=True,
        merged_into=None,
        handover=None,
    )
    if endpoint.since:
        waiting = waiting.filter(arrival__received_on__gte=endpoint.since)
    found = waiting.values_list("pk", flat=True)[:500]
    new = [Handover(incident_id=pk, endpoint=endpoint.organisation, due_at=now) for pk in found]
    Handover.objects.bulk_create(new, ignore_conflicts=True)


def _due(endpoint: Endpoint, now: datetime) -> QuerySet[Handover]:
    asleep = {"incident__status__in": ENDED, "incident__status_at__lt": now - LOOKED_AT_FOR}
    found = Handover.objects.filter(endpoint=endpoint.organisation, due_at__lte=now)
    found = found.exclude(state=HandoverState.REFUSED).exclude(**asleep)
    related = ("incident__arrival", "incident__category", "incident__organisation")
    return found.select_related(*related).order_by("due_at", "pk")


def _attempt(handover: Handover, endpoint: Endpoint, now: datetime) -> bool:
    steps: dict[str, Callable[[Handover, Endpoint, datetime], bool]] = {
        HandoverState.WAITING: _send,
        HandoverState.SENDING: _send,
        HandoverState.TOKEN: _ask_number,
        HandoverState.SENT: _look,
    }
    may_be_there = handover.state == HandoverState.SENDING
    if not _claim(handover, now):
        return False
    try:
        if may_be_there and (number := _look_for(handover, endpoint)):
            return _sent(handover, number, now)
        return steps[handover.state](handover, endpoint, now)
    except (Unreachable, Refused, Invalid) as trouble:
        # Refused: an officer changed it at this moment. One report must not keep the others waiting.
        _later(handover, now, str(trouble))
    except RefusedThere as trouble:
        _refused(handover, now, str(trouble))
    return False


def _claim(handover: Handover, now: datetime) -> bool:
    """Make it this worker's for a while. The condition decides between two."""
    state = HandoverState.SENDING if handover.state == HandoverState.WAITING else handover.state
    mine = Handover.objects.filter(pk=handover.pk, state=handover.state, due_at=handover.due_at)
    if not mine.update(state=state, due_at=now + LEASE):
        return False
    handover.state, handover.due_at = state, now + LEASE
    return True


def mark_of(incident: Incident) -> str:
    """What stands in a description there, so that ours is known again."""
    return f"[{incident.arrival.reference}]"


def _look_for(handover: Handover, endpoint: Endpoint) -> str:
    incident = handover.incident
    code = endpoint.services.get(incident.category.key, "")
    return find(endpoint, code=code, mark=mark_of(incident), since=handover.created_at)


def _send(handover: Handover, endpoint: Endpoint, now: datetime) -> bool:
    incident = handover.incident
    if incident.category.key not in endpoint.services:
        raise RefusedThere(_("It has no service for “%(category)s”.") % {"category": incident.category.name})
    sent = send(endpoint, fields_of(incident, endpoint))
    if sent.number:
        return _sent(handover, sent.number, now)
    handover.state, handover.token = HandoverState.TOKEN, sent.token[:120]
    handover.due_at, handover.error, handover.tries = now + timedelta(minutes=1), "", 0
    handover.save()
    return True


def fields_of(incident: Incident, endpoint: Endpoint) -> dict[str, str]:
    """What is sent: the problem and its place. Who reported it is told to nobody."""
    told = [
        incident.words,
        *(f"{question} {answer}" for question, answer in answer_lines(incident.category, incident.answers)),
    ]
    mark = mark_of(incident)
    description = "\n".join(part for part in told if part)[: 4000 - len(mark) - 1]
    fields = {"service_code": endpoint.services[incident.category.key], "description": f"{description}\n{mark}".strip()}
    if incident.longitude is not None and incident.latitude is not None:
        fields |= {"lat": f"{incident.latitude:.6f}", "long": f"{incident.longitude:.6f}"}
    if incident.place_words or "lat" not in fields:
        fields["address_string"] = incident.place_words or str(incident.ward or incident.district or "")
    return fields


def _ask_number(handover: Handover, endpoint: Endpoint, now: datetime) -> bool:
    if number := number_of(endpoint, handover.token):
        return _sent(handover, number, now)
    _later(handover, now, "")
    return False


def _sent(handover: Handover, number: str, now: datetime) -> bool:
    handover.state, handover.remote_id = HandoverState.SENT, number[:120]
    handover.due_at, handover.error, handover.tries = now + LOOK_AFTER, "", 0
    handover.save()
    changes = {"remote_id": [None, handover.remote_id]}
    record(verb="incident.handed_over", subject=handover.incident, by=actor_for(handover), changes=changes)
    return True


def _look(handover: Handover, endpoint: Endpoint, now: datetime) -> bool:
    seen = look(endpoint, handover.remote_id)
    handover.due_at, handover.error, handover.tries = now + LOOK_AFTER, "", 0
    if seen is None:
        handover.save()
        return False
    digest = hashlib.sha256(f"{seen.is_closed}\n{seen.notes}".encode()).hexdigest()
    is_new = digest != handover.last_seen
    # The first look at an open request without a word says nothing that we did not know.
    tells = is_new and (bool(handover.last_seen) or seen.is_closed or bool(seen.notes))
    changed = bool(tells) and follow_remote(incident=handover.incident, seen=seen, by=actor_for(handover))
    handover.last_seen = digest
    handover.save()
    return changed


def follow_remote(*, incident: Incident, seen: Seen, by: Actor) -> bool:
    """Take the step that the other system took. What is closed there counts as fixed here, in its own words, and the
    reporter is asked some days after; False where there is nothing to do."""
    if incident.merged_into_id is not None:
        return False
    if seen.is_closed:
        if incident.has_ended:
            return False
        step = Step(Status.FIXED, seen.notes)
    elif incident.has_ended:
        step = Step(Status.OPEN, seen.notes or _("It was opened again."))
    elif seen.notes:
        step = Step(Status.IN_PROGRESS if incident.status == Status.OPEN else incident.status, seen.notes)
    else:
        return False
    take_step(incident=incident, step=step, by=by)
    return True


def actor_for(handover: Handover) -> Actor:
    return Actor(kind="api", key=f"endpoint:{handover.endpoint}"[:80], name=handover.incident.organisation.name)


def _later(handover: Handover, now: datetime, error: str) -> None:
    """Tried again in 1, 2, 4 … minutes, at most six hours."""
    wait = min(timedelta(minutes=2 ** min(handover.tries, 10)), LONGEST_WAIT)
    handover.tries, handover.due_at, handover.error = min(handover.tries + 1, 1000), now + wait, error[:300]
    handover.save()


def _refused(handover: Handover, now: datetime, error: str) -> None:
    if handover.state == HandoverState.SENT:
        # It was there; that it is hidden or gone now does not send it again.
        _later(handover, now, error)
        return
    handover.state, handover.error = HandoverState.REFUSED, error[:300]
    handover.save()
    record(verb="incident.handover_refused", subject=handover.incident, by=actor_for(handover), reason=error[:300])
