"""The sheet that charts are drawn on: text, rectangles and rules as SVG, and the document around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from folkmoot_core.reports.charts.layouts import Layout
from folkmoot_core.reports.xml_text import without_controls

INK, QUIET, WHITE = "#16191d", "#4a5057", "#ffffff"


@dataclass(slots=True)
class Sheet:
    """What is drawn so far, and how far down."""

    layout: Layout
    parts: list[str] = field(default_factory=list)
    y: float = 0.0

    def text(self, x: float, y: float, words: str, *, size: float, bold: bool = False, colour: str = INK) -> None:
        weight = ' font-weight="700"' if bold else ""
        self.parts.append(
            f'<text x="{px(x)}" y="{px(y)}" font-size="{px(size)}"{weight} fill="{colour}">{safe(words)}</text>'
        )

    def rectangle(self, x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "") -> None:
        edge = f' stroke="{stroke}" stroke-width="1.5"' if stroke else ""
        self.parts.append(
            f'<rect x="{px(x)}" y="{px(y)}" width="{px(width)}" height="{px(height)}" fill="{fill}"{edge}/>'
        )

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 2, dashes: str = "") -> None:
        ends = f'x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}"'
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(f'<line {ends} stroke="{INK}" stroke-width="{px(width)}"{dashed}/>')

    def circle(self, x: float, y: float, radius: float, *, fill: str, stroke: str = "") -> None:
        edge = f' stroke="{stroke}" stroke-width="1.5"' if stroke else ""
        self.parts.append(f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(radius)}" fill="{fill}"{edge}/>')

    def polygon(self, corners: Sequence[tuple[float, float]], *, fill: str, stroke: str) -> None:
        at = " ".join(f"{px(x)},{px(y)}" for x, y in corners)
        self.parts.append(f'<polygon points="{at}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>')

    def path(self, corners: Sequence[tuple[float, float]], *, width: float = 1.5, colour: str = INK) -> None:
        """A line through all corners."""
        at = " ".join(f"{px(x)},{px(y)}" for x, y in corners)
        self.parts.append(f'<polyline points="{at}" fill="none" stroke="{colour}" stroke-width="{px(width)}"/>')


def document(name: str, title: str, description: str, sheet: Sheet, height: int) -> str:
    width, font = sheet.layout.width, escape(sheet.layout.font, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{name}.t {name}.d" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{font}">'
        f'<title id="{name}.t">{safe(title)}</title>'
        f'<desc id="{name}.d">{safe(description)}</desc>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(sheet.parts)}</svg>'
    )


def safe(words: str) -> str:
    """Text for XML, escaped."""
    return escape(without_controls(words), quote=True)


def px(value: float) -> str:
    """A length in pixels, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
