"""Run a command with a Node that is new enough on the PATH: the machine's own, or one from a wheel in this environment.

Use: python tools/with_node.py npm ci
The wheel is installed only when it is needed, since it is large and most developers have Node.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# The oldest that the Sass compiler runs on: "engines" in its package.json.
OLDEST = (20, 19)


def node_version(path: str) -> tuple[int, int] | None:
    """Major and minor version of the Node found on `path`; None if there is none, no npm, or it does not start."""
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if not node or not npm:
        return None
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else None


def path_with_node() -> str:
    """The PATH to use. Installs the wheel when neither the machine nor this environment has a Node that will do."""
    path = os.environ.get("PATH", os.defpath)
    own = node_version(path)
    if own and own >= OLDEST:
        return path
    with_environment = f"{BIN}{os.pathsep}{path}"
    if not (node_version(str(BIN)) or (0, 0)) >= OLDEST:
        was = f"is {own[0]}.{own[1]}" if own else "is missing"
        print(f"      Node {was}; installing one into {BIN.parent.name} from a wheel")
        lock = str(ROOT / "requirements-node.lock")
        uv = [str(BIN / "uv"), "pip", "install", "--quiet", "--python", sys.executable]
        install = [*uv, "--require-hashes", "-r", lock]
        subprocess.run(install, check=True)
    return with_environment


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    path = path_with_node()
    command = shutil.which(sys.argv[1], path=path)
    if command is None:
        print(f"{sys.argv[1]} cannot be found, even beside Node. Install Node {OLDEST[0]}.{OLDEST[1]} or newer.")
        return 1
    return subprocess.run([command, *sys.argv[2:]], cwd=ROOT, env={**os.environ, "PATH": path}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
