"""Put clusters under themes: the screen for merging. Whatever is done can be undone, last things first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...models import Cluster, Theme, ThemeSearch
from ...policies import check_read
from ..themes import ThemeWords, add_theme

UNDONE_AT_MOST = 200


@transaction.atomic
def place(
    *,
    search: ThemeSearch,
    numbers: Sequence[int],
    by: Actor,
    theme: Theme | None = None,
    words: ThemeWords | None = None,
) -> Theme:
    """Put clusters under a theme that is there, or under a new one with these words. Raises Invalid."""
    taken = _take(search, numbers, by)
    made = None
    if theme is None:
        if words is None or not words.title.strip():
            raise Invalid([Fault("title", _("Choose a theme, or give a new one a title."))])
        theme = made = add_theme(consultation=search.work.consultation, words=words, by=by)
    _write(search, taken, "placed", by, theme=theme, made=made)
    return theme


@transaction.atomic
def put_aside(*, search: ThemeSearch, numbers: Sequence[int], by: Actor) -> None:
    """These clusters say nothing that makes a theme. Their answers are kept, and counted as answers."""
    _write(search, _take(search, numbers, by), "put_aside", by, aside=True)


@transaction.atomic
def take_back(*, search: ThemeSearch, numbers: Sequence[int], by: Actor) -> None:
    """Put clusters back among those that wait for a theme."""
    _write(search, _take(search, numbers, by, placed=True), "taken_back", by)


@transaction.atomic
def undo(*, search: ThemeSearch, by: Actor) -> str:
    """Undo the last thing that was done here, whoever did it. Returns what it was. A theme that was made for it goes
    too, unless something else has come to hang on it. Raises Invalid when there is nothing to undo."""
    check_read(by, standing_of(search.work.consultation))
    current = _lock(search)
    if not current.deeds:
        raise Invalid([Fault("", _("There is nothing to undo."))])
    deed: dict[str, Any] = current.deeds.pop()
    themes = set(search.work.consultation.themes.values_list("pk", flat=True))
    for number, (theme, aside) in deed["before"].items():
        kept = theme if theme in themes else None
        current.clusters.filter(number=int(number)).update(theme_id=kept, is_aside=aside)
    if deed["kind"] == "split":
        current.clusters.filter(number__in=deed["parts"]).delete()
        current.clusters.filter(number=deed["split"]).update(is_split=False)
    current.save(update_fields=["deeds", "updated_at"])
    record(verb="clusters.undone", subject=search.work, by=by, changes={"clusters": [_told(deed), None]})
    _drop_made_theme(deed)
    search.deeds = current.deeds
    return str(deed["kind"])


def remember_deed(search: ThemeSearch, deed: dict[str, Any]) -> None:
    """Note what was done, so that `undo` can take it back. Whoever calls holds the search (see `hold`)."""
    search.deeds = [*search.deeds, deed][-UNDONE_AT_MOST:]
    search.save(update_fields=["deeds", "updated_at"])


def hold(search: ThemeSearch, by: Actor) -> ThemeSearch:
    """The search as it stands now, for this transaction alone: two people who merge do not undo each other's work."""
    check_read(by, standing_of(search.work.consultation))
    return _lock(search)


def _lock(search: ThemeSearch) -> ThemeSearch:
    current = ThemeSearch.objects.select_for_update().get(pk=search.pk)
    current.work = search.work
    return current


def _take(search: ThemeSearch, numbers: Sequence[int], by: Actor, *, placed: bool = False) -> list[Cluster]:
    """The clusters of these numbers that wait for a theme (or are placed)."""
    check_read(by, standing_of(search.work.consultation))
    if not numbers:
        raise Invalid([Fault("cluster", _("Tick at least one group of answers."))])
    found = list(search.clusters.select_for_update().filter(number__in=numbers, is_split=False))
    taken = [each for each in found if (each.theme_id is not None or each.is_aside) == placed]
    if len(taken) < len(set(numbers)):
        message = _("Somebody has placed, split or taken back one of these groups meanwhile.")
        raise Invalid([Fault("cluster", message, _("Look again, and tick those that are still there."))])
    return taken


def _write(
    search: ThemeSearch, taken: Sequence[Cluster], kind: str, by: Actor, *,
    theme: Theme | None = None, made: Theme | None = None, aside: bool = False,
) -> None:  # fmt: skip
    current = _lock(search)
    deed = {
        "kind": kind,
        "before": {str(each.number): [each.theme_id, each.is_aside] for each in taken},
        "made": made.pk if made else None,
        "by": by.name,
    }
    numbers = [each.number for each in taken]
    current.clusters.filter(number__in=numbers).update(theme=theme, is_aside=aside)
    remember_deed(current, deed)
    said = {"theme": [None, theme.title]} if theme else {}
    record(verb=f"clusters.{kind}", subject=search.work, by=by, changes={"clusters": [None, numbers], **said})
    search.deeds = current.deeds


def _drop_made_theme(deed: dict[str, Any]) -> None:
    if not deed.get("made"):
        return
    theme = Theme.objects.filter(pk=deed["made"]).first()
    hanging = theme and (
        theme.clusters.exists() or theme.labels.exists() or theme.answers.exists() or theme.chosen_answers.exists()
    )
    if theme and not hanging:
        theme.delete()


def _told(deed: dict[str, Any]) -> dict[str, Any]:
    return {"kind": deed["kind"], "numbers": [int(number) for number in deed["before"]] or [deed.get("split")]}
