"""consultation.yaml → Consultation with its phases, consultee groups and documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.public import store
from folkmoot.ground.places.models import Place
from folkmoot.ground.thread.public import link
from folkmoot_core.calendars import start_of_day
from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.phases import needs_reason

from ...enums import EqualityStatus, PhaseKind, ResultsVisibility
from ...models import Consultation, ConsultationDocument, ConsulteeGroup, Phase
from ...queries.addresses import words_taken
from ..deciding import tie_deciding_body

KNOWN = (
    "slug",
    "source",  # read by `folkmoot reconcile`: the paper that tells when it was open
    "title",
    "summary",
    "organisation",
    "partners",
    "area",
    "series",
    "objectives",
    "why_now",
    "still_open",
    "already_decided",
    "who_decides",
    "equality",
    "contact",
    "opens",
    "closes",
    "short_reason",
    "results_public",
    "outcome_due",
    "phases",
    "consultee_groups",
    "documents",
    "follows",
)


def read_plan(home: Path, report: Report, by: Actor, today: date) -> tuple[Consultation | None, bool, str]:
    """The consultation, whether it is new, and the slug of the one it follows. None when the file has faults."""
    before_faults = len(report.faults)
    plan = read_yaml(home / "consultation.yaml", report)
    plan.unknown(KNOWN)
    slug = plan.key("slug")
    follows = plan.key("follows", blank=True)
    if slug in words_taken():
        plan.fault("slug", f"The site has a page of its own at '{slug}'.", "Choose another slug.")
    existing = Consultation.objects.filter(slug=slug).first() if slug else None
    if existing is not None:
        return existing, False, follows
    fields = _fields(plan, today)
    fields["organisation"] = _organisation(plan, "organisation", plan.key("organisation"))
    partners = [_organisation(plan, "partners", key) for key in plan.texts("partners", blank=True)]
    phases = _phases(plan, today)
    groups = [_group(place, item) for place, item in enumerate(plan.maps("consultee_groups", blank=True))]
    documents = [_document(home, item) for item in plan.maps("documents", blank=True)]
    _check_dates(plan, fields)
    if len(report.faults) > before_faults:
        return None, False, ""
    consultation = Consultation.objects.create(slug=slug, **fields)
    tie_deciding_body(consultation, by)
    consultation.partners.set([partner for partner in partners if partner])
    Phase.objects.bulk_create(Phase(consultation=consultation, **phase) for phase in phases)
    ConsulteeGroup.objects.bulk_create(ConsulteeGroup(consultation=consultation, **group) for group in groups)
    for place, (title, url, path) in enumerate(documents):
        document = _store(title, path, by) if path else None
        ConsultationDocument.objects.create(
            consultation=consultation, title=title, url=url, document=document, position=place
        )
    return consultation, True, follows


def _fields(plan: YamlMap, today: date) -> dict[str, Any]:
    decides = plan.map("who_decides", blank=True)
    equality = plan.map("equality", blank=True)
    contact = plan.map("contact", blank=True)
    area = plan.text("area", blank=True)
    return {
        "title": plan.text("title", 200),
        "summary": plan.text("summary"),
        "area": _place(plan, area) if area else None,
        "series": plan.key("series", blank=True),
        "objectives": list(plan.texts("objectives", blank=True)),
        "why_now": plan.text("why_now", blank=True),
        "still_open": list(plan.texts("still_open", blank=True)),
        "already_decided": list(plan.texts("already_decided", blank=True)),
        "who_decides": decides.text("text", blank=True),
        "deciding_body": _organisation(decides, "body", decides.key("body", blank=True)),
        "equality_status": equality.choice("status", EqualityStatus.values, blank=True) or EqualityStatus.NOT_DONE,
        "equality_text": equality.text("text", blank=True),
        "contact_name": contact.text("name", 200, blank=True),
        "contact_email": contact.text("email", 254, blank=True),
        "contact_telephone": contact.text("telephone", 40, blank=True),
        "contact_address": contact.text("address", blank=True),
        "opens_on": plan.date("opens", today=today),
        "closes_on": plan.date("closes", today=today),
        "short_reason": plan.text("short_reason", blank=True),
        "results_visibility": plan.choice("results_public", ResultsVisibility.values, blank=True)
        or ResultsVisibility.HIDDEN_UNTIL_CLOSE,
        "outcome_due": plan.date("outcome_due", today=today, blank=True),
    }


def _check_dates(plan: YamlMap, fields: dict[str, Any]) -> None:
    opens, closes = fields["opens_on"], fields["closes_on"]
    if not opens or not closes:
        return
    if closes < opens:
        plan.fault("closes", "It closes before it opens.", "Mend one of the two dates.")
        return
    short = needs_reason(opens, closes)
    if short.value and not fields["short_reason"]:
        plan.fault("short_reason", " ".join(short.because), "Give the reason under short_reason; it is published.")


def _phases(plan: YamlMap, today: date) -> list[dict[str, Any]]:
    phases = []
    for item in plan.maps("phases"):
        kind = item.choice("kind", PhaseKind.values)
        starts = item.date("starts", today=today)
        if kind and starts:
            phases.append({"kind": kind, "starts_at": start_of_day(starts)})
    kinds = [phase["kind"] for phase in phases]
    if len(set(kinds)) != len(kinds):
        plan.fault("phases", "A phase stands here twice.", "Keep one of each kind.")
    return phases


def _group(place: int, item: YamlMap) -> dict[str, Any]:
    return {
        "key": item.key("key"),
        "name": item.text("name", 200),
        "channels": list(item.texts("channels", blank=True)),
        "reach": item.text("reach", 200, blank=True),
        "position": place,
    }


def _document(home: Path, item: YamlMap) -> tuple[str, str, Path | None]:
    title, url, file = item.text("title", 200), item.text("url", blank=True), item.text("file", blank=True)
    path = home / file if file else None
    if path is not None and not path.is_file():
        item.fault("file", f"There is no file '{file}' in this folder.", "Put it there, or mend the name.")
    return title, url, path


def _store(title: str, path: Path, by: Actor) -> Any:
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return store(title=title, upload=upload, classification=Classification.PUBLIC, by=by)


def _organisation(source: YamlMap, name: str, key: str) -> Organisation | None:
    if not key:
        return None
    found = Organisation.objects.filter(key=key).first()
    if found is None:
        source.fault(name, f"There is no organisation '{key}'.", "Add it to bodies/organisations.csv, or mend the key.")
    return found


def _place(plan: YamlMap, code: str) -> Place | None:
    found = Place.objects.filter(code=code).first()
    if found is None:
        plan.fault("area", f"There is no place '{code}'.", "Add it to places/places.csv, or mend the code.")
    return found


def link_series(follows: dict[str, str], by: Actor) -> None:
    """A consultation that takes up an earlier one again is linked to it."""
    for later, earlier in follows.items():
        ends = {found.slug: found for found in Consultation.objects.filter(slug__in=[later, earlier])}
        if len(ends) == 2:
            link("follows", ends[later], ends[earlier], by=by)
