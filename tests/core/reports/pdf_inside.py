"""The inside of a PDF as a reading aid finds it, read with pikepdf, which had no part in making it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf


@dataclass
class Element:
    """A structure element: its kind after the role map, its attributes, the text of its content, and its children."""

    kind: str
    alt: str = ""
    scope: str = ""
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *kinds: str) -> list[Element]:
        return [each for each in self.walk() if each.kind in kinds]

    @property
    def words(self) -> str:
        return self.text + "".join(child.words for child in self.children)


class Inside:
    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        root = self.pdf.Root
        self.tree = root.StructTreeRoot
        self.roles = {str(k): str(v) for k, v in dict(self.tree.get("/RoleMap", {})).items()}
        self.marked: dict[tuple[int, int], str] = {}
        for number, page in enumerate(self.pdf.pages):
            self._read_page(number, page)
        self.pages = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.document = self._element(
            self.tree.K if not isinstance(self.tree.K, pikepdf.Array) else self.tree.K[0], None
        )

    def role(self, name: str) -> str:
        seen: set[str] = set()
        while name in self.roles and name not in seen:
            seen.add(name)
            name = self.roles[name]
        return name.lstrip("/")

    def bookmarks(self) -> list[str]:
        with self.pdf.open_outline() as outline:
            return list(_titles(outline.root))

    def _element(self, node: pikepdf.Object, page: int | None) -> Element:
        if "/Pg" in node:
            page = self.pages[node.Pg.objgen]
        found = Element(self.role(str(node.S)), str(node.get("/Alt", "")))
        attributes = node.get("/A", [])
        for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            found.scope = str(each.get("/Scope", found.scope)) if isinstance(each, pikepdf.Dictionary) else found.scope
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.children.append(self._element(kid, page))
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                where = self.pages[kid.Pg.objgen] if "/Pg" in kid else page
                found.children.append(Element("", text=self.marked.get((where or 0, int(kid.MCID)), "")))
            elif not isinstance(kid, pikepdf.Dictionary):
                found.children.append(Element("", text=self.marked.get((page or 0, int(kid)), "")))
        return found

    def _read_page(self, number: int, page: pikepdf.Page) -> None:
        """Text of each marked content, through each font's table of what its glyphs stand for."""
        fonts = {name: _glyphs(font) for name, font in dict(page.Resources.get("/Font", {})).items()}
        glyphs: dict[int, str] = {}
        stack: list[int | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC":
                    properties = operands[1]
                    stack.append(int(properties.MCID) if "/MCID" in properties else None)
                case "BMC":
                    stack.append(None)
                case "EMC":
                    stack.pop()
                case "Tf":
                    glyphs = fonts[str(operands[0])]
                case "Tj" | "TJ":
                    items = operands[0] if str(operator) == "TJ" else operands
                    said = "".join(_said(bytes(i), glyphs) for i in items if isinstance(i, pikepdf.String))
                    inside = next((mcid for mcid in reversed(stack) if mcid is not None), None)
                    if inside is not None:
                        self.marked[number, inside] = self.marked.get((number, inside), "") + said


def _said(codes: bytes, glyphs: dict[int, str]) -> str:
    pairs = (int.from_bytes(codes[n : n + 2], "big") for n in range(0, len(codes), 2))
    return "".join(glyphs.get(pair, "?") for pair in pairs)


def _glyphs(font: pikepdf.Object) -> dict[int, str]:
    """The font's ToUnicode map (bfchar and bfrange), codes of two bytes."""
    if "/ToUnicode" not in font:
        return {}
    found: dict[int, str] = {}
    words = bytes(font.ToUnicode.read_bytes()).decode("latin-1").replace("<", " <").split()
    place = 0
    while place < len(words):
        if words[place] in {"beginbfchar", "beginbfrange"}:
            step = 2 if words[place] == "beginbfchar" else 3
            place += 1
            while words[place].startswith("<"):
                parts = [bytes.fromhex(word.strip("<>")) for word in words[place : place + step]]
                first, last = int.from_bytes(parts[0], "big"), int.from_bytes(parts[step - 2], "big")
                text = parts[-1].decode("utf-16-be")
                for code in range(first, last + 1):
                    found[code] = text[:-1] + chr(ord(text[-1]) + code - first)
                place += step
        place += 1
    return found


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield str(item.title)
        yield from _titles(item.children)
