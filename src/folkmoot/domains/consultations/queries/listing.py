"""What the public pages about consultations read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place

from ..adapters import standing_of, timeline_of
from ..adapters.frozen import plan_document
from ..enums import PhaseKind
from ..models import Consultation, FrozenCopy, Questionnaire
from ..policies import Standing
from .outcomes import due_by, is_published, outcome_of

FINISHED = (PhaseKind.DECIDED, PhaseKind.CLOSED)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words of the title or summary, a district's code, an organisation's key."""

    words: str = ""
    area: str = ""
    organisation: str = ""

    @property
    def is_anything(self) -> bool:
        return bool(self.words or self.area or self.organisation)


@dataclass(frozen=True)
class Listed:
    """A consultation in a list. `days_left`: 0 on its last day, None unless it is open."""

    consultation: Consultation
    phase: str
    days_left: int | None
    has_outcome: bool


@dataclass
class Listing:
    """Every consultation that the public can see, by how it stands."""

    open: list[Listed] = field(default_factory=list)
    forthcoming: list[Listed] = field(default_factory=list)
    analysing: list[Listed] = field(default_factory=list)
    finished: list[Listed] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.open) + len(self.forthcoming) + len(self.analysing) + len(self.finished)


@dataclass(frozen=True)
class Happening:
    """One day on the calendar: `what` happens with a consultation."""

    day: date
    what: str | Promise
    consultation: Consultation


@dataclass(frozen=True)
class Month:
    first: date
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class Stage:
    """A phase on the timeline of a consultation's page. `state`: "past", "now" or "later"."""

    kind: str
    label: str
    starts: datetime
    state: str


@dataclass(frozen=True)
class PlanChange:
    """A part of the plan that reads otherwise than when it opened."""

    label: str | Promise
    before: str
    after: str


def public_consultations(wanted: Wanted | None = None) -> QuerySet[Consultation]:
    """Consultations that fit, with all that lists need, also those that are not public yet."""
    wanted = wanted or Wanted()
    found = Consultation.objects.exclude(phases=None).select_related("organisation", "outcome")
    for word in wanted.words.split()[:10]:
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    if wanted.organisation:
        found = found.filter(Q(organisation__key=wanted.organisation) | Q(partners__key=wanted.organisation))
    if wanted.area:
        found = found.filter(area__code__in=_around(wanted.area))
    return found.prefetch_related("phases").distinct()


def listing(wanted: Wanted, now: datetime | None = None) -> Listing:
    """Consultations sorted by how they stand: the open one that closes first at the top, the latest of the others."""
    now = now or timezone.now()
    found = Listing()
    for consultation in public_consultations(wanted):
        standing = standing_of(consultation, now, with_scopes=False)
        if not standing.allows("plan_public"):
            continue
        home = {
            PhaseKind.DRAFT: found.forthcoming,
            PhaseKind.OPEN: found.open,
            PhaseKind.ANALYSING: found.analysing,
        }.get(PhaseKind(standing.phase), found.finished)
        home.append(_listed(consultation, standing, timezone.localdate(now)))
    found.open.sort(key=lambda one: one.consultation.closes_on or date.max)
    found.forthcoming.sort(key=lambda one: one.consultation.opens_on or date.max)
    for rows in (found.analysing, found.finished):
        rows.sort(key=lambda one: one.consultation.closes_on or date.min, reverse=True)
    return found


def calendar(wanted: Wanted, first: date, last: date, now: datetime | None = None) -> list[Month]:
    """What opens, closes and is promised between two days, month by month; months without anything are left out."""
    now = now or timezone.now()
    days = [
        happening
        for consultation in public_consultations(wanted)
        if standing_of(consultation, now, with_scopes=False).allows("plan_public")
        for happening in _happenings(consultation)
        if first <= happening.day <= last
    ]
    months: dict[date, list[Happening]] = {}
    for happening in sorted(days, key=lambda each: (each.day, each.consultation.title)):
        months.setdefault(happening.day.replace(day=1), []).append(happening)
    return [Month(month, tuple(rows)) for month, rows in months.items()]


def plan_of(slug: str) -> Consultation | None:
    """A consultation with all that its page shows; `published` holds its published questionnaires, newest first."""
    published = Questionnaire.objects.filter(published_at__isnull=False).order_by("-version")
    return (
        Consultation.objects.filter(slug=slug)
        .select_related("organisation", "area", "deciding_body", "outcome", "frozen_copy")
        .prefetch_related(
            "partners",
            "phases",
            "consultee_groups",
            "documents__document",
            "date_changes",
            Prefetch("questionnaires", published, to_attr="published"),
        )
        .first()
    )


