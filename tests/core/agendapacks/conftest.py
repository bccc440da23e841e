"""Packs of councils that do not exist, written for these tests in the forms that councils use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from folkmoot_core.agendapacks import AgendaPack, read_pack

PACKS = Path(__file__).parent / "packs"


@pytest.fixture(scope="session")
def pack() -> Callable[[str], AgendaPack]:
    """The pack of that name, read once."""
    read: dict[str, AgendaPack] = {}

    def of(name: str) -> AgendaPack:
        if name not in read:
            read[name] = read_pack((PACKS / f"{name}.txt").read_bytes())
        return read[name]

    return of
