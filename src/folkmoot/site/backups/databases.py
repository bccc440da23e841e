"""Copies of the database: SQLite's own online backup, PostgreSQL's own dump where its tools are at hand and fit, else
every record as a line of JSON."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ImproperlyConfigured
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from folkmoot.ground.base.models import Derived
from folkmoot_core.values import Fault, Invalid

SQLITE, PG_DUMP, JSON_LINES = "sqlite", "pg_dump", "json-lines"
BUSY_SECONDS = 30


def copy_out(target: Path) -> str:
    """Copy the database as it is at one instant to `target`, while others go on writing. Returns the format."""
    if connection.vendor == "sqlite":
        with closing(_open_sqlite()) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        return SQLITE
    if connection.vendor != "postgresql":
        raise ImproperlyConfigured("backup knows SQLite and PostgreSQL. Set DATABASE_URL to one of them.")
    if _pg_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"):
        return PG_DUMP
    _write_json_lines(target)
    return JSON_LINES


def copy_in(source: Path, database_format: str) -> None:
    """Put the database of a backup in the place of ours: all of it, or, on any fault, none."""
    wanted = "sqlite" if database_format == SQLITE else "postgresql"
    if connection.vendor != wanted:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise Invalid(
            [
                Fault(
                    where="DATABASE_URL",
                    message=f"the backup was made from {names[wanted]}, and this site is on another kind of database.",
                    mend=f"Point it to a {names[wanted]} database.",
                )
            ]
        )
    if database_format == SQLITE:
        _copy_in_sqlite(source)
    elif database_format == PG_DUMP:
        connections.close_all()
        options = ("--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges")
        if not _pg_tool("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(source)):
            raise ImproperlyConfigured(
                "pg_restore is missing or refused; nothing was changed. Install the client tools of the PostgreSQL "
                "version that the backup was made with, or newer."
            )
    else:
        _read_json_lines(source)


def applied_migrations() -> list[str]:
    """ "app.name" of every migration the database has been through."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def is_empty() -> bool:
    """True when there is nothing that a restore could overwrite."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return not connection.introspection.table_names()


def _open_sqlite() -> sqlite3.Connection:
    return sqlite3.connect(connection.settings_dict["NAME"], timeout=BUSY_SECONDS)


def _copy_in_sqlite(source: Path) -> None:
    """Through the same online backup, in one transaction of the database that stands: readers see the old records or
    the new, and a crash in the middle leaves the old."""
    Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source)) as copy:
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise Invalid([Fault(where="database", message=f"is damaged: {verdict}", mend="Take another backup file.")])
        connections.close_all()
        with closing(_open_sqlite()) as target:
            copy.backup(target)


def _pg_tool(name: str, *options: str) -> bool:
    """Run one of PostgreSQL's own programs against our database; False when it is missing or refuses."""
    program = shutil.which(name)
    if program is None:
        return False
    given = connection.get_connection_params()
    environment = {
        "PGDATABASE": given.get("dbname"),
        "PGHOST": given.get("host"),
        "PGPORT": given.get("port"),
        "PGUSER": given.get("user"),
        "PGPASSWORD": given.get("password"),
        "PGSSLMODE": given.get("sslmode"),
    }
    known = {key: str(value) for key, value in environment.items() if value}
    done = subprocess.run([program, *options], env={**os.environ, **known}, capture_output=True, check=False)
    return done.returncode == 0


def _models() -> list[type[models.Model]]:
    """Every model, those that others point to first, but for those that triggers fill."""
    with_tables = [
        (
            config,
            [
                model
                for model in config.get_models(include_auto_created=False)
                if model._meta.managed and not issubclass(model, Derived)
            ],
        )
        for config in apps.get_app_configs()
        if config.models_module
    ]
    return list(serializers.sort_dependencies(with_tables))


@contextmanager
def _one_instant() -> Iterator[None]:
    """A transaction that sees the database as it is now, whatever others write meanwhile."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _write_json_lines(target: Path) -> None:
    """Written through the models, so the tables must be those of this version."""
    if MigrationExecutor(connection).migration_plan(MigrationLoader(connection).graph.leaf_nodes()):
        raise ImproperlyConfigured(
            "the tables are older than this version, and pg_dump, which would not mind, is missing or refused. Install "
            "the client tools of your PostgreSQL version, or run `folkmoot migrate` first."
        )
    with _one_instant(), target.open("w", encoding="utf-8") as out:
        for model in _models():
            rows = model._default_manager.order_by("pk").iterator(chunk_size=500)
            serializers.serialize("jsonl", rows, stream=out)


def _read_json_lines(source: Path) -> None:
    """In one transaction: empty every table, fill them anew, and set the counters of their keys."""
    known = _models()
    with transaction.atomic(), connection.cursor() as cursor, source.open(encoding="utf-8") as lines:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        kept = MigrationRecorder.Migration._meta.db_table
        for statement in connection.ops.sql_flush(
            no_style(), [name for name in tables if name != kept], allow_cascade=True
        ):
            cursor.execute(statement)
        try:
            for record in serializers.deserialize("jsonl", lines):
                record.save()
        except DeserializationError as problem:
            fault = Fault(where="database", message=f"cannot be read: {problem}", mend="Take another backup file.")
            raise Invalid([fault]) from problem
        for statement in connection.ops.sequence_reset_sql(no_style(), known):
            cursor.execute(statement)
