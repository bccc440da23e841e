from __future__ import annotations

from ..models import Case
from ..policies import Standing


def scopes_of(case: Case) -> frozenset[str]:
    """Where roles have to be held to work on the case: its unit, the unit's body, the lead and the partners.

    A case that nobody has given to a unit yet has none: only roles held everywhere count.
    """
    bodies = [case.unit.organisation] if case.unit else []
    bodies += [case.lead] if case.lead else []
    bodies += list(case.partners.all())
    return frozenset({body.scope for body in bodies} | ({case.unit.scope} if case.unit else set()))


def standing_of(case: Case) -> Standing:
    """Costs no query where unit, lead, partners and readers are there already."""
    return Standing(
        state=case.state,
        stage=case.stage,
        scopes=scopes_of(case),
        handler=f"user:{case.handler_id}" if case.handler_id else "",
        readers=frozenset(f"user:{reader.pk}" for reader in case.readers.all())
        if case.is_confidential
        else frozenset(),
        is_confidential=case.is_confidential,
    )
