"""Which language a comment is in, well enough to choose how to read it.

py3langid tells languages apart by letters, and is often wrong on a few words: "Very good care" is no Romanian. English
is therefore assumed unless a text is long enough to be sure of, holds hardly any common English word, or is in
another script.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from folkmoot_core.themes.cleaning import words_of

ENGLISH = "en"
UNKNOWN = "und"  # "undetermined" in ISO 639-2
# Fewer words than this are too few to tell by their letters.
_FEWEST_WORDS = 5
_SURE = 0.97
_ENGLISH_WORDS = frozenset(
    {
        "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been",
        "better", "but", "by", "can", "could", "do", "does", "for", "from", "get", "good", "great", "had",
        "has", "have", "he", "her", "how", "i", "if", "im", "in", "into", "is", "it", "its", "just", "like",
        "make", "me", "more", "much", "my", "need", "needs", "no", "not", "of", "on", "one", "or", "our",
        "out", "people", "please", "really", "she", "should", "so", "some", "such", "than", "thank", "that",
        "the", "their", "them", "there", "they", "this", "to", "too", "up", "us", "very", "was", "way",
        "we", "were", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you",
        "your",
    }
)  # fmt: skip
_ENGLISH_SHARE = 0.2


def language_of(text: str) -> str:
    """The ISO 639-1 code of a cleaned text's language: "en" also where it is too short to say; "und" where it is in
    another script and not to be told, or has no word."""
    words = words_of(text)
    if not words:
        return UNKNOWN
    known = sum(word in _ENGLISH_WORDS for word in words)
    if known >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    foreign_script = not _is_latin("".join(words))
    if not foreign_script and len(words) < _FEWEST_WORDS:
        return ENGLISH
    language, confidence = _identifier().classify(text)
    if confidence >= _SURE:
        return str(language)
    return UNKNOWN if foreign_script else ENGLISH


def _is_latin(letters: str) -> bool:
    if letters.isascii():
        return True
    latin = sum(character.isascii() or unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return 2 * latin >= len(letters)


@cache
def _identifier() -> Any:
    # Loaded when first needed: a second on a cold machine, and most files of comments never need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
