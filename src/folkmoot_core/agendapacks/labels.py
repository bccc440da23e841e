"""The labels that heads of reports use, in whatever order and however a conversion broke them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache

from folkmoot_core.agendapacks.people import is_contact_line

LABELS: dict[str, tuple[str, ...]] = {
    "to": ("to", "report to", "meeting", "committee", "decision maker", "report for"),
    "from_": (
        *("from", "by", "report of", "report by", "report from", "report author", "report authors", "author"),
        *("authors", "presented by"),
    ),
    "date": ("date", "date of meeting", "meeting date"),
    "subject": ("subject", "title", "report title", "title of report", "subject of report"),
    "classification": (
        "classification",
        "security classification",
        "confidentiality",
        "restriction",
        "exempt or public",
    ),
    "summary": (
        *("summary", "executive summary", "purpose", "purpose of report", "purpose of the report"),
        *("summary and recommendation", "summary and recommendations", "report summary", "synopsis"),
    ),
    "recommendation": ("recommendation", "recommendations", "recommendation(s)"),
    "past_pathway": (
        *("past pathway", "past pathway of paper", "past pathway of report", "previous pathway"),
        *("previous consideration", "previously considered by"),
    ),
    "future_pathway": ("future pathway", "future pathway of paper", "future pathway of report"),
    "divisions": (
        *("electoral division", "electoral divisions", "divisions affected", "electoral divisions affected"),
        *("ward", "wards", "wards affected", "ward(s) affected", "electoral division(s)", "ward(s)"),
    ),
    "item": ("item", "item no", "agenda item", "agenda item no", "agenda item number", "item number", "agenda no"),
    "other": (
        *("key decision", "decision no", "decision number", "cabinet member", "portfolio holder", "lead member"),
        *("portfolio", "forward plan", "reference", "file ref", "appendices", "annexes", "key words", "contact"),
    ),
}
STARTS = frozenset({"to", "from_", "date", "subject", "classification", "item"})
_FIELD = {re.sub(r"[^a-z()]", "", label): field for field, labels in LABELS.items() for label in labels}
_COLON = re.compile(r"^([^:;|]{1,40}?)\s*[:;]\s*(.*)$")
_TABLE = re.compile(r"^\|\s*([^|]{1,40}?)\s*:?\s*\|\s*(.*?)\s*\|?$")
_WITHOUT_COLON = (
    (re.compile(r"^(by)\s+(?=[A-Z])(.*)$", re.IGNORECASE), "from_"),
    (re.compile(r"^(report (?:of|by))\s+(?:the\s+)?(?=[A-Z])(.*)$", re.IGNORECASE), "from_"),
    (re.compile(r"^(report to)\s+(?:the\s+)?(?=[A-Z])(.*)$", re.IGNORECASE), "to"),
    (re.compile(r"^(summary and recommendations?)\s+(?=[A-Z])(.*)$", re.IGNORECASE), "summary"),
    (re.compile(r"^((?:agenda )?item(?: no\.?)?)\s+(?=[A-Z]?\d)(\S{1,5})$", re.IGNORECASE), "item"),
    (re.compile(r"^((?:to|from|date|subject|classification))(?:\s{2,}|\s+[-–]\s+)(.*)$", re.IGNORECASE), "colonless"),
)
_ALONE = frozenset(
    {"to", "from", "by", "date", "subject", "classification", "summary", "executivesummary", "purposeofreport"}
    | {"purposeofthereport", "summaryandrecommendation", "summaryandrecommendations", "recommendation"}
    | {"recommendations", "recommendation(s)", "reportof", "reportby", "reportto"}
)
"""Labels that may stand on a line with nothing after them; “Committee” there is the end of a name."""
_LONG_ENOUGH = 6
_NEAR = 0.84


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line, with what follows it. `mended` says what was wrong with it."""

    field: str
    rest: str
    mended: str = ""


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """The label a line begins with, if any."""
    if text.startswith("|"):
        found = _TABLE.match(text)
        field = _FIELD.get(_squeezed(found.group(1))) if found else None
        return Label(field, found.group(2).replace("|", " ").strip()) if found and field else None
    found = _COLON.match(text)
    if found:
        return _with_colon(found.group(1), found.group(2))
    if _squeezed(text) in _ALONE:
        return _alone(text)
    for pattern, field in _WITHOUT_COLON:
        found = pattern.match(text)
        if found:
            named = _FIELD[_squeezed(found.group(1))] if field == "colonless" else field
            return Label(named, found.group(2).strip(), "" if field == "item" else "the label has no colon")
    return None


def _alone(text: str) -> Label | None:
    """A label by itself. With a number before it, it is a heading of the report, and only a summary is read there."""
    field = _FIELD[_squeezed(text)]
    if not text[:1].isdigit():
        return Label(field, "")
    return Label(field, "", "the label is a numbered heading") if field == "summary" else None


def _with_colon(printed: str, rest: str) -> Label | None:
    if printed[:1].isdigit():
        return _alone(printed) if _squeezed(printed) in _ALONE and not rest else None
    key = _squeezed(printed)
    if key in _FIELD:
        whole = " ".join(printed.split()).lower().rstrip(".") in {one for labels in LABELS.values() for one in labels}
        return Label(_FIELD[key], rest, "" if whole else f"the label is printed “{printed}”")
    if is_contact_line(f"{printed}: x") or len(key) < _LONG_ENOUGH:
        return None
    near = difflib.get_close_matches(key, _FIELD, n=1, cutoff=_NEAR)
    return Label(_FIELD[near[0]], rest, f"the label is printed “{printed}”") if near else None


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z()]", "", text.lower())
