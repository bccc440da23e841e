"""Is there a migration for every change of a model, and could the release that is still running bear each of them?

The second question is put to PostgreSQL, which a site with something to lose runs on: SQLite makes a table anew for
almost every change, which says nothing.
"""

from __future__ import annotations

import os
import sys

import django
from django.apps import apps
from django.core.management import call_command

from with_postgres import ServerTrouble, postgres


def lint() -> int:
    """Look at the SQL of every migration of ours. Returns 1 if the release before could not live with one of them."""
    # After set-up: its modules read the settings when they are imported.
    from django_migration_linter import MigrationLinter  # noqa: PLC0415

    ours = [app.label for app in apps.get_app_configs() if app.name.startswith("folkmoot.")]
    linter = MigrationLinter(no_cache=True, quiet=["ok", "ignore", "warning"], include_apps=ours)
    linter.lint_all_migrations()
    print(f"{linter.nb_total} migrations looked at.")
    return int(linter.has_errors)


def main() -> int:
    with postgres() as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.site.settings.test")
        django.setup()
        try:
            call_command("makemigrations", check=True, dry_run=True, verbosity=1)
        except SystemExit as fault:
            print("A model has changed and no migration says so: run `.venv/bin/python manage.py makemigrations`.")
            return int(fault.code or 0)
        return lint()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerTrouble as trouble:
        sys.exit(str(trouble))
