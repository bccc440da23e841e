"""Invented comments: suggestions drawn from the word lists and joined into answers, each known by its theme."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "words"
SLOT = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True)
class Heading:
    """A list of suggestions of which `suggestions` are used, each by another person."""

    theme: str
    question: str
    suggestions: int
    templates: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """One thing one person suggested, in the words that stand in the answer."""

    theme: str
    question: str
    person: int
    words: str


def word_list(name: str) -> dict[str, list[str]]:
    """One of the lists beside this script."""
    content: dict[str, list[str]] = yaml.safe_load((WORDS / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def headings(themes: Sequence[Mapping[str, str]], unthemed: Mapping[str, tuple[str, int]]) -> list[Heading]:
    """The themes' lists, then for each question the suggestions that fall under no theme."""
    found = [
        Heading(t["key"], t["question"], int(t["suggestions"]), tuple(word_list(t["words"])[t["list"]])) for t in themes
    ]
    for question, (name, number) in unthemed.items():
        found.append(Heading("", question, number, tuple(word_list(name)["other"])))
    return found


def variants(rng: random.Random, template: str, most: int) -> list[str]:
    """Up to `most` different sentences of one template: each [a|b] becomes one of its parts."""
    slots = [slot.split("|") for slot in SLOT.findall(template)]
    wanted = min(most, math.prod(len(slot) for slot in slots))
    found: list[str] = []
    while len(found) < wanted:
        sentence = SLOT.sub(lambda match: rng.choice(match.group(1).split("|")), template)
        if sentence not in found:
            found.append(sentence)
    return found


def sentences(rng: random.Random, templates: Sequence[str], number: int) -> list[str]:
    """`number` different sentences, drawn as evenly from the templates as their variants allow."""
    for most in range(1, 12):
        pool = [variants(rng, template, most) for template in templates]
        if sum(len(found) for found in pool) >= number:
            flat = [sentence for found in pool for sentence in found]
            return rng.sample(flat, number)
    raise ValueError(f"{len(templates)} templates do not give {number} sentences")


def hand(rng: random.Random) -> str:
    """A person's way of writing."""
    return rng.choices(("plain", "lower", "bare", "list", "lines", "shout", "dash"), (52, 12, 12, 9, 8, 3, 4))[0]


def in_hand(sentence: str, style: str) -> str:
    """The sentence as that person writes it."""
    if style == "lower":
        return sentence[0].lower() + sentence[1:].rstrip(".") if not sentence.startswith("I ") else sentence.lower()
    if style in ("bare", "dash"):
        return sentence.rstrip(".")
    if style == "shout":
        return sentence.rstrip(".").upper() + "!"
    return sentence


def joined(words: Sequence[str], style: str) -> str:
    """One answer made of one person's suggestions to one question."""
    if style == "list":
        return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(words, 1))
    if style == "lines":
        return "\n\n".join(words)
    if style in ("bare", "lower"):
        return ". ".join(words)
    if style == "dash":
        return " - ".join(words)
    return " ".join(words)


def suggest(rng: random.Random, styles: Mapping[int, str], lists: Sequence[Heading]) -> list[Suggestion]:
    """Give every heading its number of suggestions, each by another person, so that nobody is left without one.

    `styles` names the people who comment and how each of them writes.
    """
    people = list(styles)
    talk = {person: rng.lognormvariate(0, 0.7) for person in people}
    made: list[Suggestion] = []
    silent = set(people)
    for heading in lists:
        first = rng.sample(sorted(silent), min(len(silent), heading.suggestions // 3))
        others = [person for person in people if person not in first]
        ranked = sorted(others, key=lambda person: rng.random() ** (1 / talk[person]), reverse=True)
        authors = [*first, *ranked[: heading.suggestions - len(first)]]
        silent.difference_update(authors)
        for person, sentence in zip(authors, sentences(rng, heading.templates, heading.suggestions), strict=True):
            made.append(Suggestion(heading.theme, heading.question, person, in_hand(sentence, styles[person])))
    if silent:
        raise ValueError(f"{len(silent)} of the people who comment have nothing to say")
    rng.shuffle(made)
    return made


def answers(styles: Mapping[int, str], made: Sequence[Suggestion]) -> dict[tuple[int, str], str]:
    """The comment of each person at each question; every suggestion's words stand in it exactly."""
    together: dict[tuple[int, str], list[str]] = {}
    for suggestion in made:
        together.setdefault((suggestion.person, suggestion.question), []).append(suggestion.words)
    texts = {
        (person, question): joined(words, styles[person] if len(words) > 1 else "plain")
        for (person, question), words in together.items()
    }
    for suggestion in made:
        if suggestion.words not in texts[suggestion.person, suggestion.question]:
            raise ValueError(f"lost words: {suggestion.words}")
    return texts
