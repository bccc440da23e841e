"""Which machine the other figures were measured on. It comes first in the table. Run: folkmoot bench a_machine"""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version

from driving.measures import say
from driving.processes import machine

MINUTE = 0


def main() -> None:
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    say(
        f"{machine()}; {system}; Django {version('django')}; SQLite {sqlite3.sqlite_version}",
        os.cpu_count() or 1,
        "cores",
    )
    say("work that others gave this machine in the last minute", os.getloadavg()[MINUTE], "cores")


if __name__ == "__main__":
    main()
