"""Lists of names: members, those present, apologies; and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from folkmoot_core.agendapacks.lines import Line
from folkmoot_core.agendapacks.values import Contact, Person, Read, Sure

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Cllrs?|Councillors?|Rev|Revd|Prof|Professor|Canon|Alderman)\b\.?"
_TITLE = re.compile(rf"^{_TITLES}\s+\S")
_RUN_TOGETHER = re.compile(rf"(?<=[\w)])(?<!and)(?<!for)(?<!\bOf)\s+(?={_TITLES}\s+[A-Z])")
_HONOURS = re.compile(r"(?:[A-Z]{2,4})(?:\s[A-Z]{2,4})*")
_PLURAL = re.compile(r"^(?:Councillors|Cllrs|Members)\s*:?\s+", re.IGNORECASE)
_SUBSTITUTE = re.compile(r"substitut\w*\s+for\s+(.+)", re.IGNORECASE)
_ROLE = re.compile(r"^(.*?)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)?\s*(.*)$")

_KIND = re.compile(
    r"^(contact (?:officers?|details|person)|report authors?|authors?|lead officers?|relevant directors?|directors?|"
    r"officer contact|further information)(?:\(s\))?\s*[:\-–]?\s*(.*)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(name|(?:job )?title|post|position|designation|"
    r"(?:direct )?(?:tele?phone|tel|phone|contact)(?: ?(?:numbers?|nos?))?|ext(?:ension)?|direct dial(?:/ext)?|"
    r"e-?mail(?: ?address)?)\.?(?:\s*[:;]\s*|\s+(?=[\d(]))(.*)$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_GAP = re.compile(r"\s{2,}")
_DIGITS = re.compile(r"(?:(?:tel|ext|phone)\.?:?\s*)?[\d() +]{4,20}", re.IGNORECASE)
_LONGEST_CONTACT = 8
_PERSON = re.compile(r"^(?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+$")


def names_in(text: str) -> tuple[tuple[Person, ...], str]:
    """People parted by commas, semicolons or “and”; the second value says what was mended (a comma left out)."""
    mended = ""
    whole: list[str] = []
    for part in _outside_brackets(_PLURAL.sub("", text.strip(" .;,"))):
        pieces = _split_run_together(part)
        if len(pieces) > 1:
            mended = f"a comma is missing before {pieces[-1]}"
        whole += pieces
    people: list[Person] = []
    for piece in (part.strip(" .;,") for part in whole):
        if people and _HONOURS.fullmatch(piece) and not people[-1].role:
            last = people.pop()
            people.append(Person(f"{last.name}, {piece}", last.role))
        elif piece:
            people.append(_person(piece))
    return tuple(people), mended


def _outside_brackets(text: str) -> list[str]:
    parts, depth, begin = [], 0, 0
    for found in re.finditer(r"[(),;]|\s+and\s+(?=[A-Z])", text):
        mark = found.group()
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif depth == 0:
            parts.append(text[begin : found.start()])
            begin = found.end()
    return [part.strip() for part in [*parts, text[begin:]] if part.strip()]


def _split_run_together(text: str) -> list[str]:
    cuts = [
        found.start()
        for found in _RUN_TOGETHER.finditer(text)
        if text.count("(", 0, found.start()) == text.count(")", 0, found.start())
    ]
    edges = [0, *cuts, len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges)]


def _person(text: str) -> Person:
    found = _ROLE.match(text)
    if not found:
        return Person(text)
    name, inside, after = found.groups()
    substitute = _SUBSTITUTE.fullmatch(inside.strip())
    name = f"{name} {after}".strip()
    return Person(name, substitute_for=substitute.group(1)) if substitute else Person(name, role=inside.strip())


def looks_like_names(text: str) -> bool:
    return _TITLE.match(text.strip()) is not None


def looks_like_a_person(text: str) -> bool:
    return _PERSON.match(text.strip()) is not None or (looks_like_names(text) and len(text) < 50)


def is_contact_line(text: str) -> bool:
    return _KIND.match(text) is not None or _PART.match(text) is not None


def starts_contacts(text: str) -> bool:
    """A line that opens the list of contacts of a paper; `Director of …` in a sentence does not."""
    found = _KIND.match(text)
    return found is not None and (":" in text or not found.group(2))


def read_contacts(lines: Sequence[Line]) -> Read[tuple[Contact, ...]] | None:
    """Contacts under labels (“Contact Officer:”, “Name:”, “Tel No:”); else signatures: a name over a number."""
    found: list[dict[str, str]] = []
    role, numbers = "", []
    unnamed = 0
    for place, line in enumerate(lines):
        text = line.bare
        kind, part = _KIND.match(text), _PART.match(text)
        columns = _columns(lines, place) if kind else []
        if columns:
            found += columns
            numbers += [line.number, lines[place + max(len(one) for one in columns) - 1].number]
            role = ""
        elif kind and starts_contacts(text):
            role = kind.group(1)
            numbers.append(line.number)
            if kind.group(2):
                found.append(_named(kind.group(2), role))
        elif part:
            label, value = part.group(1).lower(), part.group(2).strip()
            if label == "name":
                found.append({"role": role, "name": value})
            elif not found or (not role and _key(label) in found[-1]):
                name = _signature_over(lines, place)
                unnamed += not name
                found.append({"name": name[0] if name else "", "post": name[1] if name else ""})
            if label != "name":
                found[-1].setdefault(_key(label), value)
            numbers.append(line.number)
    people = tuple(Contact(**one) for one in found if one.get("name") or one.get("email") or one.get("telephone"))
    if not people:
        return None
    labelled = all(one.get("role") for one in found) and not unnamed
    sure: Sure = "certain" if labelled else "likely"
    note = "" if labelled else "read from a signature, without labels"
    return Read(people, numbers[0], numbers[-1], sure, note)


def _columns(lines: Sequence[Line], place: int) -> list[dict[str, str]]:
    """Contacts without labels of their own, under one heading or under several side by side."""
    roles = [_KIND.match(part) for part in _GAP.split(lines[place].bare)]
    named = [one for one in roles if one is not None and not one.group(2)]
    below = [line.text.strip() for line in lines[place + 1 : place + _LONGEST_CONTACT]]
    below = below[: below.index("")] if "" in below else below
    if len(named) != len(roles) or not below or _PART.match(below[0]) or _KIND.match(below[0]):
        return []
    found = [{"role": one.group(1)} for one in named]
    for text in below:
        for one, cell in zip(found, _GAP.split(text), strict=False):
            key = "email" if _EMAIL.fullmatch(cell) else "telephone" if _DIGITS.fullmatch(cell) else ""
            key = key or ("post" if "name" in one else "name")
            one.setdefault(key, cell)
    return [one for one in found if looks_like_a_person(one.get("name", ""))]


def _named(text: str, role: str) -> dict[str, str]:
    """“Jo Bloggs, Head of Parks, 01234 567890, jo@…” after a label."""
    email = _EMAIL.search(text)
    rest = _EMAIL.sub("", text)
    phone = re.search(r"(?:tel|ext|extension|phone)?\.?:?\s*(\(?\d[\d() ]{3,20}\d)", rest, re.IGNORECASE)
    if phone:
        rest = rest[: phone.start()] + rest[phone.end() :]
    name, _, post = rest.strip(" ,;-–").partition(",")
    one = {"role": role, "name": name.strip(" ;-–")}
    if post.strip(" ,;-–"):
        one["post"] = post.strip(" ,;-–")
    if phone:
        one["telephone"] = phone.group(1).strip()
    if email:
        one["email"] = email.group()
    return one


def _key(label: str) -> str:
    if "mail" in label:
        return "email"
    if label.endswith("title") or label in {"post", "position", "designation"}:
        return "post"
    return "telephone"


def _signature_over(lines: Sequence[Line], place: int) -> tuple[str, str] | None:
    """The name, and perhaps the post, in the one or two lines above a number."""
    above = [line.bare for line in lines[max(0, place - 3) : place]]
    if above and looks_like_a_person(above[-1]) and (len(above) == 1 or not looks_like_a_person(above[-2])):
        return above[-1], ""
    if len(above) > 1 and above[-1] and looks_like_a_person(above[-2]):
        return above[-2], above[-1]
    return None
