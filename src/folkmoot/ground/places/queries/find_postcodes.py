"""Where a postcode lies, whole or in part, and what a mistyped one was perhaps meant to be."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.base.public import PreparedQuery
from folkmoot_core.postcodes import Kind, Parsed, candidates, parse

from ..models import Place, Postcode

FOUND = "found"
PARTIAL = "partial"
MISTYPED = "mistyped"
UNKNOWN = "unknown"
EMPTY = "empty"
MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class PostcodeAnswer:
    """What we know of what somebody typed.

    `kind` is `found` (a whole postcode that we know), `partial` (the beginning of some that we know), `mistyped` (not
    known, but the `suggestions` are), `unknown` or `empty`. `normal` is the standard way to write it, "" if it cannot
    be one. `district` is filled when all it may mean lies in one; else `districts` are the candidates, the likeliest
    first. `sentence` is for people.
    """

    kind: str
    normal: str
    sentence: str
    district: Place | None = None
    ward: Place | None = None
    districts: tuple[Place, ...] = ()
    suggestions: tuple[str, ...] = ()


def find_postcode(text: str) -> PostcodeAnswer:
    """Answer what somebody typed into a postcode box. Never raises for what was typed; a few queries at most."""
    if not text.strip():
        return PostcodeAnswer(EMPTY, "", _("Type a postcode, or the first part of one."))
    parsed = parse(text)
    if parsed.kind is Kind.FULL:
        found = _located().filter(pk=parsed.normal).first()
        if found is not None:
            return _found(found)
    elif parsed.kind is not Kind.UNUSABLE:
        shares = _shares(parsed)
        if shares:
            return _partial(parsed.normal, shares)
    return _not_found(text, parsed)


def district_of(postcode_text: str) -> tuple[Place | None, Place | None]:
    """The district and ward of what somebody gave as a postcode, for an answer that is to be kept: one query.

    The beginning of a postcode gives a district only if all postcodes that we know of and begin so lie in it.
    """
    parsed = parse(postcode_text)
    if parsed.kind is Kind.UNUSABLE:
        return None, None
    if parsed.kind is Kind.FULL:
        found = _located().filter(pk=parsed.normal).first()
        return (found.district, found.ward) if found else (None, None)
    inside = list(Place.objects.filter(pk__in=_districts_in(parsed)))
    return (inside[0], None) if len(inside) == 1 else (None, None)


def _districts_in(parsed: Parsed) -> QuerySet[Postcode, int]:
    """The keys of the districts in which postcodes lie that begin so; of more than two any two. The limit makes it a
    question of its own: joined with the places, PostgreSQL went through all postcodes for each place until it had
    counted both."""
    return beginning_with(parsed).order_by().values_list("district_id", flat=True).distinct()[:2]


_PLACE_IDS = PreparedQuery(lambda postcode: Postcode.objects.filter(pk=postcode).values_list("district_id", "ward_id"))


def place_ids_of(postcode_text: str) -> tuple[int | None, int | None]:
    """As `district_of`, but only the keys: what a row that refers to them needs, at half the cost."""
    parsed = parse(postcode_text)
    if parsed.kind is Kind.FULL:
        found = _PLACE_IDS.first(parsed.normal)
        return (found[0], found[1]) if found else (None, None)
    inside = [] if parsed.kind is Kind.UNUSABLE else list(_districts_in(parsed))
    return (inside[0], None) if len(inside) == 1 else (None, None)


def beginning_with(parsed: Parsed) -> QuerySet[Postcode]:
    """The postcodes that a sector, district or area covers: `ME1` has `ME1 2AB` in it but not `ME14 1XQ`."""
    if parsed.kind is Kind.SECTOR:
        beginnings = [parsed.normal]
    elif parsed.kind is Kind.DISTRICT:
        beginnings = [f"{parsed.normal} "]
    else:
        beginnings = [f"{parsed.normal}{digit}" for digit in range(10)]
    wanted = Q()
    for beginning in beginnings:
        part = Q(postcode__startswith=beginning)
        if connection.vendor == "sqlite":
            # SQLite cannot use its index for LIKE; the range can, and says the same. PostgreSQL is the other way round.
            part &= Q(postcode__gte=beginning, postcode__lt=beginning + "~")
        wanted |= part
    return Postcode.objects.filter(wanted)


def _located() -> QuerySet[Postcode]:
    return Postcode.objects.select_related("district", "ward")


def _shares(parsed: Parsed) -> list[tuple[Place, int]]:
    """The districts in which the postcodes covered lie, with how many, most first."""
    counts: dict[int, int] = {}
    for district in beginning_with(parsed).values_list("district_id", flat=True):
        counts[district] = counts.get(district, 0) + 1
    places = Place.objects.in_bulk(counts)
    return sorted(((places[pk], count) for pk, count in counts.items()), key=lambda each: (-each[1], each[0].name))


def _found(found: Postcode) -> PostcodeAnswer:
    names = {"postcode": found.postcode, "district": found.district.name, "ward": found.ward.name if found.ward else ""}
    sentence = (
        _("%(postcode)s is in %(ward)s ward, in %(district)s.") if found.ward else _("%(postcode)s is in %(district)s.")
    ) % names
    return PostcodeAnswer(FOUND, found.postcode, sentence, found.district, found.ward, (found.district,))


def _partial(normal: str, shares: list[tuple[Place, int]]) -> PostcodeAnswer:
    known = sum(count for _place, count in shares)
    places = tuple(place for place, _count in shares)
    if len(places) == 1:
        sentence = ngettext(
            "One postcode of this area begins %(part)s; it is in %(district)s.",
            "%(known)s postcodes of this area begin %(part)s; all are in %(district)s.",
            known,
        ) % {"known": f"{known:,}", "part": normal, "district": places[0].name}
        return PostcodeAnswer(PARTIAL, normal, sentence, places[0], None, places)
    sentence = _(
        "Postcodes that begin %(part)s lie in %(number)s districts. Type the whole postcode to see which is yours."
    ) % {"part": normal, "number": len(places)}
    return PostcodeAnswer(PARTIAL, normal, sentence, None, None, places)


def _not_found(text: str, parsed: Parsed) -> PostcodeAnswer:
    near = _near(text)
    if near:
        sentence = _("We do not know %(postcode)s. Perhaps you meant one of these:") % {
            "postcode": parsed.normal or text.strip()[:20]
        }
        return PostcodeAnswer(MISTYPED, parsed.normal, sentence, suggestions=near)
    if parsed.kind is Kind.UNUSABLE:
        sentence = _("'%(text)s' does not look like a postcode. A whole one looks like AB1 2CD.") % {
            "text": text.strip()[:20]
        }
    else:
        sentence = _(
            "We do not know %(postcode)s. It may lie outside the area that this site is for, or be new. "
            "Check it, or choose your district from the list of places."
        ) % {"postcode": parsed.normal}
    return PostcodeAnswer(UNKNOWN, parsed.normal, sentence)


def _near(text: str) -> tuple[str, ...]:
    """Postcodes we know that are one slip away, the likeliest first: all are looked up with one query."""
    slips = candidates(text)
    known = set(Postcode.objects.filter(pk__in=slips).values_list("pk", flat=True)) if slips else set()
    return tuple(slip for slip in slips if slip in known)[:MOST_SUGGESTIONS]
