"""Where this machine's Chromium is. Journeys use it; nothing of ours downloads a browser."""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_IT = "Debian and Ubuntu: apt-get install chromium"


def find_chromium() -> str | None:
    """The program's path; None if there is none. FOLKMOOT_CHROMIUM names one that is elsewhere."""
    return os.environ.get("FOLKMOOT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    found = find_chromium()
    print(found or f"There is no Chromium here. {HOW_TO_GET_IT}.")
    sys.exit(0 if found else 1)
