"""The kinds of question, one file each. To add one: write its file, and name it here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from folkmoot_core.questionnaires.kinds.base import DEEDS, Abilities, FormFields, Kind, Read, Tick
from folkmoot_core.questionnaires.kinds.choose_many import ChooseMany
from folkmoot_core.questionnaires.kinds.choose_one import ChooseOne
from folkmoot_core.questionnaires.kinds.date import Date
from folkmoot_core.questionnaires.kinds.file import File
from folkmoot_core.questionnaires.kinds.grid import Grid
from folkmoot_core.questionnaires.kinds.map_point import MapPoint
from folkmoot_core.questionnaires.kinds.number import Number
from folkmoot_core.questionnaires.kinds.postcode import Postcode
from folkmoot_core.questionnaires.kinds.rank import Rank
from folkmoot_core.questionnaires.kinds.text import Text

_IN_ORDER: tuple[Kind, ...] = (
    ChooseOne(),
    ChooseMany(),
    Text(),
    Grid(),
    Rank(),
    Number(),
    Date(),
    Postcode(),
    File(),
    MapPoint(),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in _IN_ORDER})


def kind_of(key: str) -> Kind:
    """The kind with this key; KeyError where there is none."""
    return KINDS[key]


__all__ = ["DEEDS", "KINDS", "Abilities", "FormFields", "Kind", "Read", "Tick", "kind_of"]
