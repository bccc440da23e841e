"""The codebook of a question: the themes as they stand, and the versions that were kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot_core.themes.codebooks import Codebook as CoreCodebook
from folkmoot_core.themes.codebooks import CodebookTheme, changes_between

from ...enums import AnswerUse
from ...models import Answer, ChosenAnswer, CodebookVersion, Theme, ThemeWork
from .answers import answers_by_number, themes_of

Content = dict[str, list[dict[str, Any]]]
"""{"themes": [{key, name, description, examples}]}"""


@dataclass(frozen=True)
class ThemeEntry:
    """A theme as the codebook holds it. `examples`: numbers of answers, so that words which must be forgotten are in no
    version; `quotes`: how many were chosen for everybody."""

    theme: Theme
    examples: tuple[int, ...]
    quotes: int = 0


@dataclass(frozen=True)
class NamedChange:
    """What became of a theme from one version to the next, with the name it goes by (the older one when it is gone)."""

    name: str
    kind: str
    parts: tuple[str, ...]


def newest_codebook(work: ThemeWork) -> CodebookVersion | None:
    """The newest version. One query."""
    return work.codebooks.first()


def entries_of(work: ThemeWork) -> list[ThemeEntry]:
    """The themes as they stand now, with what was chosen for each. Two queries."""
    themes = themes_of(work)
    chosen: dict[tuple[int, str], list[int]] = {}
    rows = ChosenAnswer.objects.filter(theme__in=themes).order_by("pk").values_list("theme_id", "use", "answer_id")
    for theme, use, answer in rows:
        chosen.setdefault((theme, use), []).append(answer)
    return [
        ThemeEntry(
            theme,
            tuple(chosen.get((theme.pk, AnswerUse.EXAMPLE), ())),
            len(chosen.get((theme.pk, AnswerUse.QUOTE), ())),
        )
        for theme in themes
    ]


def content_of(entries: list[ThemeEntry]) -> Content:
    """What a version keeps of them."""
    themes = [
        {
            "key": each.theme.key,
            "name": each.theme.title,
            "description": each.theme.description,
            "examples": list(each.examples),
        }
        for each in entries
    ]
    return {"themes": themes}


def keys_of(codebook: CodebookVersion) -> list[str]:
    return [theme["key"] for theme in codebook.content["themes"]]


def coded_themes(work: ThemeWork, codebook: CodebookVersion) -> list[Theme]:
    """The themes of a version that are still there, in its order. One query."""
    found = {theme.key: theme for theme in themes_of(work)}
    return [found[key] for key in keys_of(codebook) if key in found]


def example_texts(work: ThemeWork, codebook: CodebookVersion) -> dict[str, list[Answer]]:
    """{key of theme: the answers chosen for it}; those that no longer count are left out."""
    numbers = [number for theme in codebook.content["themes"] for number in theme["examples"]]
    answers = answers_by_number(work, numbers)
    return {
        theme["key"]: [answers[number] for number in theme["examples"] if number in answers]
        for theme in codebook.content["themes"]
    }


def core_codebook(content: Content, texts: Mapping[int, str] | None = None) -> CoreCodebook:
    """A version as the core reads it. With `texts`, examples are those of the answers that are in it; without, they
    are called by their numbers. Raises Invalid for a version that is none: without themes, or with two of a name."""

    def words(number: int) -> str | None:
        return str(number) if texts is None else texts.get(number)

    return CoreCodebook(
        tuple(
            CodebookTheme(
                theme["key"], theme["name"], theme["description"],
                tuple(found for number in theme["examples"] if (found := words(number))),
            )
            for theme in content["themes"]
        )
    )  # fmt: skip


def changes_in(old: Content | None, new: Content) -> list[NamedChange]:
    """What differs, in the order of the newer one; what is gone comes last."""
    if old is None or not old["themes"] or not new["themes"]:
        return [NamedChange(theme["name"], "added", ()) for theme in new["themes"]]
    names = {theme["key"]: theme["name"] for content in (old, new) for theme in content["themes"]}
    found = changes_between(core_codebook(old), core_codebook(new))
    return [NamedChange(names[each.key], each.kind, each.parts) for each in found]
