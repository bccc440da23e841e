"""Every kind of rule by its key. A new one is a file here and a line below."""

from __future__ import annotations

from folkmoot_core.composition.kinds import (
    apart,
    balance,
    chair_review,
    chairing,
    first_meetings,
    named,
    notice,
    priorities,
    reporting,
    seats,
    several,
    terms_agreed,
)
from folkmoot_core.composition.rules import Kind

KINDS: dict[str, Kind] = {
    each.KIND.key: each.KIND
    for each in (
        seats,
        named,
        chairing,
        chair_review,
        notice,
        reporting,
        priorities,
        first_meetings,
        terms_agreed,
        apart,
        several,
        balance,
    )
}

__all__ = ["KINDS"]
