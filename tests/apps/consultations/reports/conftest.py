from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    """Snapshots and editions are files; each test has its own."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path
