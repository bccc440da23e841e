"""Name what several people said, put it in order, and hang their answers on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.thread.public import link_many, unlink_many
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..enums import LabelOrigin
from ..models import Answer, Consultation, Theme
from ..policies import check_read
from .theme_work.labelling import note_grouping

GROUPED = "grouped_in"


@dataclass(frozen=True)
class ThemeWords:
    """What an officer says of a theme. `question` is a key, or "" for a theme that runs through all of them."""

    title: str
    description: str = ""
    question: str = ""
    suggestions: int = 0


@transaction.atomic
def add_theme(*, consultation: Consultation, words: ThemeWords, by: Actor) -> Theme:
    """A new theme, last in order. Raises Invalid without a title."""
    check_read(by, standing_of(consultation))
    _check_words(words)
    last = consultation.themes.aggregate(last=Max("position"))["last"]
    theme = Theme.objects.create(
        consultation=consultation,
        key=_free_key(consultation, words.title),
        position=0 if last is None else last + 1,
        **vars(words),
    )
    record(verb="theme.added", subject=theme, by=by, changes=changed_fields({}, vars(words)))
    return theme


@transaction.atomic
def edit_theme(*, theme: Theme, words: ThemeWords, by: Actor) -> Theme:
    """Other words for a theme. Its address stays."""
    check_read(by, standing_of(theme.consultation))
    _check_words(words)
    changes = changed_fields({name: getattr(theme, name) for name in vars(words)}, vars(words))
    for name, value in vars(words).items():
        setattr(theme, name, value)
    theme.save()
    if changes:
        record(verb="theme.edited", subject=theme, by=by, changes=changes)
    return theme


@transaction.atomic
def move_theme(*, theme: Theme, by_places: int, by: Actor) -> None:
    """Move a theme up (negative) or down among those of its consultation; as far as it goes."""
    check_read(by, standing_of(theme.consultation))
    order = list(theme.consultation.themes.order_by("position", "pk"))
    before = order.index(theme)
    order.insert(max(before + by_places, 0), order.pop(before))
    for place, each in enumerate(order):
        Theme.objects.filter(pk=each.pk).exclude(position=place).update(position=place)
    record(verb="theme.moved", subject=theme, by=by, changes={"position": [before, order.index(theme)]})


@transaction.atomic
def remove_theme(*, theme: Theme, reason: str, by: Actor) -> None:
    """Take a theme away. Refused while answers hang on it or an outcome answers it, and once people have coded answers
    with it: what they said is kept."""
    check_read(by, standing_of(theme.consultation))
    if theme.labels.filter(origin=LabelOrigin.PERSON).exists():
        raise Refused(_("People have coded answers with this theme. Give it other words instead."))
    if theme.answers.exists():
        raise Refused(_("The outcome answers this theme. Take that answer out first."))
    record(verb="theme.removed", subject=theme, by=by, reason=reason)
    theme.delete()


@transaction.atomic
def group_answers(*, theme: Theme, answers: Sequence[Answer], by: Actor) -> int:
    """Hang answers on a theme; those that hang there already stay. Returns how many are new."""
    check_read(by, standing_of(theme.consultation))
    _check_own(theme, answers)
    new = link_many(GROUPED, [(answer, theme) for answer in answers], by=by)
    note_grouping(theme=theme, answers=answers, applies=True, by=by)
    return new


@transaction.atomic
def ungroup_answers(*, theme: Theme, answers: Sequence[Answer], by: Actor) -> int:
    """Take answers off a theme. Returns how many hung there."""
    check_read(by, standing_of(theme.consultation))
    gone = unlink_many(GROUPED, [(answer, theme) for answer in answers], by=by)
    note_grouping(theme=theme, answers=answers, applies=False, by=by)
    return gone


def _check_own(theme: Theme, answers: Sequence[Answer]) -> None:
    if any(answer.response.consultation_id != theme.consultation_id for answer in answers):
        raise Refused(_("An answer belongs under a theme of its own consultation."))


def _check_words(words: ThemeWords) -> None:
    faults = []
    if not words.title.strip():
        faults.append(Fault("title", _("Give the theme a title.")))
    if words.suggestions < 0:
        faults.append(Fault("suggestions", _("A count cannot be below 0.")))
    if faults:
        raise Invalid(faults)


def _free_key(consultation: Consultation, title: str) -> str:
    stem = slugify(title)[:60] or "theme"
    taken = set(consultation.themes.values_list("key", flat=True))
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
