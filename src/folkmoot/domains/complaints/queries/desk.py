"""What waits on the desk: counts in two queries, lists by keyset, a search by the full-text index. None of them grows
with the number of cases that are closed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import normalise_reference

from ..adapters.search_index import WORDS
from ..enums import Kind, State
from ..models import Case, Complainant, Due, Remedy
from .reporting import span_of
from .reporting.tallying import first_stages
from .visible import user_id, visible_cases

A_PAGE = 25
# Written into the statement, since SQLite takes the index of open cases only where it sees that open ones are meant.
OPEN = RawSQL("'open'", ())
HELD = RawSQL("'held'", ())
TABS = ("mine", "unassigned", "today", "overdue", "waiting", "open", "all")
# So many cases that the words fit are looked through for some that this officer may read.
MOST_LOOKED_AT = 5000
_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2}|none)\.(\d{1,18})")
_ROW = ("arrival", "unit", "complainant")
# The day by which a case is listed (None: it has none), and its number.
Found = tuple[date | None, int]


@dataclass(frozen=True)
class Narrowed:
    """What the list is narrowed by; '' leaves a field open. `came`: the key of a reporting year or quarter; `late`: of
    these the complaints whose first answer came, or is still owed, after the date that held in the end."""

    unit: str = ""
    kind: str = ""
    state: str = ""
    words: str = ""
    reason: str = ""
    came: str = ""
    late: bool = False


@dataclass(frozen=True)
class DeskPage:
    """A page of the list, and the cursor of the next ('': there is none)."""

    cases: list[Case]
    next: str = ""


@dataclass(frozen=True)
class Counts:
    """How many cases stand under each tab, and the promises that are not kept yet."""

    tabs: dict[str, int] = field(default_factory=dict)
    promises: int = 0
    held: int = 0


def counts_for(actor: Actor) -> Counts:
    """Three queries, whatever there is."""
    today, user = timezone.localdate(), user_id(actor)
    tabs = (
        visible_cases(actor)
        .filter(state=OPEN)
        .order_by()
        .aggregate(
            mine=Count("pk", filter=Q(handler_id=user)),
            unassigned=Count("pk", filter=Q(handler=None)),
            today=Count("pk", filter=Q(next_due=today)),
            overdue=Count("pk", filter=Q(next_due__lt=today)),
            waiting=Count("pk", filter=Q(waiting_since__isnull=False)),
            open=Count("pk"),
        )
    )
    held = visible_cases(actor).filter(state=HELD).count()
    return Counts(tabs, promises_for(actor).count(), held)


def promises_for(actor: Actor) -> QuerySet[Remedy]:
    """What was promised and is not done, the oldest first."""
    theirs = visible_cases(actor).filter(pk=OuterRef("case_id"))
    found = Remedy.objects.filter(Exists(theirs), done_on=None)
    return found.select_related("case__arrival", "case__unit").order_by("due_on", "pk")


def cases_under(tab: str, actor: Actor) -> QuerySet[Case]:
    """All cases of a tab; for one that is none, those of the officer."""
    cases, today = visible_cases(actor), timezone.localdate()
    if tab == "all":
        return cases.exclude(state=State.HELD)
    cases = cases.filter(state=OPEN)
    return {
        "unassigned": lambda: cases.filter(handler=None),
        "today": lambda: cases.filter(next_due=today),
        "overdue": lambda: cases.filter(next_due__lt=today),
        "waiting": lambda: cases.filter(waiting_since__isnull=False),
        "open": lambda: cases,
    }.get(tab, lambda: cases.filter(handler_id=user_id(actor)))()


def narrow(cases: QuerySet[Case], wanted: Narrowed) -> QuerySet[Case]:
    if wanted.unit:
        cases = cases.filter(unit__key=wanted.unit)
    if wanted.kind:
        cases = cases.filter(kind=wanted.kind)
    if wanted.state:
        cases = cases.filter(state=wanted.state)
    if wanted.reason:
        cases = cases.filter(
            Exists(Case.reasons.through.objects.filter(case=OuterRef("pk"), reason__key=wanted.reason))
        )
    span = span_of(wanted.came)
    if span is not None:
        cases = cases.filter(received_on__range=(span.first, span.last))
    if wanted.late:
        cases = cases.filter(Exists(_late_answers()), kind=Kind.COMPLAINT)
    return cases


def _late_answers() -> QuerySet[Due]:
    """First answers of the case that came too late, or are owed and late already."""
    owed = Q(met_on=None, ended_on=None, current__lt=timezone.localdate()) & ~Q(case__state=State.CLOSED)
    first = Due.objects.filter(case=OuterRef("pk"), met_by="responded", stage__in=first_stages())
    return first.filter(Q(met_on__gt=F("current")) | owed)


def desk_page(tab: str, actor: Actor, wanted: Narrowed, cursor: str = "") -> DeskPage:
    """Three queries: what is due first stands first; under "all" what came last does. Which cases those are is found
    in an index alone; only they are read whole."""
    cases = narrow(cases_under(tab, actor), wanted)
    found = by_day(cases, cursor) if tab == "all" else by_due(cases, cursor)
    whole = Case.objects.select_related(*_ROW).in_bulk([pk for _day, pk in found[:A_PAGE]])
    rows = [whole[pk] for _day, pk in found[:A_PAGE] if pk in whole]
    if len(found) <= A_PAGE:
        return DeskPage(rows)
    day, pk = found[A_PAGE - 1]
    return DeskPage(rows, f"{day or 'none'}.{pk}")


def by_due(cases: QuerySet[Case], cursor: str) -> list[Found]:
    """One more than a page after the cursor: those with a date, then those without."""
    day, pk = read_cursor(cursor)
    keys = cases.values_list("next_due", "pk")
    dated = keys.filter(next_due__isnull=False).order_by("next_due", "pk")
    undated = keys.filter(next_due=None).order_by("pk")
    found: list[Found] = []
    if not cursor.startswith("none"):
        if day:
            dated = dated.filter(Q(next_due__gt=day) | Q(next_due=day, pk__gt=pk), next_due__gte=day)
        found = list(dated[: A_PAGE + 1])
    elif pk:
        undated = undated.filter(pk__gt=pk)
    missing = A_PAGE + 1 - len(found)
    return found + list(undated[:missing]) if missing > 0 else found


def by_day(cases: QuerySet[Case], cursor: str) -> list[Found]:
    day, pk = read_cursor(cursor)
    keys = cases.order_by("-received_on", "-pk").values_list("received_on", "pk")
    if day:
        keys = keys.filter(Q(received_on__lt=day) | Q(received_on=day, pk__lt=pk), received_on__lte=day)
    return list(keys[: A_PAGE + 1])


def read_cursor(cursor: str) -> tuple[date | None, int]:
    """(day, number of the case); nothing for what is no cursor of ours."""
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        return None, 0
    try:
        return (None if found[1] == "none" else date.fromisoformat(found[1])), int(found[2])
    except ValueError:
        return None, 0


def search(typed: str, actor: Actor, wanted: Narrowed, cursor: str = "") -> DeskPage:
    """Cases that hold all the words, newest first; a reference finds its case, an e-mail address those of a person.

    Looks through at most `MOST_LOOKED_AT` cases that the words fit for some that the officer may read.
    """
    visible = narrow(visible_cases(actor), wanted)
    reference = normalise_reference(typed)
    if reference:
        exact = list(visible.filter(arrival__reference=reference).select_related(*_ROW))
        if exact:
            return DeskPage(exact)
    if "@" in typed:
        theirs = Complainant.objects.filter(email=typed.strip().lower()).values("case_id")
        rows = list(visible.filter(pk__in=theirs).select_related(*_ROW).order_by("-pk")[: A_PAGE + 1])
        return DeskPage(rows[:A_PAGE])
    _day, before = read_cursor(cursor)
    return _among_words(typed, visible, before or None)


def _among_words(typed: str, visible: QuerySet[Case], before: int | None) -> DeskPage:
    found: list[Case] = []
    looked_at = 0
    while looked_at < MOST_LOOKED_AT:
        ids = WORDS.find(typed, before=before, limit=500)
        if not ids:
            return DeskPage(found)
        found += visible.filter(pk__in=ids).select_related(*_ROW).order_by("-pk")[: A_PAGE + 1 - len(found)]
        looked_at, before = looked_at + len(ids), ids[-1]
        if len(found) > A_PAGE:
            return DeskPage(found[:A_PAGE], f"none.{found[A_PAGE - 1].pk}")
    return DeskPage(found, f"none.{before}")
