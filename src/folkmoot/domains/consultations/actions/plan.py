"""Begin the plan of a consultation, and change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.thread.public import link
from folkmoot_core.values import Fault, Invalid

from ..adapters import scopes_of, standing_of
from ..adapters.frozen import WORDS
from ..models import Consultation, ConsultationDocument, ConsulteeGroup, Questionnaire
from ..policies import check_own, check_plan, check_read
from ..queries.addresses import words_taken
from .deciding import tie_deciding_body
from .freeze import check_reason, freeze_again

LONGEST_SLUG = 70
TRIES = 10
EDITABLE = frozenset(
    {*WORDS, "organisation", "area", "deciding_body", "series", "planned_opening", "planned_closing", "outcome_due"}
    - {"results_visibility"}
)
COPIED = [
    "summary",
    "area",
    "objectives",
    "why_now",
    "still_open",
    "already_decided",
    "who_decides",
    "deciding_body",
    "equality_text",
    "contact_name",
    "contact_email",
    "contact_telephone",
    "contact_address",
    "results_visibility",
]


def create_consultation(
    *, title: str, organisation: Organisation, by: Actor, values: Mapping[str, Any] | None = None
) -> Consultation:
    """A plan that nobody but its officers can see. Raises Refused unless `by` works for the organisation, and Invalid
    where the title is missing."""
    check_own(by, [organisation.scope])
    title = " ".join(title.split())
    if not title:
        raise Invalid([Fault("title", _("The title is missing."), _("Say in a few words what you ask about."))])
    with transaction.atomic():
        consultation = _begin(title=title, organisation=organisation, **(values or {}))
        tie_deciding_body(consultation, by)
        record(verb="consultation.planned", subject=consultation, by=by, changes={"title": [None, title]})
    return consultation


def _begin(**values: Any) -> Consultation:
    """Whoever plans something of the same name at that moment may take the address first; then the next is tried."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return Consultation.objects.create(slug=_free_slug(values["title"]), **values)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("unreachable")


def copy_consultation(
    *, source: Consultation, title: str, organisation: Organisation, by: Actor, takes_up: bool
) -> Consultation:
    """A new plan with the words, partners, consultees, documents and questionnaire of an earlier one, without its
    dates. `takes_up`: it asks the same people again, so the two are tied together by the thread."""
    check_read(by, standing_of(source))
    values = {name: getattr(source, name) for name in COPIED}
    if takes_up:
        values["series"] = source.series or source.slug
    with transaction.atomic():
        made = create_consultation(title=title, organisation=organisation, by=by, values=values)
        made.partners.set(source.partners.all())
        ConsulteeGroup.objects.bulk_create(
            ConsulteeGroup(
                consultation=made,
                key=group.key,
                name=group.name,
                channels=group.channels,
                reach=group.reach,
                position=group.position,
            )
            for group in source.consultee_groups.all()
        )
        ConsultationDocument.objects.bulk_create(
            ConsultationDocument(
                consultation=made, title=each.title, document=each.document, url=each.url, position=each.position
            )
            for each in source.documents.all()
        )
        newest = source.questionnaires.order_by("-version").first()
        if newest is not None:
            Questionnaire.objects.create(
                consultation=made,
                version=1,
                definition=newest.definition,
                sha256=newest.sha256,
                note=_("Copied from “%(title)s”.") % {"title": source.title[:200]},
            )
        if takes_up:
            link("follows", made, source, by=by)
        record(verb="consultation.copied", subject=made, by=by, changes={"source": [None, source.slug]})
    return made


def edit_plan(
    *,
    consultation: Consultation,
    values: Mapping[str, Any],
    by: Actor,
    partners: Iterable[Organisation] | None = None,
    reason: str = "",
) -> Consultation:
    """Change fields of the plan; `values` is {field: value}, of `EDITABLE` only. `partners`: None leaves them.

    What is on the calendar needs a reason. Raises Refused, and Invalid naming the field.
    """
    check_plan(by, standing_of(consultation))
    if stray := set(values) - EDITABLE:
        raise ValueError(f"Not fields of the plan: {', '.join(sorted(stray))}")
    _check_words(values)
    with transaction.atomic():
        current = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        before = {name: getattr(current, name) for name in values}
        changes = changed_fields(before, dict(values))
        for name, value in values.items():
            setattr(current, name, value)
        if partners is not None:
            changes |= _set_partners(current, list(partners))
        if not changes:
            return current
        check_reason(current, reason)
        check_own(by, scopes_of(current))
        current.save()
        if "deciding_body" in before:
            tie_deciding_body(current, by, before=before["deciding_body"])
        record(verb="consultation.plan_changed", subject=current, by=by, changes=changes, reason=reason)
        freeze_again(consultation=current, by=by)
    return current


def _set_partners(consultation: Consultation, partners: list[Organisation]) -> dict[str, Any]:
    partners = [partner for partner in partners if partner.pk != consultation.organisation_id]
    before = sorted(partner.name for partner in consultation.partners.all())
    after = sorted(partner.name for partner in partners)
    consultation.partners.set(partners)
    return {} if before == after else {"partners": [before, after]}


def _check_words(values: Mapping[str, Any]) -> None:
    faults = []
    for name in ("title", "summary"):
        if name in values and not str(values[name]).strip():
            faults.append(Fault(name, _("This is missing."), _("Write it in a few plain words.")))
    opens, closes = values.get("planned_opening"), values.get("planned_closing")
    if opens and closes and closes < opens:
        message = _("It would close before it opens.")
        faults.append(Fault("planned_closing", message, _("Give a day on or after the day it opens.")))
    if faults:
        raise Invalid(faults)


def _free_slug(title: str) -> str:
    """An address made from the title that no other consultation and no other page has."""
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "consultation"
    taken = set(Consultation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken or slug in words_taken():
        slug, number = f"{base}-{number}", number + 1
    return slug
