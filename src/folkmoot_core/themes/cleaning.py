"""Comments made ready for reading by machine: mark-up, signatures and people's details taken out. The original is kept
elsewhere and shown to people; what is made here is only for finding what is alike."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_TAGS = (
    "a|abbr|article|b|big|blockquote|body|br|center|code|div|em|font|form|h[1-6]|head|hr|html|i|img|li|link|main|meta|"
    "o:p|ol|p|pre|section|small|span|strong|sub|sup|table|tbody|td|th|thead|title|tr|tt|u|ul"
)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# Known tags only: “<3” and “buses < trams > cars” are what somebody wrote.
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
# What mail programs and phones add below a message, to its end.
_SIGNATURE = re.compile(
    r"^\s*(?:--\s*$|sent from (?:my|outlook|yahoo|mail|samsung|windows)\b|get outlook for\b"
    r"|sent (?:via|with) (?:my|the)\b).*",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_INLINE_SIGNATURE = re.compile(
    r"\s*\bsent from my (?:i?phone|ipad|android\w*|samsung\w*|mobile|galaxy)\W*$", re.IGNORECASE
)
# Words of a form that came with the answer.
_PROMPT = re.compile(
    r"^\s*(?:(?:additional |general |your |my )?comments?|answer|response|message)\s*:\s*", re.IGNORECASE
)
_DETAILS = (
    ("web address", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("e-mail", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    # UK numbers as people write them, 10 or 11 figures after 0 or +44, and North American ones.
    ("phone", re.compile(r"(?<![\w.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)(?:[\s()-]{0,2}\d){9,10}(?!\w)")),
    ("phone", re.compile(r"(?<![\w.])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?!\w)")),
    # A whole postcode; the outward half alone ("ME14") is a place and not an address.
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)),
)
_SAYS_NOTHING = frozenset(
    {
        "na", "n a", "none", "nil", "nothing", "nope", "null", "nan", "not applicable", "no comment", "no comments",
        "no comment to make", "no comments to make", "nothing to add", "nothing to say", "nothing further",
        "nothing else", "nothing more to add", "no further comment", "no further comments",
        "no further comments to make", "no other comments", "no additional comments", "no answer", "no response",
        "none at this time", "none at present",
        "none really", "no more comments", "not at this time", "see attached", "see attachment", "see attached file",
        "see attached files", "see attached file s", "please see attached", "as above", "see above", "ditto", "x", "xx",
        "test",
    }
)  # fmt: skip
_APOSTROPHES = re.compile(r"['’‘`´]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PersonalDetail:
    """Where a comment seems to hold somebody's address: a hint for the person who decides what is published."""

    kind: str
    start: int
    end: int


def personal_details(text: str) -> tuple[PersonalDetail, ...]:
    """E-mail and web addresses, telephone numbers and whole postcodes in `text`, in order and without overlap.

    Names are not found, nor addresses in words: this helps who redacts, and does not replace her.
    """
    found: list[PersonalDetail] = []
    for kind, pattern in _DETAILS:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(PersonalDetail(kind, match.start(), match.end()))
    return tuple(sorted(found, key=lambda detail: detail.start))


def redacted(text: str) -> str:
    """`text` with each detail of `personal_details` replaced by its kind in square brackets."""
    pieces, place = [], 0
    for detail in personal_details(text):
        pieces += [text[place : detail.start], f"[{detail.kind}]"]
        place = detail.end
    return "".join([*pieces, text[place:]])


def cleaned(text: str) -> str:
    """One line of plain text: without mark-up, signatures of mail programs, form prompts and personal details."""
    if "<" in text or "&" in text:
        text = _TAG.sub(" ", _UNSEEN.sub(" ", html.unescape(html.unescape(text))))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _PROMPT.sub("", _INLINE_SIGNATURE.sub("", _SIGNATURE.sub("", text)))
    if any(character.isdigit() for character in text) or "@" in text or "www." in text.lower() or "://" in text:
        text = redacted(text)
    return _SPACE.sub(" ", text).strip()


def words_of(text: str) -> list[str]:
    """The words of a cleaned text in small letters, without punctuation: what makes two texts the same."""
    return _WORD.findall(_APOSTROPHES.sub("", text).casefold())


def says_nothing(text: str) -> bool:
    """Whether a cleaned text has no word, or is one of the ways to say “no comment”. A plain “no” is an answer."""
    words = words_of(text)
    return not words or " ".join(words) in _SAYS_NOTHING
