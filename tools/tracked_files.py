"""The project's own files: what is in git and what is about to be. Checks look at these and at nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def tracked_files(*endings: str) -> list[Path]:
    """Absolute paths, sorted, of files that git tracks or would add; only those ending so, if endings are given."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = (ROOT / name for name in sorted(set(filter(None, names))))
    return [path for path in paths if path.is_file() and (not endings or path.name.endswith(endings))]
