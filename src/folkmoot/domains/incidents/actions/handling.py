"""What officers do with a report besides its status: take it, send it on, pass its words, forget its reporter."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import forget_messages
from folkmoot_core.values import Fault, Invalid, says_any

from ..enums import HandoverState
from ..models import Category, Handover, Incident
from ..policies import check_handle
from .report import expected_day


@transaction.atomic
def take(*, incident: Incident, by: Actor) -> Incident:
    """Make it the officer's own; taken once more, it is let go."""
    check_handle(by, incident.organisation.scope)
    mine = incident.taken_by_key == by.key
    old = incident.taken_by
    incident.taken_by_key, incident.taken_by = ("", "") if mine else (by.key, by.name)
    incident.save(update_fields=["taken_by_key", "taken_by", "updated_at"])
    record(
        verb="incident.let_go" if mine else "incident.taken",
        subject=incident,
        by=by,
        changes={"taken_by": [old, incident.taken_by]},
    )
    return incident


@transaction.atomic
def send_on(*, incident: Incident, organisation: Organisation, category: Category, reason: str, by: Actor) -> Incident:
    """Put another body in charge, or the report under another category. Raises Refused; Invalid without a reason, or
    where nothing would change, or once it has gone to another system."""
    check_handle(by, incident.organisation.scope)
    faults = []
    if not reason.strip():
        faults.append(Fault("reason", _("Say why, in a few words."), _("It is kept in the history.")))
    if (organisation.pk, category.pk) == (incident.organisation_id, incident.category_id):
        faults.append(Fault("organisation", _("Nothing would change."), _("Choose another body or category.")))
    if (
        organisation.pk != incident.organisation_id
        and Handover.objects.filter(incident=incident).exclude(remote_id="").exists()
    ):
        faults.append(Fault("organisation", _("It has gone to that body's own system."), _("Close it there first.")))
    elif Handover.objects.filter(incident=incident, state=HandoverState.SENDING).exists():
        faults.append(Fault("organisation", _("It is being sent to that body's own system."), _("Try again later.")))
    if faults:
        raise Invalid(faults)
    changes = {
        "organisation": [incident.organisation.key, organisation.key],
        "category": [incident.category.key, category.key],
    }
    if category.pk != incident.category_id:
        # Answers to other questions say nothing here; they stay among the words for officers.
        incident.category, incident.answers = category, {}
        incident.expected_on = expected_day(category, incident.arrival.received_on)
    if organisation.pk != incident.organisation_id:
        incident.organisation, incident.taken_by_key, incident.taken_by = organisation, "", ""
        Handover.objects.filter(incident=incident, remote_id="").delete()
    incident.save()
    record(verb="incident.sent_on", subject=incident, by=by, changes=changes, reason=reason.strip())
    return incident


@transaction.atomic
def pass_words(*, incident: Incident, words: str, by: Actor) -> Incident:
    """Say what everybody may read of it; "" takes that back. The reporter's own words stay with the officers."""
    check_handle(by, incident.organisation.scope)
    old, incident.public_words = incident.public_words, words.strip()
    incident.save(update_fields=["public_words", "updated_at"])
    record(
        verb="incident.words_passed" if incident.public_words else "incident.words_taken_back",
        subject=incident,
        by=by,
        changes={"public_words": [bool(old), bool(incident.public_words)]},
    )
    return incident


@transaction.atomic
def forget_reporter(*, incident: Incident, reason: str, by: Actor) -> int:
    """Delete who reported it and every message about it (UK GDPR, article 17); returns how many messages went. The
    report stays, and so does every count. Raises Refused where nobody is kept, Invalid without a reason."""
    check_handle(by, incident.organisation.scope)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why, in a few words."), _("It is kept in the history, so name nobody."))])
    reporter = incident.followers.filter(is_reporter=True).first()
    if reporter is None:
        raise Refused(_("No contact details are kept with this report."))
    if says_any(reason, (reporter.name, reporter.address)):
        raise Invalid([Fault("reason", _("The reason repeats the name or the address."), _("Say it without them."))])
    keys = Message.objects.filter(about_type=incident._meta.label_lower, about_key=str(incident.pk))
    own = [
        f"incident-received:{incident.pk}",
        *keys.filter(dedupe_key__endswith=f":{reporter.pk}").values_list("dedupe_key", flat=True),
    ]
    gone = forget_messages(about=reporter, dedupe_keys=own, by=by)
    reporter.delete()
    record(verb="incident.reporter_forgotten", subject=incident, by=by, reason=reason.strip())
    return gone
