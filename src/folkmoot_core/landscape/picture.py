"""Where each body stands in the picture of them all: a band for each level, and in it clusters of boxes.

Lengths are in units of the drawing (CSS pixels at full size). Nothing overlaps and all lies within width × height.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 960
_MARGIN, _GAP = 12, 10
_LABEL, _HEAD = 26, 22
_BOX_HIGH, _BOX_WIDE = 46, 168
_LETTERS_A_LINE = 23
_LINES = 3
_LINE_HIGH = 13
_SIDE_BY_SIDE = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A body to be drawn. `parent` is the key of another, or ""; `cluster` is the heading it stands under."""

    key: str
    name: str
    parent: str = ""
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A level of the picture with its boxes in order; a folded one shows how many it holds."""

    key: str
    title: str
    boxes: tuple[Box, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A box at its place. `lines` are its name, broken to fit."""

    key: str
    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def text(self) -> tuple[tuple[float, str], ...]:
        """(baseline, words) of each line, centred in the box."""
        top = self.y + (self.height - _LINE_HIGH * len(self.lines)) / 2 + _LINE_HIGH - 3
        return tuple((top + _LINE_HIGH * number, line) for number, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Cluster:
    """A frame round boxes that belong together; `lines` lead from their parents to it: (x1, y1, x2, y2)."""

    title: str
    x: float
    y: float
    width: float
    height: float
    boxes: tuple[Placed, ...]
    lines: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A level at its place."""

    key: str
    title: str
    y: float
    height: float
    clusters: tuple[Cluster, ...]
    folded: bool
    number: int


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    rows: tuple[Row, ...]


def draw(bands: Sequence[Band]) -> Picture:
    """Bands from top to bottom. Lines lead to a cluster from the parents of its boxes that stand above."""
    y = float(_MARGIN)
    at: dict[str, Placed] = {}
    rows = []
    for band in bands:
        clusters, high = ((), 0.0) if band.folded else _clusters(band, y + _LABEL, at)
        height = _LABEL + high + (_GAP if high else 0)
        rows.append(Row(band.key, band.title, y, height, clusters, band.folded, len(band.boxes)))
        at.update({box.key: box for cluster in clusters for box in cluster.boxes})
        y += height + 2 * _GAP
    return Picture(WIDTH, y - 2 * _GAP + _MARGIN, tuple(rows))


def _clusters(band: Band, top: float, above: dict[str, Placed]) -> tuple[tuple[Cluster, ...], float]:
    """Up to three clusters side by side, then the next three below; columns go where most are needed."""
    parts: dict[str, list[Box]] = {}
    for box in band.boxes:
        parts.setdefault(box.cluster, []).append(box)
    each = list(parts.items())
    placed: list[Cluster] = []
    y = top
    for first in range(0, len(each), _SIDE_BY_SIDE):
        line = each[first : first + _SIDE_BY_SIDE]
        x, high = float(_MARGIN), 0.0
        for (title, boxes), columns in zip(line, _columns([len(boxes) for _title, boxes in line]), strict=True):
            cluster = _cluster(title, boxes, (x, y, columns), above)
            placed.append(cluster)
            x, high = x + cluster.width + _GAP, max(high, cluster.height)
        y += high + _GAP
    return tuple(placed), y - _GAP - top if placed else 0.0


def _columns(numbers: Sequence[int]) -> list[int]:
    """How many boxes wide each cluster of a line is, so that the tallest is as low as can be."""
    free = (WIDTH - 2 * _MARGIN - len(numbers) * _GAP - (len(numbers) - 1) * _GAP) // (_BOX_WIDE + _GAP)
    columns = [1] * len(numbers)
    while sum(columns) < free:
        rows = [-(-number // wide) for number, wide in zip(numbers, columns, strict=True)]
        tallest = rows.index(max(rows))
        if rows[tallest] == 1:
            break
        columns[tallest] += 1
    return columns


def _cluster(title: str, boxes: list[Box], at: tuple[float, float, int], above: dict[str, Placed]) -> Cluster:
    """Boxes in so many columns, from the upper left corner: `at` is (x, y, columns)."""
    x, y, columns = at
    head = _HEAD if title else 0
    placed = []
    for number, box in enumerate(boxes):
        line, column = divmod(number, columns)
        placed.append(
            Placed(
                box.key,
                box.name,
                x + _GAP + column * (_BOX_WIDE + _GAP),
                y + head + _GAP / 2 + line * (_BOX_HIGH + _GAP),
                _BOX_WIDE,
                _BOX_HIGH,
                broken(box.name),
            )
        )
    rows_of_boxes = -(-len(boxes) // columns)
    width = columns * (_BOX_WIDE + _GAP) + _GAP
    height = head + rows_of_boxes * (_BOX_HIGH + _GAP)
    parents = {box.parent for box in boxes if box.parent in above}
    lines = tuple(
        (above[parent].middle, above[parent].y + above[parent].height, x + width / 2, y) for parent in sorted(parents)
    )
    return Cluster(title, x, y, width, height, tuple(placed), lines)


def broken(name: str) -> tuple[str, ...]:
    """A name in at most three lines that fit a box; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _LETTERS_A_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    cut = [line if len(line) <= _LETTERS_A_LINE else line[: _LETTERS_A_LINE - 1] + "…" for line in lines[:_LINES]]
    if len(lines) > _LINES:
        cut[-1] = cut[-1][: _LETTERS_A_LINE - 1].rstrip() + "…"
    return tuple(cut)
