"""A site inside the benchmark's own process: an empty database on SQLite, and Django set up for it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import django

from .ready_tables import ready_tables


def set_up_own_site() -> tempfile.TemporaryDirectory[str]:
    """Call it before anything of Django is imported. The folder holds the database and the files; it goes with the
    process, or when it is left as a context."""
    folder = tempfile.TemporaryDirectory()
    database = Path(folder.name) / "bench.sqlite3"
    shutil.copy(ready_tables(), database)
    os.environ |= {
        "FOLKMOOT_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "folkmoot.site.settings.test",
        "DATABASE_URL": f"sqlite:///{database}",
        "FOLKMOOT_DATA": folder.name,
    }
    django.setup()
    return folder
