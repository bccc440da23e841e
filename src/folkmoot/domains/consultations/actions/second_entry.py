"""Type a sampled form again, and settle where the two typings differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.questionnaires import Typed
from folkmoot_core.survey import TOO_MANY, compare_entries, typed_values
from folkmoot_core.values import Fault, Invalid

from ..adapters import questionnaire_of, standing_of
from ..models import PaperForm, Response, SecondEntry
from ..policies import check_type, check_type_again
from .correct_answers import correct_answers
from .type_paper import paper_settings

FIRST, SECOND, THIRD = "first", "second", "third"
LONGEST_REASON = 500


def type_again(*, response: Response, typed: Typed, by: Actor) -> SecondEntry:
    """Keep what a second person typed from a sampled form, and where it differs from the first.

    What is counted does not change. Raises Invalid for slips of the typist, Refused for the first typist, for a form
    outside the sample, and for one that was typed again already.
    """
    paper = PaperForm.objects.get(response=response)
    check_type(by, standing_of(response.consultation))
    check_type_again(by, paper.typed_by_key)
    if typed.faults:
        raise Invalid(typed.faults)
    if paper.lot >= paper_settings(response.consultation).percent * 100:
        raise Refused(_("This form is not in the sample. Only forms that were drawn are typed again."))
    first = typed_values({**response.answers, **response.parked}, paper.spoiled)
    second = typed_values(typed.answers, typed.spoiled)
    found = compare_entries(questionnaire_of(response.questionnaire), first, second)
    try:
        with transaction.atomic():
            entry = SecondEntry.objects.create(
                response=response,
                answers=second,
                fields=found.compared,
                differences={field: list(pair) for field, pair in found.differences.items()},
                first_typed_by_key=paper.typed_by_key,
                typed_by=by.name,
                typed_by_key=by.key,
            )
            changes = {"differences": [None, len(found.differences)], "compared": [None, found.compared]}
            record(verb="response.typed_again", subject=response, by=by, changes=changes)
    except IntegrityError:
        raise Refused(_("Somebody has typed this form again already.")) from None
    return entry


@transaction.atomic
def settle_entry(
    *, entry: SecondEntry, choices: Mapping[str, str], third: Typed, reason: str, by: Actor
) -> SecondEntry:
    """Say of each difference what holds: the first typing, the second, or a third reading of the form (`third`).

    The response gets what was settled, with its coding and its answers in words. Raises Invalid, naming the field, or
    Refused.
    """
    response = entry.response
    check_type(by, standing_of(response.consultation))
    entry = SecondEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.settled_at:
        raise Refused(_("Somebody has settled this form already."))
    _check_settlement(entry, choices, third, reason)
    read_third = typed_values(third.answers, third.spoiled)
    paper = PaperForm.objects.select_for_update().get(response=response)
    answers: dict[str, Any] = {**response.answers, **response.parked}
    spoiled = dict(paper.spoiled)
    for field, (first, second) in entry.differences.items():
        value = {FIRST: first, SECOND: second, THIRD: read_third.get(field)}[choices[field]]
        entry.settled[field] = value
        answers.pop(field, None)
        spoiled.pop(field, None)
        if isinstance(value, Mapping) and TOO_MANY in value:
            spoiled[field] = value[TOO_MANY]
        elif value is not None:
            answers[field] = value
    correct_answers(response=response, answers=answers, by=by, verb="response.settled", reason=reason)
    paper.spoiled = spoiled
    paper.save(update_fields=["spoiled"])
    entry.settled_reason, entry.settled_by, entry.settled_at = reason.strip(), by.name, timezone.now()
    entry.save(update_fields=["settled", "settled_reason", "settled_by", "settled_at"])
    return entry


def _check_settlement(entry: SecondEntry, choices: Mapping[str, str], third: Typed, reason: str) -> None:
    faults = [
        Fault(f"choice.{field}", _("Say what holds."), _("Choose the first, the second or a third reading."))
        for field in entry.differences
        if choices.get(field) not in (FIRST, SECOND, THIRD)
    ]
    faults += third.faults
    if not reason.strip():
        faults.append(Fault("reason", _("Say why, in a few words. It is kept in the history.")))
    if len(reason.strip()) > LONGEST_REASON:
        limit = _("The reason is longer than %(limit)d characters.") % {"limit": LONGEST_REASON}
        faults.append(Fault("reason", limit, _("Shorten it.")))
    if faults:
        raise Invalid(faults)
