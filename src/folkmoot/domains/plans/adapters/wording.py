"""Timings in words, for people."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import parse_partial
from folkmoot_core.plans import Timing, parse_timing
from folkmoot_core.values import Invalid

WHOLE_DAY = 10


def words_of_timing(notation: str) -> str:
    """ "every 6 months from 2011-08-17" as a sentence; "" where nothing is understood. A query for a body's name."""
    try:
        timing = parse_timing(notation)
    except Invalid:
        return notation
    match timing.form:
        case "once":
            return _once(timing)
        case "every":
            said = _every(timing)
        case "times":
            numbers = {"number": timing.number, "year": timing.first.year if timing.first else ""}
            said = ngettext("once in %(year)s", "%(number)d times in %(year)s", timing.number) % numbers
        case "meetings":
            name = Organisation.objects.filter(key=timing.body).values_list("name", flat=True).first() or timing.body
            said = _("within %(days)d days after each meeting of %(body)s") % {"days": timing.within, "body": name}
        case "ongoing":
            return _("all the time; no day")
        case _:
            return ""
    if timing.last is not None and timing.form in ("every", "meetings"):
        said += " " + _("until %(day)s") % {"day": date_format(timing.last, "j F Y")}
    return said


def _once(timing: Timing) -> str:
    if timing.last is None:
        return ""
    partial = parse_partial(timing.notation)
    if len(timing.notation) == WHOLE_DAY or partial is None:
        return _("by %(day)s") % {"day": date_format(timing.last, "j F Y")}
    form = "F Y" if partial.month else "Y"
    return _("by the end of %(when)s") % {"when": date_format(timing.last, form)}


def _every(timing: Timing) -> str:
    first = date_format(timing.first, "j F Y") if timing.first else ""
    if timing.weeks:
        said = ngettext("every week", "every %(number)d weeks", timing.weeks) % {"number": timing.weeks}
    else:
        said = ngettext("every month", "every %(number)d months", timing.months) % {"number": timing.months}
    return _("%(often)s, counted from %(day)s") % {"often": said, "day": first}
