"""Tell whoever reported, and whoever follows, of each step: everybody once for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse

from folkmoot.ground.notify.public import Medium, Telling, takes_more_today, tell, tell_many

from ..models import Follower, Incident, StatusChange

RECEIVED, CHANGED, FIXED = "incidents/received", "incidents/changed", "incidents/fixed"
# The same as a text message.
SHORT = {
    RECEIVED: "incidents/received_text",
    CHANGED: "incidents/changed_text",
    FIXED: "incidents/fixed_text",
}
# So many receipts an address gets in a day: nobody can have us write to somebody else without end.
MOST_RECEIPTS = 20


def confirm_to_reporter(*, incident: Incident, follower: Follower) -> None:
    """Send the reference and the secret link to whoever reported."""
    own = (RECEIVED, SHORT[RECEIVED])
    if takes_more_today(medium=follower.medium, to=follower.address, templates=own, most=MOST_RECEIPTS):
        tell(**_telling(incident, follower, RECEIVED, f"incident-received:{incident.pk}", {}))


def tell_of_change(*, change: StatusChange) -> int:
    """Tell everybody who follows a report of one step; returns how many messages are new. Can be run again."""
    return tell_many(_of_change(change))


def ask_whether_fixed(*, incident: Incident) -> int:
    """Ask whoever reported whether it is fixed, once for each time that it ended."""
    keyed = f"incident-fixed:{incident.pk}:{incident.status_at:%Y%m%dT%H%M%S%f}"
    reporters = incident.followers.filter(is_reporter=True, stopped_at=None)
    return tell_many(
        _telling(incident, follower, FIXED, f"{keyed}:{follower.pk}", {"answer": _path("answer_fixed", follower.key)})
        for follower in reporters
    )


def _of_change(change: StatusChange) -> Iterator[Telling]:
    incident = change.incident
    values = {
        "status": change.get_status_display(),
        "reason": change.get_closing_reason_display() if change.closing_reason else "",
        "words": change.words,
    }
    for follower in incident.followers.filter(stopped_at=None).order_by("pk"):
        yield _telling(incident, follower, CHANGED, f"incident-change:{change.pk}:{follower.pk}", values)


def _telling(
    incident: Incident, follower: Follower, template: str, dedupe_key: str, values: Mapping[str, object]
) -> Telling:
    page = (
        _path("show_own_report", incident.key)
        if follower.is_reporter
        else _path("show_report", incident.arrival.reference)
    )
    return Telling(
        medium=follower.medium,
        to=follower.address,
        template=SHORT[template] if follower.medium == Medium.TEXT else template,
        values={
            "reference": incident.arrival.reference,
            "category": incident.category.name,
            "organisation": incident.organisation.name,
            "page": page,
            "stop": _path("stop_following", follower.key),
            "is_reporter": follower.is_reporter,
            "expected_on": incident.expected_on,
            **values,
        },
        dedupe_key=dedupe_key,
        subject_record=incident,
        # The reporter's link opens what was reported, and can open the report again.
        secret=follower.is_reporter,
    )


def _path(name: str, argument: str) -> str:
    return reverse(f"incidents:{name}", args=[argument])