def frozen_copy_of(consultation: Consultation) -> FrozenCopy | None:
    return getattr(consultation, "frozen_copy", None)


def stages_of(consultation: Consultation, now: datetime | None = None) -> list[Stage]:
    """The phases in order, each past, now or later. One that only shows the plan beforehand is left out."""
    now = now or timezone.now()
    timeline = timeline_of(consultation)
    current = timeline.at(now)
    return [
        Stage(
            str(phase.kind),
            str(PhaseKind(str(phase.kind)).label),
            phase.starts,
            "now" if phase == current else "past" if phase.starts <= now else "later",
        )
        for phase in timeline.phases
        if phase.kind != PhaseKind.DRAFT
    ]


CHANGEABLE = {
    "title": _("Title"),
    "summary": _("Summary"),
    "organisation": _("Who asks"),
    "partners": _("Partners"),
    "area": _("Area"),
    "objectives": _("What we want to find out"),
    "why_now": _("Why now"),
    "still_open": _("What is still open to change"),
    "already_decided": _("What is already decided"),
    "who_decides": _("Who decides"),
    "deciding_body": _("Deciding body"),
    "equality_text": _("Equality"),
    "equality_status": _("Equality assessment"),
    "contact_name": _("Contact"),
    "contact_email": _("E-mail"),
    "contact_telephone": _("Telephone"),
    "contact_address": _("Postal address"),
    "short_reason": _("Reason for less than twelve weeks"),
    "results_visibility": _("When results are shown"),
}


def changes_since_opening(consultation: Consultation) -> list[PlanChange]:
    """What the page says otherwise now than the frozen copy; dates are told of by their own list."""
    copy = frozen_copy_of(consultation)
    if copy is None:
        return []
    versions: list[Questionnaire] = getattr(consultation, "published", [])
    now = plan_document(consultation, versions[0] if versions else None)
    changes = [
        PlanChange(label, _in_words(copy.content["plan"].get(name)), _in_words(now["plan"].get(name)))
        for name, label in CHANGEABLE.items()
        if copy.content["plan"].get(name) != now["plan"].get(name)
    ]
    for name, label in (("documents", _("Documents")), ("consultees", _("Whom we ask"))):
        before, after = (
            "; ".join(each.get("title") or each.get("name", "") for each in content[name])
            for content in (copy.content, now)
        )
        if copy.content[name] != now[name]:
            changes.append(PlanChange(label, before, after))
    if copy.content["questionnaire"] != now["questionnaire"] and versions:
        version, reason = versions[0].version, versions[0].note
        after = f"{_('Version %(number)d') % {'number': version}}: {reason}" if reason else str(version)
        changes.append(PlanChange(_("Questionnaire"), str(_("As in the copy")), after))
    return changes


def organisations_asking() -> QuerySet[Organisation]:
    """Organisations that run, or help to run, a consultation: for the filter."""
    running = Consultation.objects.exclude(phases=None)
    return Organisation.objects.filter(
        Q(pk__in=running.values("organisation")) | Q(pk__in=running.values("partners"))
    ).order_by("name")


def areas_asked() -> QuerySet[Place]:
    """Places for the filter: those that a consultation is about, and the districts within them."""
    asked = Consultation.objects.exclude(phases=None).values("area")
    return Place.objects.filter(Q(pk__in=asked) | Q(parent__in=asked)).exclude(kind="ward").order_by("kind", "name")


def _listed(consultation: Consultation, standing: Standing, today: date) -> Listed:
    closes = consultation.closes_on
    days_left = max((closes - today).days, 0) if standing.phase == PhaseKind.OPEN and closes else None
    return Listed(consultation, standing.phase, days_left, is_published(outcome_of(consultation)))


def _happenings(consultation: Consultation) -> Iterable[Happening]:
    if consultation.opens_on:
        yield Happening(consultation.opens_on, _("Opens"), consultation)
    if consultation.closes_on:
        yield Happening(consultation.closes_on, _("Last day for answers"), consultation)
    outcome = outcome_of(consultation)
    if outcome is not None and is_published(outcome) and outcome.published_at:
        yield Happening(timezone.localdate(outcome.published_at), _("Outcome published"), consultation)
    elif due := due_by(consultation):
        yield Happening(due, _("Outcome promised by"), consultation)


def _around(code: str) -> set[str]:
    """The place itself, what it lies in and what lies in it: whoever looks for a district finds the county's too."""
    codes = {code}
    place = Place.objects.filter(code=code).select_related("parent__parent__parent").first()
    if place is None:
        return codes
    codes |= set(Place.objects.filter(parent=place).values_list("code", flat=True))
    above = place.parent
    while above is not None:
        codes.add(above.code)
        above = above.parent
    return codes


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return str(value or "–")
