"""Small files, short functions, names that say something, and no county in the product.

400 lines a file and 60 a function are the most that one person reads at a sitting. Migrations are left out: Django
writes them. A module called utils, helpers, common, services or misc is refused: its name says nothing of what is in
it, so everything ends up there.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tracked_files import ROOT, tracked_files

MOST_LINES_IN_A_FILE = 400
MOST_LINES_IN_A_FUNCTION = 60
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "services", "misc"}
# What a place is called belongs in its pack. These are the places of the first pack.
COUNTY_WORDS = re.compile(r"(?<![a-z])(kent|kentish|medway|maidstone)(?![a-z])", re.IGNORECASE)
MEASURED = (".py", ".js", ".mjs", ".scss", ".html", ".txt")


def size_faults(path: Path, text: str) -> Iterator[str]:
    lines = text.count("\n")
    if lines > MOST_LINES_IN_A_FILE:
        yield f"{lines} lines; split it by what it is about (at most {MOST_LINES_IN_A_FILE})"
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_IN_A_FUNCTION:
                yield f"line {node.lineno}: {node.name} has {length} lines (at most {MOST_LINES_IN_A_FUNCTION})"


def name_faults(relative: Path) -> Iterator[str]:
    for part in (*relative.parts[:-1], relative.stem):
        if part in EMPTY_NAMES:
            yield f"'{part}' says nothing of what is inside; name it after that"


def county_faults(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        found = COUNTY_WORDS.search(line)
        if found:
            yield f"line {number}: names '{found[0]}'; a county belongs in its pack"


def faults_of(path: Path) -> Iterator[str]:
    relative = path.relative_to(ROOT)
    if "migrations" in relative.parts or relative.parts[0] == "packs":
        return
    if path.suffix == ".py":
        yield from name_faults(relative)
    if path.suffix in MEASURED:
        text = path.read_text(encoding="utf-8")
        yield from size_faults(path, text)
        if relative.parts[0] == "src":
            yield from county_faults(text)


def main() -> int:
    faults = [f"{path.relative_to(ROOT)}: {fault}" for path in tracked_files() for fault in faults_of(path)]
    print("\n".join(faults) or "Every file and function is within its size, and none has an empty name.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
