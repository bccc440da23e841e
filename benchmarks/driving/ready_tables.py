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
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAKE = [sys.executable, "-m", "folkmoot.site.cli", "migrate", "--quiet"]


def ready_tables() -> Path:
    """The file. Whoever asks first makes it, and the others wait. Raises CalledProcessError when it cannot be made."""
    file = Path(tempfile.gettempdir()) / f"folkmoot-tables-{os.getuid()}-{_state_of_the_migrations()}.sqlite3"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            with tempfile.TemporaryDirectory() as folder:
                kept = {
                    name: value for name, value in os.environ.items() if not name.startswith(("FOLKMOOT_", "DJANGO_"))
                }
                kept.pop("DATABASE_URL", None)
                kept |= {"FOLKMOOT_MODE": "demo", "FOLKMOOT_DATA": folder}
                subprocess.run(MAKE, cwd=ROOT, env=kept, check=True)
                shutil.copy(Path(folder) / "folkmoot.sqlite3", file.with_suffix(".part"))
            file.with_suffix(".part").rename(file)
    return file


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
