"""The landscape of bodies: what they share, what nobody does, what merging would leave out, their picture."""

from folkmoot_core.landscape.gaps import Lapse, Need, Uncarried, interval_in_months, lapsed, uncarried
from folkmoot_core.landscape.groups import Group
from folkmoot_core.landscape.matrix import Change, Line, compare_versions
from folkmoot_core.landscape.merging import LeftOut, left_out
from folkmoot_core.landscape.overlaps import Overlap, overlaps_among
from folkmoot_core.landscape.picture import Band, Box, Cluster, Picture, Placed, draw

__all__ = [
    "Band",
    "Box",
    "Change",
    "Cluster",
    "Group",
    "Lapse",
    "LeftOut",
    "Line",
    "Need",
    "Overlap",
    "Picture",
    "Placed",
    "Uncarried",
    "compare_versions",
    "draw",
    "interval_in_months",
    "lapsed",
    "left_out",
    "overlaps_among",
    "uncarried",
]
