"""What python-docx has no call for: fields, links, words of pictures (ECMA-376)."""

# ruff: noqa: SLF001 - the elements under its objects, which its documentation points to, have names with an underscore

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A simple field, such as the number of the page, with what stands there until Word works it out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(_run(shown))
    paragraph._p.append(field)


def add_contents(document: Any, entries: list[tuple[int, str]], levels: int) -> None:
    """A table of contents: the headings at once, their pages as soon as Word opens the document."""
    for place, (level, text) in enumerate(entries):
        paragraph = document.add_paragraph(style=f"TOC {level}")
        if place == 0:
            paragraph._p.append(_field_end("begin", dirty=True))
            instruction = OxmlElement("w:r")
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f' TOC \\o "1-{levels}" \\h \\z \\u '
            instruction.append(code)
            paragraph._p.append(instruction)
            paragraph._p.append(_field_end("separate"))
        paragraph._p.append(_run(text))
        if place == len(entries) - 1:
            paragraph._p.append(_field_end("end"))


def _field_end(kind: str, *, dirty: bool = False) -> Any:
    run = OxmlElement("w:r")
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    run.append(mark)
    return run


def _run(text: str) -> Any:
    run, holder = OxmlElement("w:r"), OxmlElement("w:t")
    holder.set(qn("xml:space"), "preserve")
    holder.text = text
    run.append(holder)
    return run


def add_link(paragraph: Any, text: str, address: str) -> None:
    """A link to the web or to a mail address, underlined."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def set_style(paragraph: Any, style_id: str) -> None:
    paragraph._p.get_or_add_pPr().style = style_id


def set_language(paragraph: Any, language: str) -> None:
    """The language of a paragraph that is in another than its document."""
    for run in paragraph.runs:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), language)
        run._r.get_or_add_rPr().append(mark)


def set_alternative(shape: Any, title: str, words: str) -> None:
    """Name and words of a picture, for those who do not see it."""
    shape._inline.docPr.set("title", title)
    shape._inline.docPr.set("descr", words)
