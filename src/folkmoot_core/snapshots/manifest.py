"""What a snapshot consists of: its files with their SHA-256. The manifest's own SHA-256 is the snapshot's name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from folkmoot_core.snapshots.columns import canonical
from folkmoot_core.values import Fault, Invalid

FORMAT = "folkmoot-snapshot/1"
MANIFEST, CODEBOOK, REMOVED = "manifest.json", "codebook.json", "words-removed.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, by its path inside the snapshot; `size` in bytes."""

    file: str
    size: int
    sha256: str

    @classmethod
    def of(cls, file: str, content: bytes) -> Entry:
        return cls(file, len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Part:
    """The responses whose numbers lie in one block: number // Manifest.block. `words` is None where nobody wrote."""

    block: int
    responses: int
    counted: Entry
    words: Entry | None


@dataclass(frozen=True)
class Manifest:
    """No clock, no path, nobody's name: the same responses written by the same `written_with` give the same bytes."""

    responses: int
    block: int
    written_with: str
    codebook: Entry
    parts: tuple[Part, ...]

    @property
    def files(self) -> Iterator[Entry]:
        yield self.codebook
        for part in self.parts:
            yield part.counted
            if part.words is not None:
                yield part.words

    def to_json(self) -> bytes:
        return canonical({"format": FORMAT, **asdict(self)})

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.to_json()).hexdigest()

    @classmethod
    def from_json(cls, content: bytes, where: str = MANIFEST) -> Manifest:
        """Raises Invalid where it is no manifest."""
        try:
            found = json.loads(content)
            if found["format"] != FORMAT:
                raise ValueError
            parts = tuple(
                Part(each["block"], each["responses"], Entry(**each["counted"]), _entry(each["words"]))
                for each in found["parts"]
            )
            return cls(found["responses"], found["block"], found["written_with"], Entry(**found["codebook"]), parts)
        except (ValueError, KeyError, TypeError) as problem:
            raise Invalid([Fault("", "this is not the manifest of a snapshot.", file=where)]) from problem


def _entry(found: dict[str, Any] | None) -> Entry | None:
    return None if found is None else Entry(**found)


def sha256_of(path: Path) -> str:
    """Of a whole file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
