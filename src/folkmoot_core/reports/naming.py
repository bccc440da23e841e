"""Names of files that every file system takes."""

from __future__ import annotations

import re

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
LONGEST = 60


def file_stem(name: str) -> str:
    """Small letters, digits and hyphens."""
    return _NOT_IN_A_NAME.sub("-", name.lower()).strip("-")[:LONGEST].strip("-") or "part"
