"""The words that a letter begins with: the pack's own, or those that come with the software, filled in for a case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.template import Context
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import site_identity

from ..enums import Kind, LetterStep
from ..models import Case, Complainant, Due, LetterTemplate
from .arrangements import arrangements

# What can be filled in, in curly brackets.
PLACES = (
    "name",
    "reference",
    "summary",
    "unit",
    "points",
    "findings",
    "answer_by",
    "reason",
    "received",
    "ombudsman",
    "officer",
    "site",
)
LATE = ("points", "findings", "answer_by", "reason")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_SUBJECT = "Subject:"


@dataclass(frozen=True)
class Draft:
    """A letter to be read over, changed and sent. `title` is for the list of templates."""

    key: str
    title: str
    subject: str
    body: str


def places_in(text: str) -> set[str]:
    return set(_PLACE.findall(text))


def drafts_for(case: Case, step: str, *, officer: str) -> list[Draft]:
    """The letters that may be sent at this step; at least one. What the step itself decides stays in curly brackets,
    and is filled in when it is sent."""
    values = values_of(case, officer=officer) | {place: f"{{{place}}}" for place in LATE}
    values["what"] = _("complaint") if case.kind in (Kind.UNDECIDED, Kind.COMPLAINT) else _("message")
    if case.policy_id is None:
        # No answer is owed by a day, so none is promised.
        values["answer_by"] = ""
    own = list(LetterTemplate.objects.filter(step=step))
    if own:
        return [Draft(each.key, each.title, fill_in(each.subject, values), fill_in(each.body, values)) for each in own]
    return [usual(step, values)]


def usual(step: str, values: dict[str, str]) -> Draft:
    """The letter that comes with the software: `complaints/letters/STEP.txt`, its first line `Subject: …`."""
    source = get_template(f"complaints/letters/{step}.txt").template  # type: ignore[attr-defined]
    first, _newline, rest = source.render(Context(values, autoescape=False)).strip().partition("\n")
    return Draft("usual", str(LetterStep(step).label), first.removeprefix(_SUBJECT).strip(), rest.strip())


def values_of(case: Case, *, officer: str) -> dict[str, str]:
    """Five queries at most."""
    person = Complainant.objects.filter(case=case).first()
    points = list(case.points.prefetch_related("findings"))
    due = _answer_by(case)
    return {
        "name": (person.name if person else "") or _("Sir or Madam"),
        "reference": case.arrival.reference,
        "summary": case.summary,
        "unit": case.unit.name if case.unit else "",
        "points": "\n".join(f"{point.number}. {point.words}" for point in points),
        "findings": "\n\n".join(_finding_lines(point, case.stage) for point in points),
        "answer_by": date_format(due, "j F Y") if due else "",
        "received": date_format(case.received_on, "j F Y"),
        "ombudsman": arrangements().ombudsman.sentence,
        "reason": _last_reason(case),
        "officer": officer,
        "site": str(site_identity()["name"]),
    }


def _finding_lines(point: object, stage: int) -> str:
    lines = [f"{point.number}. {point.words}"]  # type: ignore[attr-defined]
    for finding in point.findings.all():  # type: ignore[attr-defined]
        if finding.stage == stage:
            lines.append(f"{finding.get_outcome_display()}. {finding.because}")
    return "\n".join(lines)


def _last_reason(case: Case) -> str:
    """Why the last step was taken, as it was given."""
    said = case.events.exclude(reason="").order_by("pk").last()
    return said.reason if said else ""


def _answer_by(case: Case) -> date | None:
    waiting = Due.objects.filter(case=case, met_by="responded", met_on=None).order_by("-position").first()
    return waiting.current if waiting else None


def fill_in(text: str, values: dict[str, str]) -> str:
    """The text with its {places} filled in; what is no place of ours stays as it was typed."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)
