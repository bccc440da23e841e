"""The whole agenda pack as one tagged PDF: front sheet, papers, and the files that came as PDF, each page numbered.

Set by Typst. A pack of our own words conforms to PDF/UA-1 (ISO 14289-1), and Typst refuses to write what does not.
Pages of somebody else's PDF stand in it as tagged pictures with their names, since nobody can make another's pages
conform; the file itself is on the page of the meeting. Bookmarks lead to each item, paper and file. The numbers printed
at the foot are those that a PDF reader shows (page labels): the front sheet in Roman figures, the papers from 1.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import typst

from folkmoot_core.agendas.paging import Bound, give_pages
from folkmoot_core.reports.forms.glyphs import Glyphs
from folkmoot_core.reports.xml_text import without_controls

Json = dict[str, Any]
LABELS = {
    "page": "Page",
    "item": "Item",
    "title": "Title",
    "pages": "Pages",
    "recommendation": "What is asked",
    "sheet": "Page {n} of {of} of “{title}”, a file that was attached. Open the file itself to have it read out.",
    "not_included": "The file “{title}” cannot be put into this pack. It is on the page of the meeting.",
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A PDF to put in: its bytes, and for each page whether it is wider than high."""

    title: str
    content: bytes
    flipped: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One paper. `pages` are those it was printed on before. `item` heads the first paper of each item."""

    key: str
    number: str
    item: str
    title: str
    facts: Sequence[tuple[str, str]] = ()
    blocks: Sequence[tuple[str, str]] = ()
    asks: Sequence[str] = ()
    enclosed: Sequence[Enclosed] = ()
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list of items. `parts` are the keys of its papers, whose pages stand beside it."""

    number: str
    title: str
    note: str = ""
    parts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack is made from. `sections`: a title and its lines."""

    title: str
    body: str
    when: str
    facts: Sequence[tuple[str, str]] = ()
    notice: str = ""
    sections: Sequence[tuple[str, Sequence[Line]]] = ()
    parts: Sequence[Part] = ()
    language: str = "en-GB"
    labels: Mapping[str, str] = field(default_factory=lambda: LABELS)


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF; the pages of each paper; the titles of files that could not be put in."""

    content: bytes
    pages: dict[str, tuple[int, int]]
    left_out: tuple[str, ...]


def measure(pack: Pack) -> dict[str, tuple[int, int]]:
    """First and last page of each paper, as they will be printed. Costs one setting of the pack."""
    return _Setting(pack).place()


def make(pack: Pack, pages: Mapping[str, tuple[int, int]] | None = None) -> Made:
    """The PDF. `pages`: those of a fuller pack that this is an excerpt of, so that both have the same numbers."""
    setting = _Setting(pack)
    found = dict(pages) if pages is not None else setting.place()
    return Made(setting.pdf(found), found, tuple(sorted(setting.left_out)))


