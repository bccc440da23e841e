"""Columns of labels in a CSV file: themes parted by |, a hyphen for none of them, empty where nobody has said."""

from __future__ import annotations

from pathlib import Path

from folkmoot.site.themes_commands.comments_file import read_comments

NONE_OF_THEM = "-"
HOW_WRITTEN = "themes parted by |, a hyphen for none of them, empty where nobody has said"


def read_labels(path: Path, column: str) -> list[frozenset[str] | None]:
    """The themes of every row; None where the column is empty. Raises `Invalid`."""
    return [_themes(entry.strip()) for entry in read_comments(path, column)]


def _themes(entry: str) -> frozenset[str] | None:
    if not entry:
        return None
    if entry == NONE_OF_THEM:
        return frozenset()
    return frozenset(theme.strip() for theme in entry.split("|") if theme.strip())
