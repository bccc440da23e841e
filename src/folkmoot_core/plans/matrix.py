"""The picture of which plan serves which ambition: a row a plan, a column an ambition; a full dot for the one that it
serves first, a ring for those it supports, and a line through the dots of a plan that spans several.

It is a layout and no more: whoever draws it adds names, links and colours. The same stands beside it as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from folkmoot_core.landscape import Line

LABEL = 330
COLUMN = 110
HEAD = 64
LINE_HEIGHT = 17
PADDING = 10
LETTERS = 46
HEAD_LETTERS = 13


@dataclass(frozen=True)
class MatrixEdition:
    """One edition of the matrix as whoever keeps it tells it. `addresses`: {plan: its page there}; `doubts`: {plan: how
    sure the reading is}, where the paper leaves it open; `comparison`: the page that compares editions."""

    key: str
    title: str
    lines: tuple[Line, ...]
    addresses: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    comparison: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a plan serves an ambition; `first`: before the others."""

    column: str
    x: int
    first: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`text`: the lines of its title with the base of each; `line`: from the first dot to the last, if several."""

    plan: str
    title: str
    y: int
    height: int
    middle: int
    text: tuple[tuple[int, str], ...]
    dots: tuple[Dot, ...]
    line: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    width: int
    height: int
    columns: tuple[tuple[str, int, tuple[tuple[int, str], ...]], ...]
    rows: tuple[MatrixRow, ...]


def draw_matrix(lines: Sequence[Line], columns: Sequence[tuple[str, str]]) -> MatrixPicture:
    """`columns`: (key, name) in order. A plan that serves none of them stands there without a dot."""
    places = {key: LABEL + COLUMN * place + COLUMN // 2 for place, (key, _name) in enumerate(columns)}
    heads = tuple(
        (key, places[key], tuple((16 + 15 * row, text) for row, text in enumerate(_wrapped(name, HEAD_LETTERS, 3))))
        for key, name in columns
    )
    rows, y = [], HEAD
    for line in lines:
        words = _wrapped(line.title, LETTERS, 2)
        height = LINE_HEIGHT * len(words) + PADDING
        text = tuple((y + PADDING // 2 + 13 + LINE_HEIGHT * row, part) for row, part in enumerate(words))
        dots = tuple(Dot(key, places[key], key == line.first) for key, _name in columns if key in line.serves)
        span = (dots[0].x, dots[-1].x) if len(dots) > 1 else None
        rows.append(MatrixRow(line.plan, line.title, y, height, y + height // 2, text, dots, span))
        y += height
    return MatrixPicture(LABEL + COLUMN * len(columns), y + PADDING, heads, tuple(rows))


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    return textwrap.wrap(text, letters, max_lines=most, placeholder=" …") or [""]
