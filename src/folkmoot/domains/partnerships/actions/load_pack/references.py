"""Keys of bodies in the cells of a table."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import Row

Bodies = Mapping[str, int]
"""{key of an organisation: its number}."""


def body_in(row: Row, column: str, bodies: Bodies) -> int | None:
    """The number of the body whose key stands in the cell; None with a fault if there is none."""
    key = row.text(column, 80)
    if key and key not in bodies:
        row.fault(column, unknown(key), _("Add it or mend the key."))
    return bodies.get(key)


def bodies_in(row: Row, column: str, bodies: Bodies) -> list[str]:
    """The keys in a cell of several; one that no body has is a fault, and left out."""
    found = []
    for key in row.many(column):
        if key in bodies:
            found.append(key)
        else:
            row.fault(column, unknown(key), _("Add it or mend the key."))
    return found


def unknown(key: str) -> str:
    return _("'%s' is not in bodies/organisations.csv.") % key[:80]
