from __future__ import annotations

from folkmoot.ground.base.policies import Access

from ..policies import KEEPERS

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))
