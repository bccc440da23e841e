"""What officers read while they plan: what is still missing, what clashes, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot.ground.base.public import site_identity
from folkmoot.ground.bodies.enums import BODY_KINDS
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.phases import TWELVE_WEEKS, needs_reason
from folkmoot_core.questionnaires import load_questionnaire
from folkmoot_core.questionnaires.editing import faults_of

from ..adapters import standing_of
from ..enums import EqualityStatus, PhaseKind
from ..models import Consultation, Questionnaire
from ..policies import PLANNERS, READERS
from .outcomes import due_by, outcome_of


@dataclass(frozen=True)
class Point:
    """One thing that a plan needs (`needed`: it cannot open without). `part` is the page where it is put right."""

    part: str
    title: str
    is_met: bool
    sentence: str
    needed: bool = True


@dataclass(frozen=True)
class Clash:
    """Another consultation that asks the same people in the same weeks. `groups`: the names they share."""

    consultation: Consultation
    opens: date
    closes: date
    groups: tuple[str, ...]
    same_area: bool


@dataclass(frozen=True)
class OwnConsultation:
    """A consultation on its officer's desk, with what to do next and where."""

    consultation: Consultation
    phase: str
    phase_label: str
    opens: date | None
    closes: date | None
    next_step: str
    next_view: str


def minimum_days() -> int:
    """How long a consultation lasts here before a reason is published for its being shorter."""
    return int(site_identity().get("standards", {}).get("minimum_days", TWELVE_WEEKS))


def dates_of(consultation: Consultation) -> tuple[date | None, date | None]:
    """The days it opens and closes: as promised, or else as intended."""
    if consultation.opens_on is not None:
        return consultation.opens_on, consultation.closes_on
    return consultation.planned_opening, consultation.planned_closing


def readiness(consultation: Consultation) -> list[Point]:
    """What the plan has and lacks, in the order of its pages. The first four are the Gunning principles (R v Brent LBC
    ex p Gunning (1985) 84 LGR 168); equality is section 149 of the Equality Act 2010."""
    words = _has(consultation.summary)
    reasons = _has(consultation.why_now) and bool(consultation.objectives)
    decides = _has(consultation.who_decides) or consultation.deciding_body_id is not None
    assessed = consultation.equality_status != EqualityStatus.NOT_DONE
    reachable = any(
        _has(way) for way in (consultation.contact_email, consultation.contact_telephone, consultation.contact_address)
    )
    asked = consultation.consultee_groups.exists()
    return [
        Point("basics", _("What it is about"), words, _("Two or three sentences that people read first.")),
        Point(
            "reasons",
            _("Still open to change"),
            bool(consultation.still_open),
            _("At least one thing that answers can still change."),
        ),
        Point("reasons", _("Reasons enough to answer"), reasons, _("Why you ask now, and what you want to learn.")),
        _time_point(consultation),
        Point("decision", _("Who decides"), decides, _("Who takes the answers into account, and how.")),
        Point("equality", _("Equality"), assessed, _("At least a first look at whom the plan affects, and how.")),
        Point("contact", _("Contact"), reachable, _("An e-mail address, telephone number or postal address.")),
        Point("groups", _("Whom you ask and how"), asked, _("Each group, with the ways you reach it."), needed=False),
        *_questionnaire_points(newest_version(consultation)),
    ]


def is_ready(points: Iterable[Point]) -> bool:
    return all(point.is_met for point in points if point.needed)


def newest_version(consultation: Consultation) -> Questionnaire | None:
    """The draft where there is one, else the newest published version."""
    return consultation.questionnaires.order_by("-version").first()


def clashes(consultation: Consultation) -> list[Clash]:
    """Other consultations that run in the same days and ask a group of the same name, or the same area."""
    opens, closes = dates_of(consultation)
    if opens is None or closes is None:
        return []
    own = {group.key: group.name for group in consultation.consultee_groups.all()}
    others = (
        Consultation.objects.exclude(pk=consultation.pk)
        .annotate(first=Coalesce("opens_on", "planned_opening"), last=Coalesce("closes_on", "planned_closing"))
        .filter(first__lte=closes, last__gte=opens)
        .select_related("organisation")
        .prefetch_related("consultee_groups")
        .order_by("first", "pk")
    )
    found = []
    for other in others:
        shared = tuple(own[group.key] for group in other.consultee_groups.all() if group.key in own)
        same_area = consultation.area_id is not None and other.area_id == consultation.area_id
        if shared or same_area:
            found.append(Clash(other, other.first, other.last, shared, same_area))
    return found


def own_consultations(actor: Actor, now: datetime | None = None) -> list[OwnConsultation]:
    """The consultations that this officer plans, those that need something soonest first."""
    now = now or timezone.now()
    rows = (
        within_scopes(actor)
        .select_related("organisation", "outcome")
        .prefetch_related("phases", "partners", "consultee_groups")
    )
    order = {kind: place for place, kind in enumerate(("open", "analysing", "draft", "decided", "closed"))}
    found = [_on_desk(consultation, now) for consultation in rows]
    return sorted(found, key=lambda own: (order[own.phase], own.closes or own.opens or date.max))


