"""reviews/*.yaml of a pack → topic reviews, one a file. A review that is known stays as it is."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.thread.public import link
from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.packfiles.suggestions import mend_name

from ..enums import SeatRole, SessionKind, Stage, Standing
from ..models import Finding, Recommendation, Seat, Session, TopicReview, Witness
from ..policies import check_load

REVIEW = (
    *("key", "title", "summary", "body", "answering", "stage", "scope", "terms", "questions", "evidence_opens"),
    *("evidence_closes", "agreed", "report_due", "reconvenes", "note", "source", "seats", "sessions", "witnesses"),
    *("findings", "recommendations"),
)


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Returns how many reviews the pack has. Faults go to `report`; whoever calls rolls back when there is one."""
    check_load(by)
    section = folder / "reviews"
    if not section.is_dir():
        return {}
    bodies = {each.key: each for each in Organisation.objects.all()}
    number = 0
    for path in sorted(section.iterdir()):
        if path.suffix != ".yaml":
            report.fault(path, None, _("This file is not known here."), _("A review is a file NAME.yaml."))
            continue
        number += 1
        _load(read_yaml(path, report), bodies, report, by)
    return {"reviews": number}


def _load(entry: YamlMap, bodies: dict[str, Organisation], report: Report, by: Actor) -> None:
    entry.unknown(REVIEW)
    body, answering = _body(entry, "body", bodies), _body(entry, "answering", bodies, blank=True)
    review = TopicReview(
        key=entry.key("key"),
        title=entry.text("title", 200),
        summary=entry.text("summary", 2000, blank=True),
        body=body,
        answering=answering,
        stage=entry.choice("stage", Stage.values),
        scope=entry.text("scope", 5000, blank=True),
        terms=list(entry.texts("terms", blank=True)),
        questions=list(entry.texts("questions", blank=True)),
        evidence_opens=entry.date("evidence_opens", blank=True),
        evidence_closes=entry.date("evidence_closes", blank=True),
        agreed_on=_partial(entry, "agreed"),
        report_due=_partial(entry, "report_due"),
        reconvenes=_partial(entry, "reconvenes"),
        note=entry.text("note", 2000, blank=True),
        source=entry.text("source", 300, blank=True),
    )
    seats = [_seat(each) for each in entry.maps("seats", blank=True)]
    sessions = [_session(each) for each in entry.maps("sessions", blank=True)]
    witnesses = list(entry.texts("witnesses", blank=True))
    findings = list(entry.texts("findings", blank=True))
    recommendations = [_recommendation(each) for each in entry.maps("recommendations", blank=True)]
    if not report.ok or TopicReview.objects.filter(key=review.key).exists():
        return
    review.save()
    for seat in seats:
        seat.review = review
        seat.save()
    for session in sessions:
        session.review = review
        session.save()
    Witness.objects.bulk_create(Witness(review=review, name=name) for name in witnesses)
    found = [Finding.objects.create(review=review, number=n, words=words) for n, words in enumerate(findings, start=1)]
    for recommendation, rests_on in recommendations:
        recommendation.review = review
        recommendation.save()
        resting = [found[number - 1] for number in rests_on if 0 < number <= len(found)]
        recommendation.findings.set(resting)
        for finding in resting:
            link("evidenced_by", recommendation, finding, by)
    record(verb="review.loaded", subject=review, by=by)


def _body(entry: YamlMap, field: str, bodies: dict[str, Organisation], *, blank: bool = False) -> Organisation | None:
    named = entry.key(field, blank=blank)
    if named and named not in bodies:
        message = _("There is no organisation with the key “%(key)s”.") % {"key": named}
        entry.fault(field, message, mend_name(named, bodies))
    return bodies.get(named)


def _partial(entry: YamlMap, name: str) -> str:
    found = entry.date(name, partial=True, blank=True)
    return str(found) if found else ""


def _seat(entry: YamlMap) -> Seat:
    entry.unknown(("name", "role", "since", "until"))
    return Seat(
        name=entry.text("name", 200),
        role=entry.choice("role", SeatRole.values),
        since=_partial(entry, "since"),
        until=_partial(entry, "until"),
    )


def _session(entry: YamlMap) -> Session:
    entry.unknown(("kind", "title", "on", "place", "words"))
    return Session(
        kind=entry.choice("kind", SessionKind.values),
        title=entry.text("title", 200),
        on=entry.date("on", blank=True),
        place=entry.text("place", 200, blank=True),
        words=entry.text("words", 5000, blank=True),
    )


def _recommendation(entry: YamlMap) -> tuple[Recommendation, list[int]]:
    entry.unknown(("number", "words", "standing", "findings"))
    recommendation = Recommendation(
        number=entry.whole("number", 1) or 0,
        words=entry.text("words", 2000, blank=True),
        standing=entry.choice("standing", Standing.values, blank=True) or Standing.POTENTIAL,
    )
    rests_on = [int(text) for text in entry.texts("findings", blank=True) if text.isdecimal()]
    return recommendation, rests_on
