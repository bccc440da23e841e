"""themes.yaml → themes; the answers under each hang on it by links (`grouped_in`)."""

from __future__ import annotations

from pathlib import Path

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link_many
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list

from ...models import Answer, Consultation, Theme
from .responses import References

KNOWN = ("key", "title", "description", "question", "suggestions", "about")


def read_themes(
    home: Path, report: Report, consultation: Consultation, references: References, by: Actor
) -> tuple[dict[str, Theme], int]:
    """{key: theme}, and how many are new. Themes that are here already are left as people have settled them."""
    path = home / "themes.yaml"
    themes = {theme.key: theme for theme in consultation.themes.all()}
    if not path.exists():
        return themes, 0
    words = _answers_of(consultation)
    added = 0
    for place, item in enumerate(read_yaml_list(path, report)):
        item.unknown(KNOWN)
        key = item.key("key")
        if not key or key in themes:
            continue
        theme = Theme(
            consultation=consultation,
            key=key,
            title=item.text("title", 200),
            description=item.text("description", blank=True),
            question=item.text("question", 80, blank=True),
            suggestions=item.whole("suggestions", least=0, blank=True) or 0,
            position=place,
        )
        answers = _grouped(item, theme.question, references, words) if report.ok else []
        if report.ok:
            theme.save()
            link_many("grouped_in", [(answer, theme) for answer in answers], by=by)
            themes[key] = theme
            added += 1
    return themes, added


def _answers_of(consultation: Consultation) -> dict[tuple[int, str], Answer]:
    found = Answer.objects.filter(response__consultation=consultation)
    return {(answer.response_id, answer.question): answer for answer in found}


def _grouped(
    item: YamlMap, question: str, references: References, words: dict[tuple[int, str], Answer]
) -> list[Answer]:
    answers = []
    for reference in item.texts("about", blank=True):
        response = references.get(reference)
        answer = words.get((response.pk, question)) if response else None
        if answer is None:
            item.fault("about", f"'{reference}' said nothing under {question}.", "Take it out, or mend the reference.")
        else:
            answers.append(answer)
    return answers
