"""Which groups are put together before a breakdown is published; the same for pages and for reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from folkmoot_core.survey import CrossTable, QuestionTable

from .safety import POLICY, safe_cross


@dataclass(frozen=True)
class Joined:
    """Tables that may be published. `small`: the groups that they put together."""

    tables: tuple[CrossTable, ...]
    small: frozenset[str]


def joined_until_safe(
    sizes: Mapping[str, int],
    labels: Mapping[str, str],
    count: Callable[[Collection[str]], Sequence[CrossTable]],
    wholes: Sequence[QuestionTable],
    published: Mapping[str, int | None],
) -> Joined | None:
    """The tables that `count` gives for the groups put together, made safe beside `wholes`; None when they cannot be.

    Groups too small to stand alone are put together, and then the next smallest ones for as long as the tables would
    tell, beside the others that are published, what they hide. Of groups of one size the first by name goes first.
    sizes: {group: responses}. labels: {group: name}. published: as `safe_cross` takes it.
    """
    by_size = sorted(sizes, key=lambda value: (sizes[value], labels[value]))
    small = too_small(sizes, by_size)
    while len(sizes) - len(small) + bool(small) > 1:
        safe = [safe_cross(table, whole, published) for table, whole in zip(count(small), wholes, strict=True)]
        kept = tuple(table for table in safe if table is not None)
        if len(kept) == len(safe):
            return Joined(kept, frozenset(small))
        small |= set([value for value in by_size if value not in small][: 1 if small else 2])
    return None


def too_small(sizes: Mapping[str, int], by_size: Sequence[str]) -> set[str]:
    """The groups to put together: all below the base for percentages, and the next ones until they are no longer small
    themselves."""
    small = {value for value, size in sizes.items() if size < POLICY.percent_base}
    rest = [value for value in by_size if value not in small]
    while small and rest and (sum(sizes[value] for value in small) < POLICY.percent_base or len(small) == 1):
        small.add(rest.pop(0))
    return small
