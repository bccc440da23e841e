"""The file a backup is: a .tar.gz with the database, the uploaded files, and a manifest that vouches for each by its
SHA-256. The manifest comes last, so a file that was cut off has none and is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from folkmoot_core.values import Fault, Invalid

MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"
FORMAT = 1
CHUNK = 1024 * 1024
LARGEST_MANIFEST = 256 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `entries` is {path in the archive: {"sha256": …, "bytes": …}}."""

    made_at: str
    version: str
    database_format: str
    migrations: list[str]
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT


class _Hashing:
    """Passes reading through, and remembers what went by."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.sha256, self.bytes = source, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        chunk = self.source.read(size)
        self.sha256.update(chunk)
        self.bytes += len(chunk)
        return chunk

    def entry(self) -> dict[str, Any]:
        return {"sha256": self.sha256.hexdigest(), "bytes": self.bytes}


def write(target: Path, *, manifest: Manifest, database: Path, files: Iterable[tuple[str, Path]]) -> Manifest:
    """Write the backup beside `target` first and move it there whole. Returns the manifest with its entries."""
    partial = target.with_name(f".{target.name}.partial")
    entries: dict[str, dict[str, Any]] = {}
    try:
        with partial.open("wb") as raw:
            partial.chmod(0o600)
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as tar:
                for name, path in [(DATABASE, database), *((f"{FILES}/{name}", path) for name, path in files)]:
                    entries[name] = _add(tar, name, path)
                complete = Manifest(**{**asdict(manifest), "entries": entries})
                content = json.dumps(asdict(complete), indent=1).encode()
                tar.addfile(_info(MANIFEST, len(content)), io.BytesIO(content))
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return complete


def unpack(source: Path, folder: Path) -> Manifest:
    """Lay the backup out in `folder`, checking each part against the manifest. Raises Invalid, naming every part that
    is missing, strange or changed; then nothing in `folder` may be used."""
    found: dict[str, dict[str, Any]] = {}
    content = b""
    try:
        with gzip.open(source) as packed:
            with tarfile.open(fileobj=packed, mode="r:") as tar:
                for member in tar:
                    if member.name == MANIFEST and member.isfile() and member.size <= LARGEST_MANIFEST:
                        content = _reader(tar, member).read()
                    else:
                        found[member.name] = _lay_out(tar, member, folder)
            # tar stops at its own end mark; the checksum of the whole stands after it.
            while packed.read(CHUNK):
                pass
    except (tarfile.TarError, EOFError, OSError, zlib.error) as problem:
        raise Invalid([_fault(source, f"is not a whole backup ({problem})")]) from problem
    manifest = _read_manifest(source, content)
    faults = [_fault(source, f"{name} is missing") for name in manifest.entries.keys() - found.keys()]
    for name, entry in sorted(found.items()):
        if name not in manifest.entries:
            faults.append(_fault(source, f"{name} does not belong in it"))
        elif entry != manifest.entries[name]:
            faults.append(_fault(source, f"{name} is not as it was when the backup was made"))
    if DATABASE not in manifest.entries:
        faults.append(_fault(source, "it holds no database"))
    if faults:
        raise Invalid(faults)
    return manifest


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as source:
        hashing = _Hashing(source)
        tar.addfile(_info(name, os.fstat(source.fileno()).st_size), hashing)
        return hashing.entry()


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(datetime.now().timestamp())  # noqa: DTZ005 (an instant)
    return info


def _lay_out(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> dict[str, Any]:
    """Write one part below `folder`, never outside it."""
    path = PurePosixPath(member.name)
    inside = member.name == DATABASE or (path.parts[:1] == (FILES,) and len(path.parts) > 1)
    if not (member.isfile() and inside) or ".." in path.parts or path.is_absolute():
        raise tarfile.TarError(f"it holds {member.name!r}, which no backup of ours does")
    target = folder.joinpath(*path.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    hashing = _Hashing(_reader(tar, member))
    with target.open("wb") as out:
        target.chmod(0o600)
        while chunk := hashing.read(CHUNK):
            out.write(chunk)
    return hashing.entry()


def _reader(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    reader = tar.extractfile(member)
    if reader is None:
        raise tarfile.TarError(f"{member.name!r} is no file")
    return reader


def _read_manifest(source: Path, content: bytes) -> Manifest:
    if not content:
        raise Invalid([_fault(source, "has no manifest, so it was cut off or is no backup of Folkmoot")])
    try:
        fields = json.loads(content)
        manifest = Manifest(**fields)
        whole = isinstance(manifest.entries, dict) and isinstance(manifest.migrations, list)
    except (ValueError, TypeError):
        whole = False
    if not whole:
        raise Invalid([_fault(source, "has a manifest that cannot be read")])
    if manifest.format != FORMAT:
        raise Invalid([_fault(source, f"is of format {manifest.format}; this version reads format {FORMAT}")])
    return manifest


def _fault(source: Path, message: str) -> Fault:
    return Fault(where="", message=message, mend="Take another backup file.", file=str(source))
