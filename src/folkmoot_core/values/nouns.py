"""A search for "library" should find "libraries": the other number of an English noun, by the rules of its spelling.

Irregular nouns (child, foot) are not known, and a form that no language has does no harm: nothing holds it.
"""

from __future__ import annotations

_HISSING = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"
# Shorter words are mostly no nouns: "as", "is", "go".
_SHORTEST = 3


def both_numbers(word: str) -> tuple[str, ...]:
    """The word itself first, then how it may be written in the singular or plural. Lower case in, lower case out."""
    if len(word) < _SHORTEST or not word.isalpha():
        return (word,)
    others = _singulars(word) if word.endswith("s") and not word.endswith(("ss", "us", "is")) else [_plural(word)]
    return (word, *others)


def _singulars(word: str) -> list[str]:
    found = [word[:-1]]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    elif word.endswith("es") and word[:-2].endswith(_HISSING):
        found.append(word[:-2])
    return found


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_HISSING) else "s")
