"""A matrix of likelihood and impact. A score is their product, and falls into the highest band that it reaches.

Source of the usual form: the Orange Book (HM Government, Management of Risk, 2023): likelihood and impact on scales,
appetite said beforehand. Sizes, words, bands and the score from which a risk goes further up are each county's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_core.packfiles import YamlMap
from folkmoot_core.values import Fault, Invalid

_FEWEST, _MOST = 2, 10


@dataclass(frozen=True, slots=True)
class Band:
    """`start`: the lowest score of the band. `colour` is one of the tag colours; the name is always shown with it."""

    start: int
    name: str
    colour: str = "grey"


@dataclass(frozen=True, slots=True)
class Score:
    """Steps on the two scales, counted from 1."""

    likelihood: int
    impact: int

    @property
    def value(self) -> int:
        return self.likelihood * self.impact


COLOURS = ("green", "yellow", "orange", "red", "blue", "grey")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Words of the steps from the lowest; bands from the lowest, the first of which starts at 1. From `escalate_from`
    on a risk goes to the body above, None: never by its score. Raises Invalid for what is no matrix."""

    likelihood: tuple[str, ...]
    impact: tuple[str, ...]
    bands: tuple[Band, ...]
    escalate_from: int | None = None

    def __post_init__(self) -> None:
        faults = []
        for name, words in (("likelihood", self.likelihood), ("impact", self.impact)):
            if not _FEWEST <= len(words) <= _MOST or len(set(words)) < len(words):
                faults.append(Fault(name, f"There are {len(words)} steps, or one stands twice.", "Give 2 to 10 words."))
        starts = [band.start for band in self.bands]
        if not starts or starts[0] != 1 or starts != sorted(set(starts)):
            faults.append(
                Fault("bands", "The bands do not rise from 1.", "Start the first at 1, each further one higher.")
            )
        if faults:
            raise Invalid(faults)

    @property
    def highest(self) -> int:
        return len(self.likelihood) * len(self.impact)

    def holds(self, score: Score) -> bool:
        return 1 <= score.likelihood <= len(self.likelihood) and 1 <= score.impact <= len(self.impact)

    def band(self, value: int) -> Band:
        return [band for band in self.bands if band.start <= value][-1]

    def goes_up(self, value: int) -> bool:
        return self.escalate_from is not None and value >= self.escalate_from

    def rows(self) -> list[tuple[int, str, list[tuple[int, int, Band]]]]:
        """For a picture, the likeliest first: (step, word, [(impact step, score, band)])."""
        steps = range(len(self.likelihood), 0, -1)
        return [
            (
                step,
                self.likelihood[step - 1],
                [(impact, step * impact, self.band(step * impact)) for impact in range(1, len(self.impact) + 1)],
            )
            for step in steps
        ]

    def as_dict(self) -> dict[str, Any]:
        return {
            "likelihood": list(self.likelihood),
            "impact": list(self.impact),
            "bands": [{"from": band.start, "name": band.name, "colour": band.colour} for band in self.bands],
            "escalate_from": self.escalate_from,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Matrix:
        return cls(
            tuple(kept["likelihood"]),
            tuple(kept["impact"]),
            tuple(Band(each["from"], each["name"], each["colour"]) for each in kept["bands"]),
            kept["escalate_from"],
        )


DEFAULT = Matrix(
    ("Very unlikely", "Unlikely", "Possible", "Likely", "Very likely"),
    ("Minor", "Moderate", "Significant", "Serious", "Major"),
    (Band(1, "Low", "green"), Band(6, "Medium", "yellow"), Band(12, "High", "orange"), Band(20, "Very high", "red")),
    20,
)


def read_matrix(document: YamlMap) -> Matrix | None:
    """The matrix of a pack's file; None with faults in its report."""
    document.unknown(("likelihood", "impact", "bands", "escalate_from"))
    bands = [_band(each) for each in document.maps("bands")]
    escalate = document.whole("escalate_from", 1, _MOST * _MOST, blank=True)
    try:
        return Matrix(document.texts("likelihood"), document.texts("impact"), tuple(bands), escalate)
    except Invalid as invalid:
        _tell(document, invalid.faults)
        return None


def _band(section: YamlMap) -> Band:
    section.unknown(("from", "name", "colour"))
    start = section.whole("from", 1, _MOST * _MOST) or 0
    return Band(start, section.text("name", 60), section.choice("colour", COLOURS, blank=True) or "grey")


def _tell(document: YamlMap, faults: Sequence[Fault]) -> None:
    for fault in faults:
        document.fault(fault.where, fault.message, fault.mend)
