"""How a score moved, drawn: time across, score up, a step at each new score, and the target as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, LEFT, ROOM = 640, 200, 40, 16


@dataclass(frozen=True, slots=True)
class Scored:
    on: date
    value: int


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a score stands in the picture, in its units."""

    x: int
    y: int
    on: date
    value: int


@dataclass(frozen=True, slots=True)
class Picture:
    """`line` is the attribute `points` of an SVG polyline; `target` the height of the line of the target."""

    width: int
    height: int
    line: str
    dots: tuple[Dot, ...]
    target: int | None
    words: str


def picture_of(scores: Sequence[Scored], until: date, highest: int, target: int | None = None) -> Picture | None:
    """The scores, oldest first, up to `until`; None where there is none. Several on one day: the last holds."""
    if not scores:
        return None
    last = {each.on: each.value for each in scores}
    first, end = min(last), max(until, *last)
    days = max((end - first).days, 1)

    def across(day: date) -> int:
        return LEFT + round((day - first).days * (WIDTH - LEFT - ROOM) / days)

    def up(value: int) -> int:
        return HEIGHT - ROOM - round(value * (HEIGHT - 2 * ROOM) / highest)

    dots = tuple(Dot(across(day), up(value), day, value) for day, value in sorted(last.items()))
    points: list[tuple[int, int]] = []
    for dot in dots:
        if points:
            points.append((dot.x, points[-1][1]))
        points.append((dot.x, dot.y))
    points.append((across(end), dots[-1].y))
    line = " ".join(f"{x},{y}" for x, y in points)
    return Picture(WIDTH, HEIGHT, line, dots, None if target is None else up(target), _words(dots))


def _words(dots: Sequence[Dot]) -> str:
    """“20 on 2011-04-01, 12 on 2011-09-15”."""
    return ", ".join(f"{dot.value} on {dot.on.isoformat()}" for dot in dots)
