"""Fill a site's casework by copying rows in the database itself, six events to a case, one case in fifty open, and time
its desk from within. A program, because it runs with the settings of the site: python -m driving.filling_cases CASES
"""

from __future__ import annotations

import json
import sys
import time

from folkmoot.site.cli import set_up_django

REQUESTS = 40
WARMING_UP = 3
OPEN_OF = 50
EVENTS = 6
STREETS = ("Elm", "Oak", "Ash", "Beech", "Lime", "Hazel", "Rowan", "Birch", "Maple", "Alder")
PAGES = {
    "my queue": "/cases/?tab=mine",
    "overdue": "/cases/?tab=overdue",
    "everything": "/cases/?tab=all",
    "search, one word that half of them hold": "/cases/?words=bins",
    "search, three words that few hold": "/cases/?words=bins+rowan+case4711",
    "search, the beginning of a word": "/cases/?words=case471",
}


def columns_of(cursor: object, table: str, leave_out: set[str]) -> list[str]:
    cursor.execute(f"SELECT * FROM {table} LIMIT 1")  # type: ignore[attr-defined]
    return [column[0] for column in cursor.description if column[0] not in leave_out]  # type: ignore[attr-defined]


def copy_rows(cursor: object, table: str, fixed: dict[str, str]) -> None:
    """A row for each number n of the table `n`, as the first row of the table, but with these columns computed."""
    others = columns_of(cursor, table, set(fixed))
    names = ", ".join([*(f'"{name}"' for name in fixed), *(f'"{name}"' for name in others)])
    values = ", ".join([*fixed.values(), *(f'first."{name}"' for name in others)])
    cursor.execute(  # type: ignore[attr-defined]
        f"INSERT INTO {table} ({names}) SELECT {values} FROM n, (SELECT * FROM {table} ORDER BY id LIMIT 1) AS first"
    )


def fill(cases: int, user: int) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM c "
                       f"WHERE i < {999 + cases}) SELECT i FROM c")  # fmt: skip
        copy_rows(cursor, "intake_arrival", {"id": "i", "reference": "'BENCH-' || i", "key": "'bench:' || i"})
        is_open = f"i % {OPEN_OF} = 0"
        copy_rows(
            cursor,
            "complaints_case",
            {
                "id": "i",
                "arrival_id": "i",
                "secret": "'bench' || i",
                "summary": "'Bins of case' || i",
                "state": f"CASE WHEN {is_open} THEN 'open' ELSE 'closed' END",
                "ending": f"CASE WHEN {is_open} THEN '' ELSE 'answered' END",
                "received_on": "date('2026-11-01', '-' || (i % 3000) || ' days')",
                "next_due": f"CASE WHEN {is_open} THEN date('2026-11-01', (i % 60) || ' days') END",
                "handler_id": f"CASE WHEN i % 7 = 0 THEN {user} END",
            },
        )
        streets = "CASE i % 10 " + " ".join(f"WHEN {n} THEN '{each}'" for n, each in enumerate(STREETS)) + " END"
        word = "CASE WHEN i % 2 = 0 THEN 'bins' ELSE 'bus' END"
        cursor.execute(
            "INSERT INTO complaints_casewords (rowid, words) SELECT i, 'BENCH-' || i || ' the ' || "
            f"{word} || ' were not there on ' || {streets} || ' Road, case' || i FROM n"
        )
        for place in range(EVENTS):
            copy_rows(
                cursor,
                "complaints_caseevent",
                {"id": f"1000 + {EVENTS} * i + {place}", "case_id": "i", "corrects_id": "NULL"},
            )
        cursor.execute("ANALYZE")


def main(cases: int) -> None:
    set_up_django()
    # Models can be imported only now that Django stands.
    from django.test import Client  # noqa: PLC0415

    from folkmoot.domains.complaints.models import Case, CaseEvent  # noqa: PLC0415
    from folkmoot.ground.accounts.models import User  # noqa: PLC0415

    person = User.objects.get(email="administrator@anyshire.example")
    fill(cases, person.pk)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person)
    figures: dict[str, list[float]] = {}
    worked: dict[str, float] = {}
    for name, path in PAGES.items():
        for turn in range(WARMING_UP + REQUESTS):
            began, cpu = time.perf_counter(), time.process_time()
            answer = client.get(path)
            taken = 1000 * (time.perf_counter() - began)
            if answer.status_code != 200:
                sys.exit(f"{path} came with {answer.status_code}")
            if turn >= WARMING_UP:
                figures.setdefault(name, []).append(taken)
                worked[name] = worked.get(name, 0) + 1000 * (time.process_time() - cpu) / REQUESTS
    counts = {"cases": Case.objects.count(), "events": CaseEvent.objects.count()}
    print(json.dumps({"counts": counts, "figures": figures, "worked": worked}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
