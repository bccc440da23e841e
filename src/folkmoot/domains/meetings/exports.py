"""Meetings for other programs: a calendar to subscribe to (RFC 5545), and schema.org for search engines. Only what
stands on public pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from folkmoot_core.calendars import LONDON

from .models import Meeting, MeetingMove

# A meeting whose end nobody gave is shown as two hours long.
USUAL_LENGTH = timedelta(hours=2)
PRODUCT = "-//Folkmoot//Meetings//EN"


def calendar_of(meetings: Iterable[Meeting], name: str) -> bytes:
    """The address of a meeting makes its UID, so that what is moved or cancelled is changed and not doubled."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        if meeting.is_on_public_pages:
            calendar.add_component(_event(meeting))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(meeting: Meeting) -> Event:
    url = settings.PUBLIC_URL + reverse("meetings:show_meeting", args=[meeting.key])
    event = Event()
    event.add("uid", f"{meeting.key}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}")
    event.add("dtstamp", meeting.updated_at.astimezone(timezone.get_fixed_timezone(0)))
    event.add("last-modified", meeting.updated_at.astimezone(timezone.get_fixed_timezone(0)))
    event.add("sequence", meeting.sequence)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    title = meeting.title
    event.add("summary", _("Cancelled: %(title)s") % {"title": title} if meeting.is_cancelled else title)
    if meeting.starts_at:
        begins = datetime.combine(meeting.date, meeting.starts_at, LONDON)
        ends = datetime.combine(meeting.date, meeting.ends_at, LONDON) if meeting.ends_at else begins + USUAL_LENGTH
        event.add("dtstart", begins)
        event.add("dtend", ends if ends > begins else begins + USUAL_LENGTH)
    else:
        event.add("dtstart", meeting.date)
    if meeting.venue:
        event.add("location", meeting.venue)
    said = [_("Agenda and papers: %(url)s") % {"url": url}]
    if meeting.is_cancelled:
        said.insert(0, meeting.state_reason)
    if meeting.webcast_url:
        said.append(_("Webcast: %(url)s") % {"url": meeting.webcast_url})
    event.add("description", "\n".join(said))
    event.add("url", url)
    return event


def schema_org(meeting: Meeting, moves: Sequence[MeetingMove]) -> dict[str, Any]:
    """A meeting in the words of schema.org (https://schema.org/Event), for search engines: what its public page says of
    when and where, and nothing of its agenda."""
    url = settings.PUBLIC_URL + reverse("meetings:show_meeting", args=[meeting.key])
    body = settings.PUBLIC_URL + reverse("bodies:show_body", args=[meeting.body.key])
    status = "EventCancelled" if meeting.is_cancelled else "EventRescheduled" if moves else "EventScheduled"
    mode = "MixedEventAttendanceMode" if meeting.webcast_url else "OfflineEventAttendanceMode"
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": meeting.title,
        "startDate": _moment(meeting.date, meeting.starts_at),
        "endDate": _moment(meeting.date, meeting.ends_at) if meeting.ends_at else "",
        "previousStartDate": [_moment(each.from_date, each.from_time) for each in moves],
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": _places(meeting),
        "organizer": {"@type": "Organization", "@id": body, "name": meeting.body.name, "url": body},
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _moment(day: date, clock: time | None) -> str:
    """A day, or a moment with its offset from Greenwich."""
    return datetime.combine(day, clock, LONDON).isoformat() if clock else day.isoformat()


def _places(meeting: Meeting) -> list[dict[str, str]]:
    places = [{"@type": "Place", "name": meeting.venue, "address": meeting.venue}] if meeting.venue else []
    if meeting.webcast_url:
        places.append({"@type": "VirtualLocation", "url": meeting.webcast_url})
    # An event without a place is none to a search engine.
    return places or [{"@type": "Place", "name": _("To be announced")}]
