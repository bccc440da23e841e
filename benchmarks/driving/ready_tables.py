"""All tables and nothing in them, as a file of SQLite: made once for each state of the migrations, and only copied.

Making them means rendering the models of the product a hundred times over: most of a minute on a slow core, where a
copy takes a hundredth of a second. The file lies among the machine's temporary files under a name that says what it
was made from, so a changed migration, another Django or another list of applications makes another.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from .processes import clean_environment

ROOT = Path(__file__).resolve().parents[2]
MAKE = [sys.executable, "-m", "folkmoot.site.cli", "migrate", "--quiet"]


def ready_tables() -> Path:
    """The file. Whoever asks first makes it, and the others wait. Raises CalledProcessError when it cannot be made."""
    return _made_once("sqlite3", _make_file)


def ready_cluster() -> Path:
    """The same for PostgreSQL: the data folder of a server that has stopped (see `with_postgres.postgres`)."""
    return _made_once("postgresql", _make_cluster)


def _made_once(ending: str, make: Callable[[Path], object]) -> Path:
    kept = Path(tempfile.gettempdir()) / f"folkmoot-tables-{os.getuid()}-{_state_of_the_migrations()}.{ending}"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            # What was broken off half made has another name, and is made anew.
            with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
                make(Path(folder) / "made")
                (Path(folder) / "made").rename(kept)
    return kept


def _make_file(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _migrate({"FOLKMOOT_DATA": folder})
        shutil.copy(Path(folder) / "folkmoot.sqlite3", target)


def _make_cluster(target: Path) -> None:
    from with_postgres import postgres  # noqa: PLC0415 (in tools/, which only the tests have on their path)

    with postgres(keep_as=target) as url, tempfile.TemporaryDirectory() as folder:
        _migrate({"FOLKMOOT_DATA": folder, "DATABASE_URL": url})


def _migrate(where: dict[str, str]) -> None:
    subprocess.run(MAKE, cwd=ROOT, env=clean_environment() | {"FOLKMOOT_MODE": "demo"} | where, check=True)


def _state_of_the_migrations() -> str:
    state = hashlib.sha256()
    for path in _what_decides():
        state.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()[:16]


def _what_decides() -> Iterator[Path]:
    # The lock names the exact Django, whose own tables are among them.
    yield ROOT / "requirements.lock"
    yield ROOT / "src/folkmoot/site/settings/base.py"
    yield from sorted((ROOT / "src").glob("**/migrations/*.py"))
