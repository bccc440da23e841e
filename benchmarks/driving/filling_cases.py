"""Casework of a large county, made up from a fixed seed: what happened to each case is drawn by numpy, goes into one
table of the database, and from there into all others by one statement each. Half a million cases with three million
events take a minute or two, where making objects of them took most of an hour. Set Django up before importing this.

Every column that is not drawn is as in one case made by hand, so a column that comes later needs no change here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from numpy.typing import NDArray

from folkmoot.domains.complaints.adapters import put_policy
from folkmoot.domains.complaints.adapters.sums_watch import unwatch, watch
from folkmoot.domains.complaints.models import Case, CaseEvent, Complainant, Due, QuarterSums, Reason, SumsChange, Unit
from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.clocks import national_policy

UNITS, REASONS, OPEN_OF, FIRST_NUMBER = 20, 12, 50, 1_000_000
YEARS = 3
# As many of each, in 100, as the words come below.
KINDS = ["complaint"] * 3 + ["comment", "compliment"]
CHANNELS = ["web", "email", "telephone", "letter", "paper", "face_to_face"]
OUTCOMES = ["upheld", "partly_upheld", "not_upheld"]
STEPS = ["received", "acknowledged", "responded", "escalated", "acknowledged", "responded"]
WORDS = ["bins", "library", "hours", "road", "charge", "letter", "staff", "delay", "school", "noise", "form", "bus"]
RARE_WORDS = 5_000
WORDS_EACH = 14
LIMITS = {"acknowledge_by": ("acknowledged", 7), "respond_by": ("responded", 21)}

Drawn = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class County:
    """Whose desk is looked at: one who sees every case, and one of a single service."""

    officer: User
    of_one_service: User


def fill(cases: int, last: date) -> County:
    """So many cases, received in the years that end with `last`; one in fifty is open, more of the newest."""
    unit, county = set_up()
    example = one_by_hand(unit)
    drawn = draw(cases, last, county.officer.pk)
    with transaction.atomic(), connection.cursor() as cursor, unwatched(), without_indexes(cursor):
        into_table(cursor, drawn)
        copy(cursor, example.arrival, reference="'R' || n.id", key="'k' || n.id", received_on="n.day")
        copy(cursor, example, **OF_CASE)
        copy(cursor, example.complainant, case_id="n.id", name="'Resident ' || n.id", email="'p' || n.id || '@ex.org'")
        for step, kind in enumerate(STEPS):
            number = f"n.id * {len(STEPS)} + {step}"
            copy(cursor, example.events.get(), id=number, case_id="n.id", kind=f"'{kind}'", on=f"n.day{step}")
        for place, limit in enumerate(LIMITS):
            columns = {name: f"n.{name}_{place}" for name in ("original", "current", "met_on", "extended")}
            due = example.dues.get(limit=limit)
            copy(cursor, due, "n.kind = 'complaint'", id=f"n.id * 2 + {place}", case_id="n.id", **columns)
        through = Case.reasons.through
        why = {"case_id": "n.id", "reason_id": "n.reason_id"}
        copy(cursor, through.objects.get(case=example), "n.kind = 'complaint'", **why)
        index_words(cursor, drawn)
    QuarterSums.objects.all().delete()
    SumsChange.objects.all().delete()
    return county


OF_CASE = {
    "arrival_id": "n.id",
    "secret": "'s' || n.id",
    "summary": "'Case ' || n.id",
    "clock_from": "n.day",
    **{
        name: f"n.{name}"
        for name in ("kind", "channel", "unit_id", "outcome", "ending", "state", "ended_on", "next_due", "handler_id")
    },
    "received_on": "n.day",
}


def set_up() -> tuple[Unit, County]:
    body = Organisation.objects.create(key="county", name="County")
    units = [Unit(pk=n + 1, key=f"unit-{n}", name=f"Unit {n}", organisation=body) for n in range(UNITS)]
    Unit.objects.bulk_create(units)
    Reason.objects.bulk_create(Reason(pk=n + 1, key=f"reason-{n}", name=f"Reason {n}") for n in range(REASONS))
    people = [User.objects.create(email=f"{name}@county.example", name=name) for name in ("ann", "bob")]
    for person, scope in zip(people, ("*", units[3].scope), strict=True):
        RoleGrant.objects.create(user=person, role="complaints_officer", scope=scope)
    return units[0], County(*people)


def one_by_hand(unit: Unit) -> Case:
    """One case with a row in every table that is filled: what is not drawn is as in this one."""
    day = date(2020, 1, 1)
    arrival = Arrival.objects.create(reference="R0", key="k0", kind="case", channel="web", received_on=day, words="")
    case = Case.objects.create(
        arrival=arrival,
        kind="complaint",
        channel="web",
        received_on=day,
        clock_from=day,
        unit=unit,
        state="closed",
        ending="answered",
        secret="s0",  # noqa: S106 (opens nothing)
        policy=put_policy(national_policy("lgsco-code")),
    )
    Complainant.objects.create(case=case, name="Resident", medium="email", email="p0@ex.org")
    CaseEvent.objects.create(case=case, kind="received", on=day, by_name="Ann")
    for place, (limit, (met_by, _days)) in enumerate(LIMITS.items()):
        due = {"limit": limit, "met_by": met_by, "name": limit, "stage": "stage-1", "counted_from": day}
        Due.objects.create(case=case, position=place, **due)
    case.reasons.add(Reason.objects.get(pk=1))
    return case


def draw(cases: int, last: date, officer: int) -> Drawn:
    """The columns of every case. Days as `datetime64[D]`, where NaT stands for none."""
    chance = np.random.default_rng(2026)
    received = np.sort(np.datetime64(last) - chance.integers(0, 365 * YEARS, cases))
    is_open = (np.arange(cases) % OPEN_OF == 0) & (received > np.datetime64(last) - 365)
    kind = chance.choice(KINDS, cases)
    never = np.full(cases, np.datetime64("NaT"))
    drawn: Drawn = {
        "id": FIRST_NUMBER + np.arange(cases),
        "day": received,
        "kind": kind,
        "channel": chance.choice(CHANNELS, cases),
        "unit_id": chance.integers(1, UNITS + 1, cases),
        "reason_id": chance.integers(1, REASONS + 1, cases),
        "outcome": np.where(is_open | (kind != "complaint"), "", chance.choice(OUTCOMES, cases)),
        "state": np.where(is_open, "open", "closed"),
        "ending": np.where(is_open, "", np.where(kind == "complaint", "answered", "noted")),
        "ended_on": np.where(is_open, never, received + 20),
        "next_due": np.where(is_open, np.datetime64(last) + chance.integers(-30, 30, cases), never),
        "handler_id": np.where(chance.random(cases) < 1 / 7, officer, 0),
    }
    for step in range(len(STEPS)):
        drawn[f"day{step}"] = received + 4 * step
    for place, (_met_by, days) in enumerate(LIMITS.values()):
        extended = chance.random(cases) < 1 / 10
        drawn |= {
            f"original_{place}": received + days,
            f"current_{place}": received + days + 10 * extended,
            f"met_on_{place}": np.where(is_open, never, received + chance.integers(0, int(days * 1.3), cases)),
            f"extended_{place}": extended.astype(int),
        }
    return drawn


def into_table(cursor: CursorWrapper, drawn: Drawn) -> None:
    """Every case as a row of the temporary table `n`."""
    types = {"M": "date", "i": "bigint", "U": "text"}
    columns = ", ".join(f"{name} {types[column.dtype.kind]}" for name, column in drawn.items())
    cursor.execute(f"CREATE TEMP TABLE n ({columns})")
    rows = zip(*(values_of(column) for column in drawn.values()), strict=True)
    if connection.vendor == "sqlite":
        places = ", ".join("?" * len(drawn))
        cursor.connection.executemany(f"INSERT INTO n VALUES ({places})", rows)
    else:
        with cursor.cursor.copy("COPY n FROM STDIN") as into:
            for row in rows:
                into.write_row(row)
    cursor.execute("UPDATE n SET handler_id = NULL WHERE handler_id = 0")


def values_of(column: NDArray[np.generic]) -> list[object]:
    """What a database takes: days as text, NaT as None."""
    if column.dtype.kind != "M":
        return column.tolist()
    return [None if day == "NaT" else day for day in column.astype("U10").tolist()]


def copy(cursor: CursorWrapper, example: Model, where: str = "", **drawn: str) -> None:
    """The row of `example` once for each row of `n` that `where` leaves, with these columns drawn."""
    drawn.setdefault("id", "n.id")
    table = example._meta.db_table
    others = [field.column for field in example._meta.concrete_fields if field.column not in drawn]
    names = ", ".join(f'"{name}"' for name in [*drawn, *others])
    values = ", ".join([*drawn.values(), *(f'first."{name}"' for name in others)])
    chosen = f"WHERE {where}" if where else ""
    one = f"(SELECT * FROM {table} WHERE id = %s) AS first"
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM n, {one} {chosen}", [example.pk])


def index_words(cursor: CursorWrapper, drawn: Drawn) -> None:
    """Half of the words are common, the others come from thousands: as in letters."""
    chance = np.random.default_rng(2027)
    numbers = drawn["id"].tolist()
    vocabulary = np.array([*WORDS, *(f"word{n}" for n in range(RARE_WORDS))])
    size = (len(numbers), WORDS_EACH // 2)
    common, rare = chance.integers(0, len(WORDS), size), chance.integers(len(WORDS), len(vocabulary), size)
    said = vocabulary[np.concatenate([common, rare], axis=1)].tolist()
    rows = ((number, f"R{number} Resident {' '.join(words)}") for number, words in zip(numbers, said, strict=True))
    if connection.vendor == "sqlite":
        cursor.connection.executemany("INSERT INTO complaints_casewords (rowid, words) VALUES (?, ?)", rows)
        return
    cursor.execute("CREATE TEMP TABLE said (id bigint, words text)")
    with cursor.cursor.copy("COPY said FROM STDIN") as into:
        for row in rows:
            into.write_row(row)
    cursor.execute("INSERT INTO complaints_casewords SELECT id, to_tsvector('simple', words) FROM said")


FILLED = (Arrival, Case, Complainant, CaseEvent, Due, Case.reasons.through)
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s",
    # Without those that a constraint made.
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND NOT EXISTS "
    "(SELECT 1 FROM pg_constraint WHERE conindid = quote_ident(indexname)::regclass)",
}


@contextmanager
def without_indexes(cursor: CursorWrapper) -> Iterator[None]:
    """Indexes of the tables that are filled are made once they are full: quicker than row by row."""
    found: list[tuple[str, str]] = []
    for model in FILLED:
        cursor.execute(INDEXES[connection.vendor], [model._meta.db_table])
        found += cursor.fetchall()
    for name, _made in found:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, made in found:
        cursor.execute(made)


@contextmanager
def unwatched() -> Iterator[None]:
    """Without the triggers that note each changed case; sums that were kept are thrown away by the caller."""
    unwatch()
    yield
    watch()
