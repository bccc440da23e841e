"""No key or password in what we publish, and no address of a package registry: where packages come from is for each
machine's own settings to say."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tracked_files import ROOT, tracked_files

# Put together here, so that this file does not hold what it looks for.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"), ("security", "debian", "org"), ("archive", "ubuntu", "com"),
    )
)  # fmt: skip
PATTERNS: dict[str, re.Pattern[str]] = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "a cloud access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a code host's token": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,}|\bglpat-[\w-]{20}\b"),
    "a chat service's token": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    "a GOV.UK Notify key": re.compile(
        r"\b\w+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-"
    ),
    "a password in an address": re.compile(r"\b[a-z+]{3,}://[^\s/:@'\"{}<>$]+:[^\s/@'\"{}<>$]{3,}@"),
    "a package registry's address": re.compile("|".join(map(re.escape, REGISTRY_HOSTS)), re.IGNORECASE),
}


def faults_in(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for what, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            yield f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}: {what}"


def main() -> int:
    files = tracked_files()
    faults = [fault for path in files for fault in faults_in(path)]
    print("\n".join(faults) or f"No secret and no registry address in {len(files)} files.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
