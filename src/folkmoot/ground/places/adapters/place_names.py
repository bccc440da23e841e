"""Read a look-up table of place names.

Source: the ONS Open Geography portal's "names and codes" and look-up files, whose columns come in pairs such as
LAD25CD, LAD25NM or WD25CD, WD25NM; or a table of ours with the columns code and name.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import Report, read_csv

CODE_COLUMN = re.compile(r"(?P<what>[a-z]{2,8}\d{2})cd", re.IGNORECASE)


def read_place_names(path: Path, report: Report) -> dict[str, str]:
    """{code: name} from every pair of columns in the table."""
    rows = read_csv(path, report, required=(), extra=True)
    if not rows:
        if report.ok:
            report.fault(path, 1, _("The table of names is empty."), _("Give a table with codes and names."))
        return {}
    by_plain_name = {column.casefold(): column for column in rows[0]}
    pairs = [
        (column, by_plain_name[f"{match['what']}nm".casefold()])
        for column in rows[0]
        if (match := CODE_COLUMN.fullmatch(column)) and f"{match['what']}nm".casefold() in by_plain_name
    ]
    if "code" in by_plain_name and "name" in by_plain_name:
        pairs.append((by_plain_name["code"], by_plain_name["name"]))
    if not pairs:
        message = _("We cannot tell which columns hold codes and names.")
        report.fault(path, 1, message, _("Name them code and name, or as ONS does: WD25CD and WD25NM."))
    return {row[code].strip(): row[name].strip()[:120] for row in rows for code, name in pairs if row[code].strip()}
