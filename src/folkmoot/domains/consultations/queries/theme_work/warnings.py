"""What is doubtful about a set of themes: warnings, since an analyst may have her reasons."""

from __future__ import annotations

import numpy as np

from folkmoot_core.themes.theme_sets import theme_set_warnings
from folkmoot_core.values import Fault, Invalid

from ...models import ThemeWork
from .answers import numbers_of
from .codebooks import ThemeEntry, content_of, core_codebook
from .labels import applying, held_labels


def warnings_of(work: ThemeWork, entries: list[ThemeEntry]) -> list[Fault]:
    """What to look at again, by the core's rules; sizes and overlaps go by the groups placed and the labels so far."""
    if not entries:
        return []
    try:
        codebook = core_codebook(content_of(entries))
    except Invalid as invalid:
        return list(invalid.faults)
    numbers = numbers_of(work)
    rows, columns = {number: row for row, number in enumerate(numbers)}, {e.theme.pk: c for c, e in enumerate(entries)}
    memberships = np.zeros((len(numbers), len(entries)), np.bool_)
    placed = [
        (each.theme.pk, member)
        for each in entries
        for cluster in each.theme.clusters.all()
        for member in cluster.members
    ]
    labelled = [(theme, answer) for answer, themes in applying(held_labels(work)).items() for theme in themes]
    for theme, answer in (*placed, *labelled):
        if answer in rows and theme in columns:
            memberships[rows[answer], columns[theme]] = True
    if not memberships.any():
        return list(theme_set_warnings(codebook))
    return list(theme_set_warnings(codebook, memberships))
