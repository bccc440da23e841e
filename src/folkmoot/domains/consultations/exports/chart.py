"""A question's answers as a picture that can be put into a report: bars with their labels, as SVG.

Drawn by hand: a bar is a rectangle and a label, a page has thirty of them, and a chart program takes a hundred
milliseconds for each (altair with vl-convert, measured on two cores), which is twice the time the whole page has.
"""

from __future__ import annotations

from textwrap import wrap

from django.utils.html import escape
from django.utils.translation import gettext as _

from folkmoot_core.survey import QuestionTable, Row, share_decimals

WIDTH, LABEL_CHARACTERS, TITLE_CHARACTERS = 800, 70, 62
LINE, BAR, GAP, MARGIN = 22, 26, 16, 20
BAR_WIDTH = 640
INK, BAR_INK, GROUND = "#0b0c0c", "#1d5b8c", "#eef3f7"


def chart_svg(title: str, tables: tuple[QuestionTable, ...], source: str) -> str:
    """All tables of a question, one below the other. The description gives every figure in words, for those who
    cannot see the picture."""
    parts: list[str] = []
    y = MARGIN
    for line in wrap(title, TITLE_CHARACTERS):
        y += LINE + 4
        parts.append(_text(MARGIN, y, line, size=22, weight="bold"))
    for table in tables:
        if len(tables) > 1:
            y += GAP
            for line in wrap(table.text, LABEL_CHARACTERS):
                y += LINE
                parts.append(_text(MARGIN, y, line, weight="bold"))
        for row in table.rows:
            y = _draw_row(parts, row, table.answered, y + GAP)
    y += GAP + LINE
    parts.append(_text(MARGIN, y, source, size=14))
    height = y + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="Arial, sans-serif">'
        f'<title id="title">{escape(title)}</title><desc id="description">{escape(_in_words(tables))}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def _draw_row(parts: list[str], row: Row, base: int | None, y: int) -> int:
    for line in wrap(row.text, LABEL_CHARACTERS):
        y += LINE
        parts.append(_text(MARGIN, y, line))
    y += 8
    length = round(BAR_WIDTH * (row.percent_of_answered or 0) / 100, 1)
    parts.append(f'<rect x="{MARGIN}" y="{y}" width="{BAR_WIDTH}" height="{BAR}" fill="{GROUND}"/>')
    if length:
        parts.append(f'<rect x="{MARGIN}" y="{y}" width="{length}" height="{BAR}" fill="{BAR_INK}"/>')
    parts.append(_text(MARGIN + BAR_WIDTH + 12, y + BAR - 7, _value(row, base), weight="bold"))
    return y + BAR


def _value(row: Row, base: int | None) -> str:
    if row.count is None:
        return "[c]"
    count = f"{row.count:,}"
    if row.percent_of_answered is None:
        return count
    return f"{row.percent_of_answered:.{share_decimals(base)}f}% ({count})"


def _in_words(tables: tuple[QuestionTable, ...]) -> str:
    sentences = []
    for table in tables:
        figures = "; ".join(
            f"{row.text}: {_('kept back') if row.count is None else _value(row, table.answered)}" for row in table.rows
        )
        sentences.append(f"{table.text}. {figures}.")
    return " ".join(sentences)


def _text(x: int, y: int, words: str, *, size: int = 16, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{INK}">{escape(words)}</text>'
