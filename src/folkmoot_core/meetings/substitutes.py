"""Who may sit for whom.

No Act gives a council's members substitutes: standing orders do, and they keep the balance between political groups
that the Local Government and Housing Act 1989, section 15, and SI 1990/1553 ask for; so a substitute comes from the
absent member's own group. A board of partners says in its terms of reference who may be sent.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from folkmoot_core.values.explained import Explained

BALANCE = "Local Government and Housing Act 1989, section 15; SI 1990/1553"


@dataclass(frozen=True, slots=True)
class SubstituteRule:
    """`allowed` at all; from the `same_group` only; only people on a named list (`from_list`); at most `most_of_group`
    of one group at a meeting."""

    allowed: bool = True
    same_group: bool = True
    from_list: bool = False
    most_of_group: int | None = None
    source: str = BALANCE


@dataclass(frozen=True, slots=True)
class Substitution:
    """`substitute` sits for `member` today."""

    member: str
    substitute: str
    member_group: str = ""
    substitute_group: str = ""


def may_substitute(
    rule: SubstituteRule,
    wanted: Substitution,
    *,
    members: Collection[str],
    here_already: Collection[str] = (),
    others: Collection[Substitution] = (),
    listed: Collection[str] = (),
) -> Explained[bool]:
    """Whether `wanted` may be. `members` hold a seat themselves, `here_already` are members who came in person,
    `others` are today's other substitutions, `listed` the named substitutes."""
    faults = []
    if not rule.allowed:
        faults.append("This body has no substitutes.")
    if wanted.member not in members:
        faults.append("There is no such seat today.")
    if wanted.member in here_already:
        faults.append("The member is here in person.")
    if wanted.substitute in members:
        faults.append("A member of this body cannot sit in a second seat.")
    if any(each.substitute == wanted.substitute for each in others):
        faults.append("The substitute already sits for somebody else today.")
    if any(each.member == wanted.member for each in others):
        faults.append("Somebody else already sits for this member today.")
    if rule.same_group and wanted.member_group != wanted.substitute_group:
        faults.append("A substitute comes from the member's own group.")
    if rule.from_list and wanted.substitute not in listed:
        faults.append("Only the named substitutes of this body may sit.")
    of_group = sum(1 for each in others if each.member_group == wanted.member_group)
    if rule.most_of_group is not None and of_group >= rule.most_of_group:
        faults.append(f"A group may send at most {rule.most_of_group} substitutes to a meeting.")
    sources = (rule.source,) if rule.source else ()
    return Explained(not faults, tuple(faults) or ("The substitute may sit.",), sources)
