"""The precision curve as a picture: how often accepted labels are right, by how many answers they cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    # It brings scikit-learn with it, which no page needs.
    from folkmoot_core.themes.confidence import CurvePoint

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 320, 56, 16, 16, 48
INK, LINE, BAND, GRID = "#0b0c0c", "#1d5b8c", "#d5e3ee", "#c3c9ce"


def curve_svg(points: Sequence[CurvePoint]) -> SafeString:
    """An SVG of the points with their intervals. The table beside it holds every figure, so the picture is hidden from
    screen readers but for its title."""
    title = escape(_("How often labels are right, by the share of answers they cover"))
    band = [*((p.coverage, p.high) for p in points), *((p.coverage, p.low) for p in reversed(points))]
    line = _path([(point.coverage, point.precision) for point in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="14">',
        f'<title>{title}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *(_grid_line(percent) for percent in (0, 25, 50, 75, 100)),
        f'<polygon points="{_path(band)}" fill="{BAND}"/>',
        f'<polyline points="{line}" fill="none" stroke="{LINE}" stroke-width="3"/>',
        *(f'<circle cx="{_x(p.coverage)}" cy="{_y(p.precision)}" r="4" fill="{LINE}"/>' for p in points),
        f'<text x="{LEFT}" y="{HEIGHT - 8}" fill="{INK}">{escape(_("Answers covered"))}</text>',
        "</svg>",
    ]
    return mark_safe("".join(parts))


def _grid_line(percent: int) -> str:
    y, x = _y(percent / 100), _x(percent / 100)
    return (
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="{GRID}"/>'
        f'<text x="{LEFT - 8}" y="{y + 5}" text-anchor="end" fill="{INK}">{percent}%</text>'
        f'<text x="{x}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="{INK}">{percent}%</text>'
    )


def _path(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_x(across)},{_y(up)}" for across, up in places)


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)
