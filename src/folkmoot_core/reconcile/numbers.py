"""Numbers as papers print them."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?|[-+−]?\.\d+")

_LONGEST = 20  # characters; nothing that is counted or paid in a county is longer


def number_in(text: str) -> Decimal | None:
    """The one number in what is printed: “£8,865.65”, “56%”, “12*”. None where there is none, more than one, or
    one too long to be a figure."""
    found = _NUMBER.findall(text)
    if len(found) != 1 or len(found[0]) > _LONGEST:
        return None
    return Decimal(found[0].replace(",", "").replace("−", "-"))
