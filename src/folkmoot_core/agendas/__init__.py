"""Rules of agendas: clear days, printed numbers, rows of dates, what changed, and the whole pack as one PDF.

Nothing here knows a database. An agenda comes in as a *face*: what one kind of reader may know of it, as plain JSON
(`faces`). A public face holds no exempt text, so nothing made from it can show any.
"""

from folkmoot_core.agendas.changes import changes_between
from folkmoot_core.agendas.clear_days import ClearDays, count_clear_days
from folkmoot_core.agendas.key_decisions import Standing, Steps, Way, key_decision, private_matter
from folkmoot_core.agendas.numbering import Listed, give_numbers
from folkmoot_core.agendas.repeating import Pattern, Placed, place_dates

__all__ = [
    "ClearDays",
    "Listed",
    "Pattern",
    "Placed",
    "Standing",
    "Steps",
    "Way",
    "changes_between",
    "count_clear_days",
    "give_numbers",
    "key_decision",
    "place_dates",
    "private_matter",
]