def to_analyse(actor: Actor) -> QuerySet[Consultation]:
    """The consultations whose answers the actor may read, of those that have opened; the newest first."""
    opened = within_scopes(actor, READERS).filter(opens_on__lte=timezone.localdate())
    return opened.select_related("organisation").order_by("-opens_on", "title")


def within_scopes(actor: Actor, roles: Sequence[Role] = PLANNERS) -> QuerySet[Consultation]:
    """The consultations whose owner or partner the actor works for in one of these roles."""
    if actor.holds(*roles, scope=EVERYWHERE):
        return Consultation.objects.all()
    mine = organisations_of(actor, roles)
    return Consultation.objects.filter(Q(organisation__in=mine) | Q(partners__in=mine)).distinct()


def organisations_of(actor: Actor, roles: Sequence[Role] = PLANNERS) -> QuerySet[Organisation]:
    """The organisations for which the actor has one of these roles: by default, may run a consultation."""
    if actor.holds(*roles, scope=EVERYWHERE):
        return Organisation.objects.all()
    keys: dict[str, list[str]] = {"organisation": [], "body": []}
    for scope in actor.scopes(*roles):
        sort, _colon, key = scope.partition(":")
        keys.setdefault(sort, []).append(key)
    is_body = Q(classification__in=BODY_KINDS)
    return Organisation.objects.filter(
        (Q(key__in=keys["organisation"]) & ~is_body) | (Q(key__in=keys["body"]) & is_body)
    )


def _has(words: str) -> bool:
    return bool(words.strip())


def _time_point(consultation: Consultation) -> Point:
    opens, closes = dates_of(consultation)
    title = _("Time to answer")
    if opens is None or closes is None:
        return Point("dates", title, False, _("The day it opens and the last day for answers."))
    short = needs_reason(opens, closes, minimum_days())
    if short.value and not _has(consultation.short_reason):
        return Point("dates", title, False, " ".join(short.because))
    return Point("dates", title, True, " ".join(short.because[:1]))


def _questionnaire_points(version: Questionnaire | None) -> list[Point]:
    title = _("Questionnaire")
    if version is None:
        return [Point("questionnaire", title, False, _("The questions that people answer."))]
    faults = faults_of(version.definition)
    if faults:
        sentence = _("Something in it needs mending: %(fault)s") % {"fault": faults[0]}
        return [Point("questionnaire", title, is_met=False, sentence=sentence)]
    unprintable = load_questionnaire(version.definition).cannot("printed")
    fit = _("Version %(number)d is fit for use.") % {"number": version.version}
    points = [Point("questionnaire", title, is_met=True, sentence=fit)]
    if unprintable:
        names = "; ".join(question.text for question in unprintable)
        sentence = _("These cannot be answered on paper: %(questions)s") % {"questions": names}
        points.append(Point("questionnaire", _("Paper form"), False, sentence, needed=False))
    return points


def _on_desk(consultation: Consultation, now: datetime) -> OwnConsultation:
    standing = standing_of(consultation, now)
    opens, closes = dates_of(consultation)
    step, view = _next_step(consultation, standing.phase, timezone.localdate(now))
    label = str(PhaseKind(standing.phase).label)
    if standing.phase == PhaseKind.DRAFT and consultation.opens_on:
        label = _("On the calendar")
    return OwnConsultation(consultation, standing.phase, label, opens, closes, step, view)


def _next_step(consultation: Consultation, phase: str, today: date) -> tuple[str, str]:
    """(what to do next, the page to do it on)."""
    if phase == PhaseKind.DRAFT:
        return _next_before_opening(consultation)
    if phase == PhaseKind.OPEN:
        days = max((consultation.closes_on - today).days, 0) if consultation.closes_on else 0
        if days == 0:
            return _("Today is the last day for answers."), "show_plan"
        return _("Take in answers. %(days)d days are left.") % {"days": days}, "show_plan"
    outcome = outcome_of(consultation)
    if outcome is None or outcome.published_at is None:
        due = due_by(consultation)
        if due is None:
            return _("Read the answers and publish what comes of them."), "show_plan"
        if due < today:
            return _("The outcome was promised by %(day)s. Publish it.") % {"day": _written(due)}, "show_plan"
        return _("Read the answers. The outcome is promised by %(day)s.") % {"day": _written(due)}, "show_plan"
    return _("Nothing: what came of it is published."), "show_plan"


def _next_before_opening(consultation: Consultation) -> tuple[str, str]:
    if consultation.opens_on:
        return _("It opens on %(day)s.") % {"day": _written(consultation.opens_on)}, "show_plan"
    missing = [point for point in readiness(consultation) if point.needed and not point.is_met]
    if not missing:
        return _("Everything is there: open it, or put it on the calendar."), "open_consultation"
    titles = "; ".join(dict.fromkeys(point.title for point in missing))
    return _("Still missing: %(titles)s") % {"titles": titles}, "show_plan"


def _written(day: date) -> str:
    return date_format(day, "j F Y")


def consultation_to_plan(slug: str) -> Consultation | None:
    """The consultation with what decides who may plan it."""
    return (
        Consultation.objects.filter(slug=slug)
        .select_related("organisation", "area", "deciding_body", "outcome")
        .prefetch_related("phases", "partners")
        .first()
    )