class _Setting:
    """One pack on its way to paper."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.left_out: set[str] = set()
        self.bad: set[bytes] = set()
        plain = json.dumps(_document(pack, {}, self._placed_none), ensure_ascii=False)
        self.glyphs = Glyphs(plain)

    def place(self) -> dict[str, tuple[int, int]]:
        def asked(main: str, inputs: dict[str, str]) -> str:
            found: str = typst.query(main, "<mark>", field="value", sys_inputs=inputs, root=_root(main))
            return found

        marks = self._run(asked, {})
        begun: dict[str, int] = {}
        length: dict[Hashable, int] = {}
        for mark in json.loads(marks):
            if mark["at"] == "from":
                begun[mark["key"]] = mark["page"]
            else:
                length[mark["key"]] = mark["page"] - begun[mark["key"]] + 1
        bound = [Bound(part.key, length[part.key], *(part.pages or (None, None))) for part in self.pack.parts]
        return {str(key): pages for key, pages in give_pages(bound).items()}

    def pdf(self, pages: Mapping[str, tuple[int, int]]) -> bytes:
        has_files = any(part.enclosed for part in self.pack.parts)

        def compiled(main: str, inputs: dict[str, str]) -> bytes:
            made: bytes = typst.compile(
                main,
                format="pdf",
                sys_inputs=inputs,
                root=_root(main),
                ignore_system_fonts=True,
                # Typst sets no PDF of others into one that is to conform.
                pdf_standards=None if has_files else ["ua-1"],
            )
            return made

        made: bytes = self._run(compiled, pages)
        return made

    def _run(self, do: Callable[[str, dict[str, str]], Any], pages: Mapping[str, tuple[int, int]]) -> Any:
        """`do`, in a folder that holds the template and the enclosed files; again without those that cannot be read."""
        with tempfile.TemporaryDirectory() as folder:
            main = Path(folder) / "pack.typ"
            main.write_bytes(files(__package__).joinpath("pack.typ").read_bytes())
            try:
                return do(str(main), self._inputs(Path(folder), pages))
            except (typst.TypstError, RuntimeError):  # compiling raises the one, querying the other
                if not self._find_bad(Path(folder)):
                    raise
            return do(str(main), self._inputs(Path(folder), pages))

    def _inputs(self, folder: Path, pages: Mapping[str, tuple[int, int]]) -> dict[str, str]:
        number = 0

        def placed(enclosed: Enclosed) -> str:
            nonlocal number
            if enclosed.content in self.bad:
                self.left_out.add(enclosed.title)
                return ""
            number += 1
            (folder / f"{number}.pdf").write_bytes(enclosed.content)
            return f"{number}.pdf"

        document = _said(_document(self.pack, pages, placed), self.glyphs)
        return {"pack": orjson.dumps(document).decode()}

    def _find_bad(self, folder: Path) -> bool:
        """Try each file by itself. True if one was at fault."""
        trial = folder / "trial.typ"
        for part in self.pack.parts:
            for enclosed in part.enclosed:
                if enclosed.content in self.bad:
                    continue
                (folder / "trial.pdf").write_bytes(enclosed.content)
                sheets = "".join(f'#image("trial.pdf", page: {at})' for at in range(1, len(enclosed.flipped) + 1))
                trial.write_text(sheets)
                try:
                    typst.compile(str(trial), format="pdf", root=str(folder))
                except typst.TypstError:
                    self.bad.add(enclosed.content)
        return bool(self.bad)

    @staticmethod
    def _placed_none(_enclosed: Enclosed) -> str:
        return ""


def _root(main: str) -> str:
    return str(Path(main).parent)


def _document(pack: Pack, pages: Mapping[str, tuple[int, int]], placed: Callable[[Enclosed], str]) -> Json:
    language, _dash, region = pack.language.partition("-")
    anchors = {part.key: f"part-{place}" for place, part in enumerate(pack.parts)}
    # A link leads to the head of the item, which stands over its first paper.
    heads = {part.key for part in pack.parts if part.item}
    return {
        "title": without_controls(pack.title),
        "body": without_controls(pack.body),
        "when": without_controls(pack.when),
        "lang": language,
        "region": region or None,
        "labels": dict(pack.labels),
        "facts": _facts(pack.facts),
        "notice": without_controls(pack.notice),
        "sections": [
            {"title": without_controls(title), "items": [_line(line, pages, anchors, heads) for line in lines]}
            for title, lines in pack.sections
        ],
        "parts": [_part(part, pages, anchors, placed, pack.labels) for part in pack.parts],
    }


def _line(line: Line, pages: Mapping[str, tuple[int, int]], anchors: Mapping[str, str], heads: set[str]) -> Json:
    known = [pages[key] for key in line.parts if key in pages]
    first = next((key for key in line.parts if key in heads and key in anchors), "")
    return {
        "number": without_controls(line.number),
        "title": without_controls(line.title),
        "note": without_controls(line.note),
        "anchor": anchors.get(first, ""),
        "pages": ", ".join(spans(known)),
    }


def spans(pages: Sequence[tuple[int, int]]) -> list[str]:
    """Page ranges as printed, those that follow on each other joined: "7 – 12"."""
    joined: list[tuple[int, int]] = []
    for begin, end in pages:
        if joined and begin == joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return [str(begin) if begin == end else f"{begin} – {end}" for begin, end in joined]


def _part(
    part: Part,
    pages: Mapping[str, tuple[int, int]],
    anchors: Mapping[str, str],
    placed: Callable[[Enclosed], str],
    labels: Mapping[str, str],
) -> Json:
    enclosed = []
    for one in part.enclosed:
        enclosed.append(
            {
                "title": without_controls(one.title),
                "path": placed(one),
                "pages": len(one.flipped),
                "flipped": list(one.flipped),
                "note": labels["not_included"].replace("{title}", without_controls(one.title)),
            }
        )
    return {
        "key": part.key,
        "anchor": anchors[part.key],
        "item": without_controls(part.item),
        "title": without_controls(part.title),
        "start": pages.get(part.key, (1, 1))[0],
        "facts": _facts(part.facts),
        "blocks": [[without_controls(title), without_controls(text)] for title, text in part.blocks],
        "asks": [without_controls(text) for text in part.asks],
        "files": enclosed,
    }


def _facts(facts: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[without_controls(name), without_controls(value)] for name, value in facts if value]


def _said(value: Any, glyphs: Glyphs) -> Any:
    match value:
        case str():
            return glyphs.say(value)
        case dict():
            return {key: _said(each, glyphs) for key, each in value.items()}
        case list():
            return [_said(each, glyphs) for each in value]
        case _:
            return value


def excerpt(pack: Pack, keep: Callable[[Part], bool]) -> Pack:
    """The same pack with only some of its papers; its list of items stays."""
    return replace(pack, parts=[part for part in pack.parts if keep(part)])
