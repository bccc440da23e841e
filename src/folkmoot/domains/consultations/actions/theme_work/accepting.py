"""Take up what the machine is sure of, from a confidence that a person sets; and take it back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...enums import LabelOrigin
from ...models import ThemeWork
from ...policies import check_read
from ...queries.theme_work.answers import answers_by_number, themes_of
from ...queries.theme_work.assignments import newest_assignment
from ...queries.theme_work.curve import labels_above
from ...queries.theme_work.labels import held_labels
from .labelling import Say, settle

LEAST = 0.5


@transaction.atomic
def accept_above(*, work: ThemeWork, threshold: float, by: Actor) -> int:
    """Every label at least so sure is accepted unseen, on answers that no person has coded; what a former threshold
    accepted and this one does not is taken back. Returns how many labels are accepted now. Raises Invalid."""
    check_read(by, standing_of(work.consultation))
    if not LEAST <= threshold <= 1:
        raise Invalid([Fault("threshold", _("Give a confidence between 50 and 100 per cent."))])
    run = newest_assignment(work)
    if run is None:
        raise Invalid([Fault("", _("The machine has not read the answers yet."))])
    ThemeWork.objects.select_for_update().get(pk=work.pk)
    themes = {theme.key: theme for theme in themes_of(work)}
    wanted = {
        (answer, themes[key].pk): sure for answer, key, sure in labels_above(work, run, threshold) if key in themes
    }
    _change(work, wanted, by)
    record(verb="theme_work.threshold_set", subject=work, by=by, changes={"threshold": [work.threshold, threshold]})
    work.threshold = threshold
    work.save(update_fields=["threshold", "updated_at"])
    return len(wanted)


@transaction.atomic
def take_back_accepted(*, work: ThemeWork, by: Actor) -> int:
    """Nothing is accepted unseen any more. What people have said stays. Returns how many labels were taken back."""
    check_read(by, standing_of(work.consultation))
    ThemeWork.objects.select_for_update().get(pk=work.pk)
    gone = _change(work, {}, by)
    record(verb="theme_work.threshold_dropped", subject=work, by=by, changes={"threshold": [work.threshold, None]})
    work.threshold = None
    work.save(update_fields=["threshold", "updated_at"])
    return gone


def _change(work: ThemeWork, wanted: dict[tuple[int, int], float], by: Actor) -> int:
    """Bring what is accepted unseen to what is wanted. Returns how many labels are taken back."""
    run = newest_assignment(work)
    if run is None:
        return 0
    held = held_labels(work)
    standing = {pair for pair, what in held.items() if what.origin == LabelOrigin.AUTO and what.applies}
    fresh, gone = wanted.keys() - standing, standing - wanted.keys()
    answers = answers_by_number(work, {answer for answer, _theme in fresh | gone})
    themes = {theme.pk: theme for theme in themes_of(work)}
    says = [
        Say(answers[answer], themes[theme], (answer, theme) in fresh, wanted.get((answer, theme)))
        for answer, theme in sorted(fresh | gone)
        if answer in answers and theme in themes
    ]
    settle(codebook=run.codebook, says=says, origin=LabelOrigin.AUTO, held=held, by=by)
    return len(gone)
