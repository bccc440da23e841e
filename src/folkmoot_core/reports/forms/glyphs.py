"""What the letters of a PDF can show. PDF/UA lets no character stand without a glyph, and residents write emoji.

Only the fonts that come with Typst are used, so that the same report gives the same bytes on every machine. What they
lack is put into words: an emoji by its Unicode name, words of another script by the script's name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

import typst

_CANNOT = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_PROBE = "#let t = json(bytes(sys.inputs.t))\n#set document(title: t)\n= #t\n"
# Latin letters with and without accents, and the signs that our own phrases use.
_PLAIN = frozenset(map(chr, range(0x20, 0x250))) | frozenset("–—‘’“”…•−\n\t")


class Glyphs:
    """Says a text in characters that the fonts have."""

    def __init__(self, everything: str) -> None:
        self.missing = _missing(frozenset(everything) - _PLAIN)

    def say(self, text: str) -> str:
        if not self.missing or self.missing.isdisjoint(text):
            return text
        parts = []
        for name, letters in groupby(text, key=lambda letter: _spoken(letter) if letter in self.missing else ""):
            parts.append(f"[{name}]" if name else "".join(letters))
        return "".join(parts)


@lru_cache(maxsize=64)
def _missing(characters: frozenset[str]) -> frozenset[str]:
    """Those that no font has. Each trial names one; the rest of its script goes with it."""
    missing: set[str] = set()
    left = sorted(c for c in characters if not unicodedata.category(c).startswith("C"))
    missing.update(c for c in characters if unicodedata.category(c).startswith("C"))
    while left:
        unable = _first_without_glyph("".join(left))
        if not unable:
            break
        scripts = {_script(letter) for letter in unable}
        lost = {c for c in left if c in unable or (_script(c) in scripts and _belongs_to_a_word(c))}
        # A mark that has lost its letter is named together with a letter put in for it.
        lost = lost or {c for c in left if unicodedata.category(c).startswith("M")}
        if not lost:
            break
        missing |= lost
        left = [c for c in left if c not in lost]
    return frozenset(missing)


def _first_without_glyph(text: str) -> str:
    try:
        typst.compile(
            _PROBE.encode(),
            format="pdf",
            sys_inputs={"t": _as_json(text)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
        )
    except typst.TypstError as refused:
        found = _CANNOT.search(str(refused))
        if found is None:
            raise
        return found[1]
    return ""


def _as_json(text: str) -> str:
    return '"' + "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else _pair(c) for c in text) + '"'


def _pair(character: str) -> str:
    high, low = divmod(ord(character) - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split()[0]


def _belongs_to_a_word(letter: str) -> bool:
    return letter.isalpha() or unicodedata.category(letter).startswith("M")


def _spoken(letter: str) -> str:
    """An emoji's name; for a letter the name of its script, which a whole word of it shares."""
    if _belongs_to_a_word(letter):
        return f"{_script(letter).title()} script"
    if unicodedata.category(letter) in {"Cf", "Cc", "Cn", "Co", "Sk"}:
        return ""
    return unicodedata.name(letter, "sign").lower()
