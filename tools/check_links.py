"""Does every link in the documentation lead to a file and a heading that exist? Links to other sites are not followed:
this must work on a train."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from tracked_files import ROOT, tracked_files

FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
INLINE = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?", re.MULTILINE)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
OWN_ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"")
ELSEWHERE = re.compile(r"^(https?|mailto|tel):|^//")


def without_code(text: str) -> str:
    """The text with code blanked out, line for line: a link shown as an example is not a link."""
    text = FENCE.sub(lambda found: "\n" * found[0].count("\n"), text)
    return CODE.sub(lambda found: " " * len(found[0]), text)


@cache
def anchors(path: Path) -> frozenset[str]:
    """The anchors a Markdown file offers, as the usual viewers make them from headings: repeats get -1, -2, …"""
    text = path.read_text(encoding="utf-8")
    found = set(OWN_ANCHOR.findall(text))
    seen: Counter[str] = Counter()
    for heading in HEADING.findall(FENCE.sub("", text)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        found.add(slug if not seen[slug] else f"{slug}-{seen[slug]}")
        seen[slug] += 1
    return frozenset(found)


def fault_of(source: Path, target: str) -> str | None:
    """What is wrong with one link; None if it leads somewhere."""
    if ELSEWHERE.match(target):
        return None
    name, _, anchor = unquote(target).partition("#")
    base = ROOT if name.startswith("/") else source.parent
    path = (base / name.lstrip("/")).resolve() if name else source
    if not path.exists():
        return f"{target}: there is no such file"
    if not path.is_relative_to(ROOT):
        return f"{target}: leads out of the project"
    if anchor and path.suffix == ".md" and anchor not in anchors(path):
        return f"{target}: {path.name} has no heading for #{anchor}"
    return None


def faults_in(path: Path) -> Iterator[str]:
    text = without_code(path.read_text(encoding="utf-8"))
    for pattern in (INLINE, REFERENCE):
        for found in pattern.finditer(text):
            fault = fault_of(path, found[1])
            if fault:
                line = text.count("\n", 0, found.start(1)) + 1
                yield f"{path.relative_to(ROOT)}:{line}: {fault}"


def main() -> int:
    pages = tracked_files(".md")
    faults = [fault for page in pages for fault in faults_in(page)]
    print("\n".join(faults) or f"Every link in {len(pages)} pages leads somewhere.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
