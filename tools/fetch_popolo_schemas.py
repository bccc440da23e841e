"""Fetch Popolo's own JSON Schemas, by which the tests read what we publish of people, bodies, posts and memberships.

They come out of one file of the npm registry, `popit-api@0.0.14`. That package is under the AGPL and has a heap of old
dependencies: so it is no dependency of ours, nothing of it is kept in this repository or given away with Folkmoot, and
only its schemas are unpacked, into the virtual environment that git ignores.

Use: python tools/fetch_popolo_schemas.py (by `make setup`). npm fetches: a registry or proxy that is set there is used.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".venv/popolo-schemas"
PACKAGE = "popit-api@0.0.14"
# As the registry tells it: `npm view popit-api@0.0.14 dist.integrity`.
INTEGRITY = "sha512-q5hEcE2rwJMt9TPKqomdhEvS/JTcxdpsT8/lo1q34K/rk3Z8jDH477thG3p3nnW4JJx6TdiQlZKMq5l8CMhMLw=="
WANTED = (PurePosixPath("package/schemas/popolo"), PurePosixPath("package/schemas/drafts"))


class NotAsExpected(Exception):
    """What came is not the file that was asked for."""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="folkmoot-popolo-") as folder:
        try:
            texts = schemas_in(download(Path(folder)))
        except NotAsExpected as fault:
            print(f"Popolo's schemas were not fetched: {fault}", file=sys.stderr)
            return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name, text in texts.items():
        (TARGET / name).write_bytes(text)
    return 0


def download(folder: Path) -> bytes:
    """The package as the registry has it. Raises NotAsExpected."""
    ask = [sys.executable, str(ROOT / "tools/with_node.py"), "npm", "pack", PACKAGE, "--pack-destination", str(folder)]
    got = subprocess.run([*ask, "--ignore-scripts", "--loglevel=error"], capture_output=True, text=True, check=False)
    files = list(folder.glob("*.tgz"))
    if got.returncode or len(files) != 1:
        raise NotAsExpected(f"npm could not get {PACKAGE}. {got.stderr.strip() or got.stdout.strip()}")
    return files[0].read_bytes()


def schemas_in(package: bytes, integrity: str = INTEGRITY) -> dict[str, bytes]:
    """{name of a file: its text} of the schemas in a package. Raises NotAsExpected where it has another hash."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()
    if found != integrity:
        raise NotAsExpected(f"{PACKAGE} has the hash {found} where {integrity} was expected. Nothing of it is used.")
    texts = {}
    with tarfile.open(fileobj=BytesIO(package), mode="r:gz") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            file = archive.extractfile(member) if path.parent in WANTED and path.suffix == ".json" else None
            if file is not None:
                texts[path.name] = file.read()
    return texts


if __name__ == "__main__":
    sys.exit(main())
