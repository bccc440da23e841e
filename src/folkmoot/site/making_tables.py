"""Django's migrations, with new tables made as they stand at the end and not step by step.

Django works out all models anew after every step of a migration: twenty thousand times on the way to an empty database
of ours, most of a minute on a slow core. Where a migration begins by making tables and adding to them, nobody looks at
them in between; so the models are worked out once, with all that was added. The tables are the same
(`tests/apps/site/test_making_tables.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps.registry import Apps
from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ADDS_TO_A_TABLE = (AddField, AddConstraint, AddIndex)


class TablesAtOnce(Migration):
    """The same migration under the same name; the steps with which it makes tables are taken in one."""

    def __init__(self, migration: Migration) -> None:
        super().__init__(migration.name, migration.app_label)
        vars(self).update(replaces=migration.replaces, atomic=migration.atomic, operations=list(migration.operations))

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,  # noqa: FBT001, FBT002 (Django's own)
    ) -> ProjectState:
        making = list(steps_that_make_tables(self.operations))
        # Without models that are worked out there is nothing to work out anew.
        project_state.__dict__.pop("apps", None)
        for step in making:
            step.state_forwards(self.app_label, project_state)
        models: Apps = project_state.apps
        for step in making:
            if isinstance(step, CreateModel):
                model = models.get_model(self.app_label, step.name)
                if step.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)
        vars(self)["operations"] = self.operations[len(making) :]
        return super().apply(project_state, schema_editor, collect_sql)


def steps_that_make_tables(steps: Iterable[Operation]) -> Iterator[Operation]:
    """From the first step on, for as long as each makes a table or adds to one that was made just before."""
    made: set[str] = set()
    for step in steps:
        if isinstance(step, CreateModel):
            made.add(step.name_lower)
        elif not isinstance(step, ADDS_TO_A_TABLE) or step.model_name_lower not in made:
            return
        yield step


class TableMaker(MigrationExecutor):
    """Django's, but for migrations that begin with tables."""

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,  # noqa: FBT001, FBT002 (Django's own)
        fake_initial: bool = False,  # noqa: FBT001, FBT002
    ) -> ProjectState:
        makes_tables = any(steps_that_make_tables(migration.operations))
        return super().apply_migration(
            state, TablesAtOnce(migration) if makes_tables else migration, fake, fake_initial
        )


def take_tables_at_once() -> None:
    """Have `migrate` work with it: Django's command takes its executor from its own module and from nowhere else."""
    migrate.MigrationExecutor = TableMaker  # type: ignore[attr-defined]
