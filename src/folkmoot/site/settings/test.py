"""For the suite: fast password hashing, tasks at once, everything in memory or a temporary folder."""

import os
import tempfile
from pathlib import Path

from .base import *

SECRET_KEY = "test-only"  # noqa: S105 (guards nothing)
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"folkmoot-test-files-{os.getpid()}"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Static files straight from their sources: nothing to collect before a test.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# On SQLite a file, as in real life: writers in several threads wait for each other there, where a shared database in
# memory turns them away. Nothing needs to survive a power cut, so it does not wait for the disk.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"folkmoot-test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
elif os.environ.get("FOLKMOOT_TEST_TEMPLATE"):
    # A database with all tables (tools/with_postgres.py --tables): a test database is a copy of it.
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["FOLKMOOT_TEST_TEMPLATE"]}
# Each test has lists of its own.
KEEP_LISTS_SECONDS = 0.0
