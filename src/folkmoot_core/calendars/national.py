"""Holiday calendars that come with the software (see data/NOTICE for their source and licence)."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files

from folkmoot_core.calendars.working_days import Calendar

NATIONAL = ("england-wales", "scotland", "northern-ireland", "uk-union")


@cache
def national(name: str = "england-wales") -> Calendar:
    """A calendar that comes with the software, by name. Raises ValueError for a name that is not in `NATIONAL`.

    `uk-union` is closed on a bank holiday of any part of the United Kingdom, as the Freedom of Information Act 2000
    s10(6) counts.
    """
    if name not in NATIONAL:
        raise ValueError(f"There is no national calendar '{name}'. Use one of: {', '.join(NATIONAL)}.")
    if name == "uk-union":
        others = national("scotland").joined(national("northern-ireland"), name)
        return national("england-wales").joined(others, name)
    document = json.loads((files("folkmoot_core.calendars") / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return Calendar(
        {date.fromisoformat(day): title for day, title in document["holidays"].items()},
        document["name"],
        date.fromisoformat(document["first"]),
        date.fromisoformat(document["last"]),
    )
