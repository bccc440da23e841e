"""Writing so that a power cut or `kill -9` leaves all or nothing."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_PREFIX, _LOCK = ".writing-", ".lock"


def write_bytes(path: Path, content: bytes) -> None:
    """On disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_bytes(path: Path, content: bytes) -> None:
    """The old file or the new one, never half of it."""
    beside = path.with_name(f".{path.name}.new")
    write_bytes(beside, content)
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """The names in a folder, on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def share(source: Path, target: Path) -> None:
    """The same file under a second name, or a copy where the disk has no hard links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        write_bytes(target, source.read_bytes())


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """One at a time, over all processes of this machine; who holds it and dies, lets it go."""
    store.mkdir(parents=True, exist_ok=True)
    with (store / _LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def temporary_folder(store: Path) -> Path:
    """A folder to write in. Call it under `locked`: folders there now belong to writers that have died."""
    for left in store.glob(_PREFIX + "*"):
        shutil.rmtree(left, ignore_errors=True)
    return Path(mkdtemp(prefix=_PREFIX, dir=store))


def publish(folder: Path, target: Path, *, replace: bool) -> None:
    """Give a written folder its name. Where the name is taken, the folder there stays, unless it is to be replaced."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
    folder.chmod(0o755)
    if target.exists() and not replace:
        shutil.rmtree(folder)
        return
    if target.exists():
        # Between the two steps there is nothing under the name, which whoever writes next puts right.
        target.rename(folder.with_name(folder.name + "-former"))
    folder.rename(target)
    sync_folder(target.parent)
    shutil.rmtree(folder.with_name(folder.name + "-former"), ignore_errors=True)
