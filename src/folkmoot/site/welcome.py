"""What `folkmoot run` finds in a data folder, and what it says before it serves."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from folkmoot.ground.accounts.public import DEMO_PASSWORD, demo_people
from folkmoot.ground.base.models import Setting


def needs_migrating() -> bool:
    """True when tables are missing or older than this version."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def holds_a_pack() -> bool:
    """A pack sets the site's identity in the transaction that loads all the rest, so one stands for the other."""
    return Setting.objects.filter(key="identity").exists()


def greeting(address: str, folder: Path) -> str:
    """The address, the data folder, and who can sign in, as a block for the terminal."""
    lines = ["", f"  Folkmoot is at  {address}", f"  Its data is in  {folder}"]
    people = list(demo_people())
    if people:
        width = max(len(person.email) for person in people)
        lines += ["", f"  Sign in at {address}{settings.LOGIN_URL} with the password {DEMO_PASSWORD} as"]
        lines += [f"    {person.email:<{width}}  {person.name}: {person.roles}" for person in people]
    return "\n".join([*lines, ""])
