"""Test databases that are made and emptied without what a live one must do."""

from __future__ import annotations

import importlib
import shutil
from typing import Any

# From `base`, which loads the modules in the only order that works when SQLite is not the database in use.
from django.db.backends.sqlite3.base import DatabaseOperations, DatabaseWrapper

from driving.ready_tables import ready_tables

DatabaseCreation = DatabaseWrapper.creation_class


def begin_with_ready_tables() -> None:
    """On SQLite a test database begins as a copy of the ready tables, and Django finds no migration left to apply."""
    real = DatabaseCreation._create_test_db

    def create(self: Any, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = real(self, verbosity, autoclobber, keepdb)
        shutil.copy(ready_tables(), name)
        return name

    DatabaseCreation._create_test_db = create  # type: ignore[method-assign]


def let_tests_empty_the_history() -> None:
    """The history cannot be emptied (migration audit 0002); tests that write for good must empty it all the same.

    On SQLite, take the triggers off while all tables are emptied, in the same transaction. PostgreSQL empties
    tables by TRUNCATE, which fires no row trigger."""
    triggers: dict[str, str] = importlib.import_module("folkmoot.ground.audit.migrations.0002_append_only").SQLITE
    real = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, style: Any, tables: Any, **options: Any) -> list[str]:
        statements = real(self, style, tables, **options)
        if "audit_entry" not in tables:
            return statements
        off = [f"DROP TRIGGER IF EXISTS {name}" for name in triggers]
        return [*off, *statements, *triggers.values()]

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]
