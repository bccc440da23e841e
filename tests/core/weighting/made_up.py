"""Made-up responses (oracle/make_responses.py), and the population they are weighed to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from folkmoot_core.weighting import Codes, Floats, Margin, Moments

ORACLE = Path(__file__).parent / "oracle"
MARGINS = (
    Margin("sex", ("man", "woman"), (4900, 5100)),
    Margin("age", ("16-34", "35-64", "65+"), (3300, 4500, 2200)),
    Margin("district", ("Fen", "Hill", "Town"), (1500, 2500, 6000)),
)


@dataclass(frozen=True)
class Responses:
    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.columns["sex"])

    def levels(self, name: str) -> list[str]:
        return sorted({value for value in self.columns[name] if value})

    def codes(self, name: str) -> Codes:
        """Levels in order of the alphabet; -1 for no reply."""
        places = {level: place for place, level in enumerate(self.levels(name))}
        return np.array([places.get(value, -1) for value in self.columns[name]], dtype=np.int64)

    def numbers(self, name: str) -> Floats:
        return np.array([float(value) if value else np.nan for value in self.columns[name]])


def start_weights(responses: Responses, name: str) -> Floats:
    """The weights that a design of the oracle starts from."""
    return np.ones(len(responses)) if name in ("plain", "calibrated") else responses.numbers("weight")


def moments(codes: list[Codes], weights: Floats) -> Moments:
    """Sums over the levels of several variables, the rows left out that have no reply to one of them."""
    there = np.all([code >= 0 for code in codes], axis=0)
    shape = [int(code.max()) + 1 for code in codes]
    place = np.ravel_multi_index([code[there] for code in codes], shape)
    size = int(np.prod(shape))
    return Moments(
        np.bincount(place, minlength=size).reshape(shape),
        np.bincount(place, weights[there], size).reshape(shape),
        np.bincount(place, weights[there] ** 2, size).reshape(shape),
    )
