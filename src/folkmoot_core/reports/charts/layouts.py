"""How large a chart is drawn, and in which letters. Widths of letters are those of Helvetica (Adobe's metrics, 1000 to
the em), which Arial and Liberation Sans share; what they do not list counts as a wide letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_BY_WIDTH = {
    222: "ijl'‘’",
    278: " !,./:;I[]\\ft",
    333: "()-`r“”",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    556: "#$?0123456789_abdeghnopqu–L",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@—…",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_OTHER = 722
_BOLD = 1.07


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in pixels. `label_share` of the width holds the labels; 0 puts each label above its bar. `height`: 0 lets
    the chart be as high as it needs. `title`: whether the picture carries its own, because nothing around it does.
    `spare`: how much wider the letters may come out where another font stands in for the one named."""

    name: str
    width: int
    font: str
    size: int
    label_share: float
    bar: int
    gap: int
    height: int = 0
    title: bool = False
    spare: float = 1.3

    @property
    def line(self) -> int:
        return round(self.size * 1.25)


SANS = "'Liberation Sans', Arial, Helvetica, sans-serif"
# A phone's width, so that a page may show it at any size without its letters becoming too small.
NARROW = Layout("narrow", 360, SANS, 14, 0.0, 16, 10)
PAGE = Layout("page", 720, SANS, 15, 0.42, 22, 12)
PRINT = Layout("print", 720, "'Libertinus Serif'", 16, 0.42, 20, 10, spare=1.0)
# 16 : 9, for a slide or a screen.
SLIDE = Layout("slide", 1280, SANS, 24, 0.42, 34, 20, height=720, title=True)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in pixels."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size / 1000 * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, most: int = 4) -> tuple[str, ...]:
    """The text in lines no wider than `room`; a word that is too long is cut, and what would need more than `most`
    lines ends in an ellipsis (the table has it in full)."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, room, size):
            longer = f"{lines[-1]} {piece}".strip()
            if not lines[-1] or width_of(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return tuple(lines)


def _pieces(word: str, room: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
