from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.migrations.operations import AddField, AddIndex, CreateModel, RunSQL
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from driving.ready_tables import ready_tables
from folkmoot.site.making_tables import steps_that_make_tables

TABLE = CreateModel("Board", [("id", models.AutoField(primary_key=True))])
COLUMN = AddField("board", "name", models.TextField())
ELSEWHERE = AddField("person", "board", models.ForeignKey("bodies.Board", models.CASCADE))
INDEX = AddIndex("board", models.Index(fields=["name"], name="boards_by_name"))
SQL = RunSQL("SELECT 1")


def test_steps_are_taken_in_one_up_to_the_first_that_does_more() -> None:
    assert list(steps_that_make_tables([TABLE, COLUMN, INDEX, SQL, TABLE])) == [TABLE, COLUMN, INDEX]
    assert list(steps_that_make_tables([TABLE, ELSEWHERE, COLUMN])) == [TABLE]
    assert list(steps_that_make_tables([COLUMN, TABLE])) == []


def test_the_tables_are_those_of_the_models(django_db_blocker: DjangoDbBlocker) -> None:
    """Made from the migrations, many steps at once, they hold all that the models ask for. They may hold more: a column
    goes a release later than the field."""
    with sqlite3.connect(ready_tables()) as database:
        found = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    with django_db_blocker.unblock():
        wanted = dict(statements_of_our_models())
    assert len(wanted) > 300
    missing = {name: parts(sql) - parts(found.get(name, "")) for name, sql in wanted.items()}
    assert {name: what for name, what in missing.items() if what} == {}


def statements_of_our_models() -> Iterator[tuple[str, str]]:
    """(name, statement) of each table and index."""
    connection = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for model in apps.get_models(include_auto_created=True):
            if model.__module__.startswith("folkmoot."):
                editor.create_model(model)
        statements = [*editor.collected_sql, *map(str, editor.deferred_sql)]
    for statement in statements:
        if made := re.match(r'CREATE (?:UNIQUE )?(?:TABLE|INDEX) "(\w+)"', statement):
            yield made[1], statement


def parts(statement: str) -> set[str]:
    """What stands between the outer brackets, in any order: a column that was added later stands last."""
    depth, found = 0, [""]
    for character in statement.rstrip("; "):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 1:
            found.append("")
        else:
            found[-1] += character
    found[0] = found[0].partition("(")[2]
    found[-1] = found[-1].rstrip().removesuffix(")")
    return {" ".join(part.split()) for part in found}
