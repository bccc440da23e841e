"""Open a snapshot, check every byte of it, read it back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from folkmoot_core.snapshots.columns import NUMBER, ColumnBook
from folkmoot_core.snapshots.manifest import CODEBOOK, MANIFEST, REMOVED, Entry, Manifest, sha256_of
from folkmoot_core.values import Fault, Invalid


@dataclass(frozen=True)
class Snapshot:
    """A snapshot on disk. Get one with `open_snapshot`."""

    folder: Path
    manifest: Manifest

    @property
    def digest(self) -> str:
        """Its name: the SHA-256 of its manifest."""
        return self.manifest.digest

    @property
    def responses(self) -> int:
        return self.manifest.responses

    @cached_property
    def book(self) -> ColumnBook:
        """The codebook. Raises Invalid where it is missing or not the one that the manifest vouches for."""
        content = _content(self.folder, self.manifest.codebook)
        return ColumnBook.from_json(content, str(self.folder / CODEBOOK))

    @property
    def counted_files(self) -> tuple[Path, ...]:
        """The Parquet files of counted columns, in order of response numbers."""
        return tuple(self.folder / part.counted.file for part in self.manifest.parts)

    @property
    def words_files(self) -> tuple[Path, ...]:
        """The Parquet files of words; those that had to be forgotten are not there."""
        entries = [part.words for part in self.manifest.parts if part.words is not None]
        return tuple(path for entry in entries if (path := self.folder / entry.file).exists())

    def counted(self, names: Iterable[str] | None = None) -> Any:
        """The counted columns (all, or those Parquet columns) as one Arrow table, a row for each response."""
        return _read(self.counted_files, self.book.counted_schema(), names)

    def words(self, name: str) -> dict[int, str]:
        """{response: words} of one column of words, in order; those that were removed are left out."""
        self.book.column(name)
        table = _read(self.words_files, self.book.words_schema(), [NUMBER, name])
        pairs = zip(table.column(NUMBER).to_pylist(), table.column(name).to_pylist(), strict=True)
        return {number: text for number, text in pairs if text is not None}

    @property
    def removed(self) -> dict[str, Any]:
        """What the removal of words changed: {file: what is there now}; empty where nothing was removed."""
        return _removed(self.folder)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found. `words_removed`: in how many files words were removed since it was written."""

    digest: str
    responses: int
    files: int
    bytes: int
    words_removed: int


def open_snapshot(folder: Path) -> Snapshot:
    """Raises Invalid where there is none, or its manifest is not the one that its name stands for."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as problem:
        mend = "Give the folder that holds manifest.json; its name is the snapshot's."
        raise Invalid([Fault("", "there is no snapshot here.", mend, file=str(folder))]) from problem
    digest = hashlib.sha256(content).hexdigest()
    if folder.name != digest:
        message = f"the manifest has the SHA-256 {digest}, which is not the folder's name: it was changed, or renamed."
        raise Invalid([Fault("", message, "Take the snapshot from a backup.", file=str(path))])
    return Snapshot(folder, Manifest.from_json(content, str(path)))


def verify(folder: Path) -> Checked:
    """Compare every byte with the manifest, whose name the folder bears. Raises Invalid with every file at fault."""
    snapshot = open_snapshot(folder)
    faults = [fault for entry in snapshot.manifest.files if (fault := _fault(snapshot, entry))]
    known = {folder / name for name in (MANIFEST, REMOVED)} | {folder / each.file for each in snapshot.manifest.files}
    strange = sorted(path for path in folder.rglob("*") if path.is_file() and path not in known)
    faults += [Fault("", "this file does not belong to the snapshot.", file=str(path)) for path in strange]
    if faults:
        raise Invalid(faults)
    files = list(snapshot.manifest.files)
    return Checked(
        snapshot.digest, snapshot.responses, len(files), sum(each.size for each in files), len(snapshot.removed)
    )


def is_whole(snapshot: Snapshot) -> bool:
    """Whether every file is there and as it was written, with no words removed."""
    return not snapshot.removed and not any(_fault(snapshot, entry) for entry in snapshot.manifest.files)


def _fault(snapshot: Snapshot, entry: Entry) -> Fault | None:
    path = snapshot.folder / entry.file
    mend = "Take the snapshot from a backup."
    allowed = {entry.sha256}
    if entry.file in snapshot.removed:
        left = snapshot.removed[entry.file]
        if left is None:
            return (
                None if not path.exists() else Fault("", "its words were to be removed, and are there.", file=str(path))
            )
        allowed.add(left["sha256"])
    if not path.is_file():
        return Fault("", "this file of the snapshot is missing.", mend, file=str(path))
    if sha256_of(path) not in allowed:
        return Fault("", "this file is not as it was written: its SHA-256 is another.", mend, file=str(path))
    return None


def _removed(folder: Path) -> dict[str, Any]:
    path = folder / REMOVED
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_bytes())["files"]
    except (ValueError, KeyError, TypeError) as problem:
        raise Invalid([Fault("", "the note of removed words cannot be read.", file=str(path))]) from problem
    return dict(found)


def _content(folder: Path, entry: Entry) -> bytes:
    path = folder / entry.file
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise Invalid([Fault("", "this file of the snapshot is missing or was changed.", file=str(path))])
    return content


def _read(files: Iterable[Path], schema: Any, names: Iterable[str] | None) -> Any:
    wanted = list(schema.names if names is None else names)
    empty = pa.table({name: pa.array([], schema.field(name).type) for name in wanted})
    return pa.concat_tables([empty, *_tables(files, wanted)])


def _tables(files: Iterable[Path], names: list[str]) -> Iterator[Any]:
    for path in files:
        try:
            yield pq.read_table(path, columns=names, partitioning=None)
        except (OSError, pa.ArrowException, KeyError) as problem:
            message = "this part of the snapshot cannot be read."
            raise Invalid([Fault("", message, "`folkmoot snapshot verify` says more.", file=str(path))]) from problem
