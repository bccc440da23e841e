"""Triggers by which the database itself says that kept sums are stale, whatever program changed a case: also one that
changes many at once, past every action and signal.

Each change of a closed case, or of dates or reasons of any case, leaves the day of that case in `SumsChange`. Rows are
only ever added, with a new number, so that a change that is not yet committed while somebody counts is still there
afterwards. On SQLite the row of a day is replaced, so that loading half a million cases leaves a row for each day.
"""

from __future__ import annotations

from django.db import connection

CHANGES = "complaints_sumschange"
CASE = "complaints_case"
# {table: (day of a row, which rows count)}. A case counts by its own state, so nobody else's change can slip past it;
# dates and reasons always count, since another transaction may be closing their case at this moment.
DAY_OF_CASE = "(SELECT c.received_on FROM complaints_case c WHERE c.id = {row}.case_id)"
WATCHED = {
    CASE: ("{row}.received_on", "{row}.state = 'closed'"),
    "complaints_due": (DAY_OF_CASE, "1 = 1"),
    "complaints_case_reasons": (DAY_OF_CASE, "1 = 1"),
}
COUNTED = "kind, unit_id, channel, outcome, ending, state, stage, received_on"
OF = {CASE: f" OF {COUNTED}"}
EVENTS = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
PRESENT = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'complaints_sums_%%'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'complaints_sums_%%' AND tgenabled = 'O'",
}


def is_watched() -> bool:
    """Whether every trigger is there. SQLite drops them without a word when a table is made anew."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        return bool(cursor.fetchone()[0] == len(WATCHED) * len(EVENTS))


def watch() -> None:
    """Set every trigger anew. What was kept before is thrown away by the caller."""
    unwatch()
    statements = _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def unwatch() -> None:
    """Take them off: SQLite cannot make a table anew that a trigger of another one reads."""
    with connection.cursor() as cursor:
        for table in WATCHED:
            for event in EVENTS:
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on}")


def _name(table: str, event: str) -> str:
    return f"complaints_sums_{table.removeprefix('complaints_')}_{event}"


def _on_sqlite() -> list[str]:
    made = []
    for table, (day, counts) in WATCHED.items():
        for event, rows in EVENTS.items():
            of = OF.get(table, "") if event == "update" else ""
            what = " ".join(
                f'DELETE FROM {CHANGES} WHERE "on" = {day.format(row=row)} AND {counts.format(row=row)}; '  # noqa: S608 – names of ours
                f'INSERT INTO {CHANGES} ("on") SELECT {day.format(row=row)} '
                f"WHERE {counts.format(row=row)} AND {day.format(row=row)} IS NOT NULL;"
                for row in rows
            )
            made.append(f"CREATE TRIGGER {_name(table, event)} AFTER {event}{of} ON {table} BEGIN {what} END")
    return made


def _on_postgresql() -> list[str]:
    """One row for each day and statement, not for each row, so that loading many cases costs little."""
    made = []
    for table, (day, counts) in WATCHED.items():
        for event, rows in EVENTS.items():
            name = _name(table, event)
            changed = " UNION ALL ".join(f"SELECT * FROM {row}_rows" for row in rows)  # noqa: S608
            made.append(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
                f'INSERT INTO {CHANGES} ("on") SELECT DISTINCT found.day FROM (SELECT {day.format(row="r")} AS day '
                f"FROM ({changed}) r WHERE {counts.format(row='r')}) found WHERE found.day IS NOT NULL; "
                "RETURN NULL; END $$"
            )
            tables = " ".join(f"{row.upper()} TABLE AS {row}_rows" for row in rows)
            made.append(
                f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {tables} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )
    return made
