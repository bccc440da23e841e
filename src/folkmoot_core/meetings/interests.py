"""What a declared interest does to a member at an item, by the law of the day of the meeting.

- From 3 May 2007: the Model Code of Conduct (SI 2007/1159). A personal interest is disclosed (paragraph 9) and the
  member stays; a prejudicial one (paragraph 10) takes the member out of the room (paragraph 12(1)), after speaking
  where the public may speak, too (paragraph 12(2)).
- From 1 July 2012: the Localism Act 2011. With a disclosable pecuniary interest (section 30; SI 2012/1464) a member
  may not "participate, or participate further, in any discussion" or "in any vote" (section 31(4)); the room is for
  standing orders (section 31(10)), and ours follow the usual ones: out. Other interests are for the local code; the
  kinds here are those of the Local Government Association's model of 2020.
- A voluntary board binds itself by its terms of reference: personal and prejudicial, as in the Code of 2007.

A dispensation gives back what the law took (section 33; see `dispensations`). A member who may not vote does not count
towards the quorum of the item.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from folkmoot_core.meetings.dispensations import Dispensation, dispensation_for
from folkmoot_core.values.explained import Explained

CODE_FROM = date(2007, 5, 3)
LOCALISM_FROM = date(2012, 7, 1)


class Kind(StrEnum):
    """Kinds of interest, across the regimes."""

    PERSONAL = "personal"
    PREJUDICIAL = "prejudicial"
    PECUNIARY = "pecuniary"
    OTHER_REGISTRABLE = "registrable"
    NON_REGISTRABLE = "non_registrable"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a member may still do at an item."""

    may_speak: bool = True
    may_vote: bool = True
    stays: bool = True
    speaks_first: bool = False

    @property
    def takes_out(self) -> bool:
        """Whether the member is out of the item: of the debate, the quorum and the vote."""
        return not self.may_vote


STAYS = Effect()
OUT = Effect(may_speak=False, may_vote=False, stays=False)
OUT_AFTER_SPEAKING = Effect(may_speak=False, may_vote=False, stays=False, speaks_first=True)


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules in force between two days. `kinds` are those that can be declared, each with its effect and source."""

    key: str
    name: str
    kinds: dict[Kind, tuple[Effect, str]]
    first: date | None = None
    last: date | None = None


CODE_2007 = Regime(
    "code_2007",
    "Model Code of Conduct 2007",
    {
        Kind.PERSONAL: (STAYS, "SI 2007/1159, Schedule, paragraph 9"),
        Kind.PREJUDICIAL: (OUT_AFTER_SPEAKING, "SI 2007/1159, Schedule, paragraphs 10 and 12"),
    },
    CODE_FROM,
    date(2012, 6, 30),
)
LOCALISM_2011 = Regime(
    "localism_2011",
    "Localism Act 2011",
    {
        Kind.PECUNIARY: (OUT, "Localism Act 2011, section 31(4)"),
        Kind.OTHER_REGISTRABLE: (OUT_AFTER_SPEAKING, "Local code of conduct (Localism Act 2011, section 28)"),
        Kind.NON_REGISTRABLE: (OUT_AFTER_SPEAKING, "Local code of conduct (Localism Act 2011, section 28)"),
        Kind.OTHER: (STAYS, "Local code of conduct (Localism Act 2011, section 28)"),
    },
    LOCALISM_FROM,
)
VOLUNTARY = Regime(
    "voluntary",
    "The board's own terms of reference",
    {
        Kind.PERSONAL: (STAYS, "Terms of reference of the board"),
        Kind.PREJUDICIAL: (OUT, "Terms of reference of the board"),
    },
)


def regime_on(day: date, *, voluntary: bool = False) -> Regime:
    """The regime of a meeting held on `day`. Raises ValueError before the Code of 2007, the first kept here."""
    if voluntary:
        return VOLUNTARY
    if day >= LOCALISM_FROM:
        return LOCALISM_2011
    if day >= CODE_FROM:
        return CODE_2007
    raise ValueError(f"The rules on interests before {CODE_FROM:%-d %B %Y} are not kept here.")


def effect_of(
    kind: Kind,
    regime: Regime,
    *,
    day: date,
    subject: str = "",
    dispensations: Collection[Dispensation] = (),
    public_may_speak: bool = False,
) -> Explained[Effect]:
    """What the member who declares this may do. Raises ValueError for a kind that the regime does not know."""
    if kind not in regime.kinds:
        raise ValueError(f"{regime.name} knows no interest of the kind “{kind.value}”.")
    effect, source = regime.kinds[kind]
    if effect == STAYS:
        return Explained(effect, ("The interest is declared; the member may speak and vote.",), (source,))
    given = dispensation_for(day, subject, dispensations)
    if given is not None:
        words = f"A dispensation of {given.granted_on:%-d %B %Y} allows the member to "
        may = "speak and vote" if given.may_vote else "speak"
        back = Effect(True, given.may_vote, True)
        return Explained(back, (f"{words}{may}.",), (source, *given.sources))
    if effect.speaks_first and not public_may_speak:
        effect = OUT
    said = "may speak as the public may, then leaves" if effect.speaks_first else "takes no part and leaves the room"
    return Explained(effect, (f"The member {said}: out of the debate, the quorum and the vote.",), (source,))


def strongest(effects: Collection[Effect]) -> Effect:
    """What several declarations at one item leave the member: the least of each."""
    return Effect(
        may_speak=all(each.may_speak for each in effects),
        may_vote=all(each.may_vote for each in effects),
        stays=all(each.stays for each in effects),
        speaks_first=all(each.speaks_first or each.may_speak for each in effects)
        and any(each.speaks_first for each in effects),
    )
