"""The styles of a Word document: those of Word's own names, dressed for a report, and four that it lacks."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

NOTE, WARNING, ATTRIBUTION, SMALL = "Report Note", "Report Caution", "Report Attribution", "Report Small"
TABLE_TEXT = "Report Table Text"
TABLE: Final = "Table Grid"
FONT: Final = "Arial"
INK, ACCENT, QUIET = RGBColor(0x16, 0x19, 0x1D), RGBColor(0x1F, 0x4E, 0x5F), RGBColor(0x4A, 0x50, 0x57)
_SIZES: Final = {"Title": 26, "Subtitle": 14, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "TOC Heading": 16}
_BEFORE: Final = {"Heading 1": 18, "Heading 2": 16, "Heading 3": 14, "TOC Heading": 18}


def set_styles(document: Any, language: str) -> None:
    """Fonts, sizes, spaces and the language of everything that follows."""
    styles = document.styles
    _set_language(styles, language)
    _dress(styles["Normal"], 11, INK)
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, size in _SIZES.items():
        _dress(styles[name], size, QUIET if name == "Subtitle" else ACCENT, bold=name != "Subtitle")
        styles[name].paragraph_format.space_before = Pt(_BEFORE.get(name, 0))
        styles[name].paragraph_format.space_after = Pt(6)
        if name != "Subtitle":
            styles[name].paragraph_format.keep_with_next = True
    _without_rule(styles["Title"])
    _dress(styles["Caption"], 11, INK, bold=True)
    styles["Caption"].paragraph_format.space_before = Pt(10)
    styles["Caption"].paragraph_format.space_after = Pt(4)
    _dress(styles["Quote"], 11, INK)
    styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    styles["Quote"].paragraph_format.space_after = Pt(2)
    styles["Quote"].paragraph_format.keep_with_next = True
    styles["List Bullet"].paragraph_format.space_after = Pt(4)
    _dress(styles["Header"], 9, QUIET)
    _dress(styles["Footer"], 9, QUIET)
    _own_styles(styles)
    _rule_table(styles[TABLE])


def _own_styles(styles: Any) -> None:
    for name in (NOTE, WARNING, ATTRIBUTION, SMALL, TABLE_TEXT, "TOC 1", "TOC 2"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, sides in ((NOTE, ("left",)), (WARNING, ("top", "left", "bottom", "right"))):
        styles[name].paragraph_format.left_indent = Cm(0.4)
        styles[name].element.get_or_add_pPr().insert_element_before(_borders(sides), *_AFTER_BORDERS)
    styles[ATTRIBUTION].paragraph_format.left_indent = Cm(0.8)
    _dress(styles[ATTRIBUTION], 10, QUIET)
    _dress(styles[SMALL], 9, QUIET)
    _dress(styles[TABLE_TEXT], 9.5, INK)
    styles[SMALL].paragraph_format.space_before = Pt(4)
    styles[TABLE_TEXT].paragraph_format.space_after = Pt(2)
    styles[TABLE_TEXT].paragraph_format.space_before = Pt(2)
    styles[TABLE_TEXT].paragraph_format.line_spacing = 1.0
    for name, indent in (("TOC 1", 0.0), ("TOC 2", 0.6)):
        styles[name].paragraph_format.left_indent = Cm(indent)
        styles[name].paragraph_format.space_after = Pt(2)


def _dress(style: Any, size: float, colour: RGBColor, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _set_language(styles: Any, language: str) -> None:
    """The default of the whole document, which reading aids take their voice from."""
    for found in styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _without_rule(style: Any) -> None:
    """Word's title has a line under it."""
    properties = style.element.get_or_add_pPr()
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)


# What may stand behind borders in a paragraph's properties, in the order of the schema (ECMA-376, 17.3.1.26).
_AFTER_BORDERS: Final = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def _borders(sides: tuple[str, ...]) -> Any:
    lines = "".join(f'<w:{side} w:val="single" w:sz="18" w:space="6" w:color="1F4E5F"/>' for side in sides)
    return parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")


def _rule_table(style: Any) -> None:
    """Lines between rows only."""
    borders = style.element.find(f".//{qn('w:tblBorders')}")
    for side in borders:
        upright = side.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}
        side.set(qn("w:val"), "nil" if upright else "single")
        side.set(qn("w:sz"), "4")
        side.set(qn("w:color"), "9FB1B8")
