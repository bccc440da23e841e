"""What the screen for merging shows: clusters, themes, how far the placing has got. Seven queries, however many
answers there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...enums import SearchState
from ...models import Answer, Cluster, Theme, ThemeSearch, ThemeWork
from .answers import answers_by_number, numbers_of, still_counted, themes_of

CENTRAL_SHOWN = 3


@dataclass(frozen=True)
class ClusterCard:
    """A cluster with what one needs to judge it. `size` counts answers that still count."""

    cluster: Cluster
    size: int
    central: tuple[Answer, ...]

    @property
    def words(self) -> str:
        return ", ".join(self.cluster.words[:8])


@dataclass(frozen=True)
class PlacedTheme:
    """A theme and the clusters that were put under it."""

    theme: Theme
    clusters: tuple[ClusterCard, ...]
    answers: int


@dataclass(frozen=True)
class Placing:
    """How far it has got: clusters and answers that have a place, and all of them."""

    clusters: int
    all_clusters: int
    answers: int
    all_answers: int

    @property
    def percent(self) -> int:
        """Of answers. Never 100 while one is left."""
        return 100 * self.answers // self.all_answers if self.all_answers else 0

    @property
    def is_done(self) -> bool:
        return self.all_clusters > 0 and self.clusters == self.all_clusters


@dataclass(frozen=True)
class MergeScreen:
    waiting: tuple[ClusterCard, ...]
    themes: tuple[PlacedTheme, ...]
    aside: tuple[ClusterCard, ...]
    placing: Placing


def newest_search(work: ThemeWork) -> ThemeSearch | None:
    """The search that was asked for last, however it stands. One query."""
    return work.searches.select_related("snapshot").first()


def finished_search(work: ThemeWork) -> ThemeSearch | None:
    """The newest search that found clusters. One query."""
    return work.searches.select_related("snapshot").filter(state=SearchState.DONE).first()


def merge_screen(work: ThemeWork, search: ThemeSearch) -> MergeScreen:
    """Largest clusters first: they decide the most answers. A cluster whose answers have all gone is left out."""
    counted = set(numbers_of(work))
    clusters = list(search.clusters.filter(is_split=False))
    sizes = {each.number: len(still_counted(each.members, counted)) for each in clusters}
    central = {each.number: still_counted(each.central, counted)[:CENTRAL_SHOWN] for each in clusters}
    waiting_now = [each for each in clusters if each.theme_id is None and not each.is_aside]
    answers = answers_by_number(work, (number for each in waiting_now for number in central[each.number]))
    cards = [
        ClusterCard(each, sizes[each.number], tuple(answers[n] for n in central[each.number] if n in answers))
        for each in sorted(clusters, key=lambda each: (-sizes[each.number], each.number))
        if sizes[each.number]
    ]
    waiting = tuple(card for card in cards if card.cluster.theme_id is None and not card.cluster.is_aside)
    aside = tuple(card for card in cards if card.cluster.is_aside)
    themes = tuple(_placed(theme, cards) for theme in themes_of(work))
    return MergeScreen(waiting, themes, aside, _placing(cards, waiting))


def _placed(theme: Theme, cards: Iterable[ClusterCard]) -> PlacedTheme:
    own = tuple(card for card in cards if card.cluster.theme_id == theme.pk and not card.cluster.is_aside)
    return PlacedTheme(theme, own, sum(card.size for card in own))


def _placing(cards: list[ClusterCard], waiting: tuple[ClusterCard, ...]) -> Placing:
    all_answers, left = sum(card.size for card in cards), sum(card.size for card in waiting)
    return Placing(len(cards) - len(waiting), len(cards), all_answers - left, all_answers)
