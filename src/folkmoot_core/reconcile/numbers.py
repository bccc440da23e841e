"""Numbers as papers print them."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?|[-+−]?\.\d+")


def number_in(text: str) -> Decimal | None:
    """The one number in what is printed: “£8,865.65”, “56%”, “12*”. None where there is none or more than one."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    return Decimal(found[0].replace(",", "").replace("−", "-"))
