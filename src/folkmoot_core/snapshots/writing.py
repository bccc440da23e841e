"""Write a snapshot: Parquet files, a codebook, a manifest, all of it or nothing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from folkmoot_core.snapshots import disk
from folkmoot_core.snapshots.batches import Batch, tables_of
from folkmoot_core.snapshots.columns import NUMBER, ColumnBook
from folkmoot_core.snapshots.manifest import CODEBOOK, MANIFEST, Entry, Manifest, Part
from folkmoot_core.snapshots.reading import Snapshot, is_whole, open_snapshot
from folkmoot_core.values import Invalid

BLOCK = 1 << 16
WRITTEN_WITH = f"pyarrow {pa.__version__}"


@dataclass(frozen=True)
class Kept:
    """Parts of a former snapshot that stand: those of the blocks below `block`. Make it with `standing_parts`."""

    snapshot: Snapshot
    block: int

    @property
    def first_number(self) -> int:
        """From this number on responses must be given."""
        return self.block * self.snapshot.manifest.block

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for part in self.snapshot.manifest.parts if part.block < self.block)

    @property
    def responses(self) -> int:
        return sum(part.responses for part in self.parts)


def standing_parts(former: Snapshot, book: ColumnBook) -> Kept:
    """What of a former snapshot can stay where no response in it was changed since: all parts but the last, into whose
    block responses may still come. Nothing where the columns have changed, or words had to be removed."""
    same = former.book.to_json() == book.to_json() and former.manifest.written_with == WRITTEN_WITH
    usable = same and is_whole(former) and former.manifest.parts
    return Kept(former, former.manifest.parts[-1].block if usable else 0)


def write_snapshot(
    store: Path, book: ColumnBook, batches: Iterable[Batch], *, kept: Kept | None = None, block: int = BLOCK
) -> Snapshot:
    """Write what was answered into `store`/DIGEST, and open it. Written before: the same snapshot, and nothing changes,
    unless its files were damaged or words were removed; then they are as they were.

    A part holds the responses whose numbers lie in one block, so that what was written when does not matter: parts
    added while people answered give the same snapshot as writing all at once. With `kept`, batches hold only responses
    from `kept.first_number` on. On disk when this returns; until then, nothing under that name.
    Raises Invalid and ValueError as `tables_of`.
    """
    block = kept.snapshot.manifest.block if kept is not None else block
    counted, words = tables_of(book, batches)
    with disk.locked(store):
        folder = disk.temporary_folder(store)
        codebook = _put(folder, CODEBOOK, book.to_json())
        parts = _keep(folder, kept) if kept is not None else []
        parts += [_write_part(folder, *each) for each in _blocks(counted, words, block)]
        if kept is not None and [part.block for part in parts] != sorted({part.block for part in parts}):
            raise ValueError("A response lies in a part that was to be kept as it is.")
        total = sum(part.responses for part in parts)
        manifest = Manifest(total, block, WRITTEN_WITH, codebook, tuple(parts))
        disk.write_bytes(folder / MANIFEST, manifest.to_json())
        target = store / manifest.digest
        disk.publish(folder, target, replace=not _stands(target))
    return open_snapshot(target)


def _stands(target: Path) -> bool:
    try:
        return is_whole(open_snapshot(target))
    except Invalid:
        return False


def parquet(table: Any) -> bytes:
    """The same table, the same bytes, with the same version of pyarrow."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", use_dictionary=_texts(table), store_schema=False)
    return buffer.getvalue()


def _texts(table: Any) -> list[str]:
    return [each.name for each in table.schema if each.type == pa.string()]


def _blocks(counted: Any, words: Any, block: int) -> Iterator[tuple[int, Any, Any]]:
    """(block, counted, words) of each block that has responses, in order."""
    of_row = counted.column(NUMBER).to_numpy() // block
    of_words = words.column(NUMBER).to_numpy() // block
    for each in np.unique(of_row):
        start, end = np.searchsorted(of_row, [each, each + 1])
        first, last = np.searchsorted(of_words, [each, each + 1])
        yield int(each), counted.slice(start, end - start), words.slice(first, last - first)


def _write_part(folder: Path, block: int, counted: Any, words: Any) -> Part:
    name = f"{block:06d}.parquet"
    written = _put(folder, f"words/{name}", parquet(words)) if len(words) else None
    return Part(block, len(counted), _put(folder, f"counted/{name}", parquet(counted)), written)


def _put(folder: Path, file: str, content: bytes) -> Entry:
    disk.write_bytes(folder / file, content)
    return Entry.of(file, content)


def _keep(folder: Path, kept: Kept) -> list[Part]:
    for part in kept.parts:
        for entry in (part.counted, part.words):
            if entry is not None:
                disk.share(kept.snapshot.folder / entry.file, folder / entry.file)
    return list(kept.parts)
