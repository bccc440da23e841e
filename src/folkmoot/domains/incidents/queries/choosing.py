"""What can be reported, as a resident looks for it."""

from __future__ import annotations

from itertools import groupby

from ..models import Category
from .routing import offered_categories

LONGEST_SEARCH = 60


def found_by(words: str) -> list[Category]:
    """The categories whose name, group, description or keywords hold every word; all where there is none. One query."""
    wanted = words.casefold().split()
    return [each for each in offered_categories() if all(word in _haystack(each) for word in wanted)]


def in_groups(categories: list[Category]) -> list[tuple[str, list[Category]]]:
    """(group, its categories), groups in the order of their first category."""
    order = list(dict.fromkeys(each.group for each in categories))
    ranked = sorted(categories, key=lambda each: order.index(each.group))
    return [(group, list(inside)) for group, inside in groupby(ranked, key=lambda each: each.group)]


def _haystack(category: Category) -> str:
    return " ".join([category.name, category.group, category.description, *category.keywords]).casefold()
