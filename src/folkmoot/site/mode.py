"""Which settings hold: FOLKMOOT_MODE is demo, production or test.

A data folder that `folkmoot run` made remembers its mode: `folkmoot --data var/NAME backup` needs no more words.
"""

from __future__ import annotations

import os
from pathlib import Path

MODES = ("demo", "production", "test")
MODE_FILE = "mode"


def data_folder() -> Path:
    """The folder that holds the database, the files and the collected static files."""
    return Path(os.environ.get("FOLKMOOT_DATA", "var")).resolve()


def remember_mode(mode: str) -> None:
    """Write the mode into the data folder, for the commands that come later."""
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MODE_FILE).write_text(mode + "\n", encoding="utf-8")


def choose_settings(default: str = "production") -> str:
    """Point Django at the settings of the mode, unless somebody has already. Returns the mode."""
    mode = os.environ.get("FOLKMOOT_MODE") or _remembered() or default
    if mode not in MODES:
        raise SystemExit(f"FOLKMOOT_MODE is '{mode}'. Set it to one of: {', '.join(MODES)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"folkmoot.site.settings.{mode}")
    return mode


def _remembered() -> str:
    try:
        return (data_folder() / MODE_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
