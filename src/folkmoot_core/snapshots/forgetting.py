"""Take words out of a snapshot that must be forgotten, and leave what was counted as it is.

Words are personal data, and lie in files of their own for this. The snapshot keeps its name, since the manifest stays:
every table can still be recomputed from it and checked. But the words are no longer those that the name vouches for, so
that what was made from them (a theme run) cannot be repeated; a note, words-removed.json, says in which files.
What stays of removed words is the SHA-256 of the whole former file: nobody can read words out of it, though somebody
who knew every other word of the file could test a guess at the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from folkmoot_core.snapshots import disk
from folkmoot_core.snapshots.columns import NUMBER, canonical
from folkmoot_core.snapshots.manifest import REMOVED
from folkmoot_core.snapshots.reading import Snapshot
from folkmoot_core.snapshots.writing import parquet

Words = tuple[int, str]
"""(response, column of words)"""


def forget_words(snapshot: Snapshot, words: Iterable[Words]) -> int:
    """Remove these words; returns how many were there. They are off the disk when this returns: a file that other
    snapshots share stays with them, so call it for each. Calling it again does no harm."""
    wanted: dict[int, set[str]] = {}
    for number, name in words:
        wanted.setdefault(number, set()).add(name)
    blocks = {number // snapshot.manifest.block for number in wanted}
    gone = 0
    with disk.locked(snapshot.folder.parent):
        for part in snapshot.manifest.parts:
            if part.words is not None and part.block in blocks:
                gone += _forget_in(snapshot, part.words.file, wanted)
    return gone


def _forget_in(snapshot: Snapshot, file: str, wanted: dict[int, set[str]]) -> int:
    path = snapshot.folder / file
    if not path.exists():
        return 0
    table = pq.read_table(path, partitioning=None)
    left, gone = _without(table, wanted)
    if not gone:
        return 0
    content = parquet(left) if len(left) else None
    note = None if content is None else {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    # The note first: whoever finds it without its file being changed sees a file that still passes, and does it again.
    _write_note(snapshot.folder, {**snapshot.removed, file: note})
    if content is None:
        path.unlink()
        disk.sync_folder(path.parent)
    else:
        disk.replace_bytes(path, content)
    return gone


def _without(table: Any, wanted: dict[int, set[str]]) -> tuple[Any, int]:
    """The table without these words, and without rows that hold none any more; how many words went."""
    numbers = table.column(NUMBER).to_pylist()
    rows = [place for place, number in enumerate(numbers) if number in wanted]
    columns, gone = {NUMBER: table.column(NUMBER)}, 0
    anything: Any = None
    for name in table.column_names:
        if name == NUMBER:
            continue
        texts = table.column(name)
        out = [place for place in rows if name in wanted[numbers[place]] and texts[place].as_py() is not None]
        if out:
            gone += len(out)
            listed = texts.to_pylist()
            for place in out:
                listed[place] = None
            texts = pa.array(listed, pa.string())
        columns[name] = texts
        there = pc.is_valid(texts)
        anything = there if anything is None else pc.or_(anything, there)
    found = pa.table(columns)
    return (found if anything is None else found.filter(anything)), gone


def _write_note(folder: Path, files: dict[str, Any]) -> None:
    disk.replace_bytes(folder / REMOVED, canonical({"format": "folkmoot-words-removed/1", "files": files}))
