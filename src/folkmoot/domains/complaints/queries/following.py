from __future__ import annotations

from django.utils.crypto import constant_time_compare

from folkmoot_core.values import normalise_reference

from ..models import Case


def followed(reference: str, secret: str) -> Case | None:
    """The case of this reference, for whoever gives its secret, both typed in any case and with or without dashes."""
    known = normalise_reference(reference)
    case = Case.objects.select_related("arrival").filter(arrival__reference=known).first() if known else None
    given = normalise_reference(secret) or ""
    return case if case and constant_time_compare(case.secret, given) else None
