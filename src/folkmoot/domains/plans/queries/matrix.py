"""The matrix of plans beside our own: its columns by what each board leads on, and a plan's line in it."""

from __future__ import annotations

from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.landscape import Line
from folkmoot_core.plans import MatrixEdition

from ..models import Objective
from .sources import matrix_editions

Column = tuple[str, str, str]
"""(key of a board, what it leads on, the page of that)."""


def columns_of(edition: MatrixEdition) -> list[Column]:
    """A board stands there by the ambition that it leads on, where a plan of ours says which; else by its name."""
    keys = sorted({key for line in edition.lines for key in line.serves})
    led = Objective.objects.filter(body__key__in=keys, parent=None, plan__is_public=True).select_related("plan", "body")
    ranked = list(led.order_by("-plan__kind__position", "-pk"))
    ambitions = {objective.body.key: objective for objective in ranked if objective.body}
    names = dict(Organisation.objects.filter(key__in=keys).values_list("key", "name"))
    return [
        (key, ambitions[key].title, ambitions[key].get_absolute_url())
        if key in ambitions
        else (key, names.get(key, key), "")
        for key in keys
    ]


def plan_in_matrix(key: str) -> tuple[Line, str, list[tuple[Column, bool]]] | None:
    """The line of this plan in the latest edition that has it, its page there, and what it serves (first: True)."""
    for edition in reversed(matrix_editions()):
        for line in edition.lines:
            if line.plan == key:
                served = [
                    (column, column[0] == line.first) for column in columns_of(edition) if column[0] in line.serves
                ]
                return line, edition.addresses.get(key, ""), served
    return None
