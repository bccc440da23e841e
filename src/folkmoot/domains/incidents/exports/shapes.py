"""What Open311 calls a service, its definition, and a request: as plain values, made of what everybody may know.

Open311 has two statuses. Ours are told in `status_notes`, with the reason where a report was closed.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.ground.documents.public import address_of
from folkmoot_core.questionnaires import Question

from ..adapters.points import public_point_of
from ..adapters.questions import questions_of
from ..enums import ENDED
from ..models import Category, Incident, StatusChange

# The text data type has no line breaks in a `string`.
DATA_TYPES = {
    "choose_one": "singlevaluelist",
    "choose_many": "multivaluelist",
    "number": "number",
    "date": "datetime",
}
Shape = dict[str, Any]


def jurisdiction() -> str:
    """What this site calls itself: its host name. Clients may leave it out, since we serve one jurisdiction."""
    return settings.PUBLIC_URL.partition("//")[2].partition("/")[0].partition(":")[0]


def discovery(changed: datetime | None) -> Shape:
    base = f"{settings.PUBLIC_URL}{reverse('open311:list_services', args=['json'])}".rpartition("/")[0]
    return {
        "changeset": w3(changed) if changed else w3(datetime(2026, 1, 1, tzinfo=UTC)),
        "contact": f"{settings.PUBLIC_URL}{reverse('site:show_about')}",
        "key_service": _("An administrator of %(site)s gives keys.") % {"site": jurisdiction()},
        "endpoints": [
            {
                "specification": "http://wiki.open311.org/GeoReport_v2",
                "url": base,
                "changeset": w3(changed) if changed else w3(datetime(2026, 1, 1, tzinfo=UTC)),
                "type": "production" if settings.PRODUCTION else "test",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }


def service(category: Category) -> Shape:
    return {
        "service_code": category.key,
        "service_name": category.name,
        "description": category.description,
        "metadata": bool(category.questions),
        "type": "realtime",
        "keywords": ",".join(category.keywords),
        "group": category.group,
    }


def definition(category: Category) -> Shape:
    questions = questions_of(category)
    asked = questions.questions if questions else ()
    attributes = [_attribute(question, order) for order, question in enumerate(asked, start=1)]
    return {"service_code": category.key, "attributes": attributes}


def _attribute(question: Question, order: int) -> Shape:
    datatype = DATA_TYPES.get(question.kind) or ("text" if question.lines > 1 else "string")
    attribute: Shape = {
        "variable": True,
        "code": question.key,
        "datatype": datatype,
        "required": question.required,
        "datatype_description": question.hint or None,
        "order": order,
        "description": question.text,
    }
    if question.options:
        attribute["values"] = [{"key": option.key, "name": option.text} for option in question.options]
    return attribute


def request_of(incident: Incident) -> Shape:
    """A report as everybody may know it. Its `photos` are prefetched: those that are public, with what was made."""
    point = public_point_of(incident)
    photo = next((photo for photo in incident.photos.all() if photo.is_public and photo.made), None)
    address = ", ".join(place.name for place in (incident.ward, incident.district) if place)
    return {
        "service_request_id": incident.arrival.reference,
        "status": "closed" if incident.has_ended else "open",
        "status_notes": status_notes(incident),
        "service_name": incident.category.name,
        "service_code": incident.category.key,
        "description": incident.public_words or None,
        "agency_responsible": incident.organisation.name,
        "service_notice": notice(incident),
        "requested_datetime": w3(incident.reported_at),
        "updated_datetime": w3(incident.status_at),
        "expected_datetime": expected(incident),
        "address": address or None,
        "address_id": None,
        "zipcode": None,
        "lat": point.latitude if point else None,
        "long": point.longitude if point else None,
        "media_url": f"{settings.PUBLIC_URL}{address_of(photo.made)}" if photo and photo.made else None,
    }


def extended_request_of(incident: Incident) -> Shape:
    """With `extended_attributes`, as servers of several cities give them: our own status and reason as codes, and the
    codes of the places."""
    places = {"ward": incident.ward, "district": incident.district}
    extended = {
        "detailed_status": incident.status,
        "closing_reason": incident.closing_reason or None,
        **{f"{name}_code": place.code or None if place else None for name, place in places.items()},
    }
    return {**request_of(incident), "extended_attributes": extended}


def update_of(change: StatusChange) -> Shape:
    """One step of a report, as mySociety's extension of GeoReport v2 has it."""
    words = ": ".join(filter(None, (str(change.get_status_display()), str(change.get_closing_reason_display()))))
    return {
        "update_id": str(change.pk),
        "service_request_id": change.incident.arrival.reference,
        "status": "closed" if change.status in ENDED else "open",
        "updated_datetime": w3(change.at),
        "description": f"{words}. {change.words}".strip(),
        "media_url": None,
    }


def status_notes(incident: Incident) -> str:
    """Our own status in words, why it was closed, and what was last said of it."""
    parts = [str(incident.get_status_display())]
    if incident.closing_reason:
        parts.append(str(incident.get_closing_reason_display()))
    told = ": ".join(parts) + "."
    return f"{told} {incident.status_words}".strip()


def notice(incident: Incident) -> str | None:
    if incident.expected_on is None or incident.has_ended:
        return None
    return _("%(body)s should do something by %(day)s.") % {
        "body": incident.organisation.name,
        "day": incident.expected_on.isoformat(),
    }


def expected(incident: Incident) -> str | None:
    """The end of the promised day, where the site is."""
    if incident.expected_on is None:
        return None
    return w3(datetime.combine(incident.expected_on, time(17), ZoneInfo(settings.TIME_ZONE)))


def w3(moment: datetime) -> str:
    """W3C date and time (https://www.w3.org/TR/NOTE-datetime) in whole seconds, UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
