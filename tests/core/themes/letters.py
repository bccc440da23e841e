"""Comments and campaign letters out of made-up sentences, and variants of letters as people send them."""

from __future__ import annotations

import random

SUBJECTS = (
    "the bus|our lane|this crossing|the library|the new estate|the quarry|my street|the school run|the ferry|the market"
)
VERBS = "needs|lost|never gets|deserves|waited for|gave us|blocks|was promised|cannot do without|still lacks"
THINGS = "a shelter|safer paving|quiet nights|better lighting|a later timetable|clean air|more benches|a warden"
TAILS = (
    "since the flood|before winter|for older people|after dark|at weekends|near the hospital|by the river|without delay"
)
ENDS = (
    "and nobody listens|as I wrote in spring|so please act|which is a shame|like other towns do|and it shows|every year"
)
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def sentence(chance: random.Random) -> str:
    parts = [chance.choice(part.split("|")) for part in (SUBJECTS, VERBS, THINGS, TAILS, ENDS)]
    # Words of its own keep sentences apart, as names of streets and people do.
    own = ["".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(4)) for _ in parts]
    return " ".join(word for pair in zip(parts, own, strict=True) for word in pair).capitalize() + "."


def text(chance: random.Random, sentences: int) -> str:
    return " ".join(sentence(chance) for _ in range(sentences))


def edited(chance: random.Random, letter: str, share: float) -> str:
    """Some words left out, some others put in."""
    words = []
    for word in letter.split():
        changed = chance.random() < share
        words += [chance.choice(["", f"{word} indeed", "something"])] if changed else [word]
    return " ".join(filter(None, words))


def variants(chance: random.Random, letter: str) -> dict[str, str]:
    own = text(chance, chance.randint(1, 3))
    return {
        "case": letter.upper(),
        "edits": edited(chance, letter, 0.08),
        "opening": f"{own} {letter}",
        "closing": f"{letter} {own}",
        "both": f"{own} {edited(chance, letter, 0.08)} {text(chance, 2)}",
    }
