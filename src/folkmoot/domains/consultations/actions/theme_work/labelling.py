"""Say which themes an answer speaks of. Every say is a row of its own and none is ever altered; what holds is tied into
the golden thread, so that the pages on themes and outcomes show the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link_many, unlink_many
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...enums import LabelOrigin
from ...models import Answer, Assignment, CodebookVersion, Label, Theme, ThemeWork
from ...policies import check_read
from ...queries.theme_work.answers import themes_of
from ...queries.theme_work.assignments import newest_assignment, suggestions_for
from ...queries.theme_work.codebooks import coded_themes, newest_codebook
from ...queries.theme_work.labels import Held, Pair, held_labels

GROUPED = "grouped_in"
AT_ONCE = 1000


@dataclass(frozen=True)
class Say:
    """One thing said: a theme applies to an answer, or does not."""

    answer: Answer
    theme: Theme
    applies: bool
    confidence: float | None = None


@transaction.atomic
def code_answer(*, work: ThemeWork, answer: Answer, themes: Sequence[str], by: Actor) -> None:
    """A person has read an answer and says which themes it speaks of (by their keys; none is an answer too). What the
    machine had suggested is written down beside it. Raises Invalid for a theme that the codebook does not hold."""
    check_read(by, standing_of(work.consultation))
    codebook = codebook_or_fault(work)
    known = {theme.key: theme for theme in coded_themes(work, codebook)}
    if unknown := set(themes) - known.keys():
        raise Invalid([Fault("theme", _("There is no theme “%(key)s” here.") % {"key": min(unknown)[:80]})])
    held = held_labels(work, [answer.pk])
    _note_suggestions(work, answer)
    says = [Say(answer, theme, key in themes) for key, theme in known.items()]
    settle(codebook=codebook, says=_news(says, held), origin=LabelOrigin.PERSON, held=held, by=by)
    record(
        verb="answer.coded", subject=answer, by=by,
        changes={"themes": [_titles(answer, known, held), sorted(known[key].title for key in set(themes))]},
    )  # fmt: skip


def note_grouping(*, theme: Theme, answers: Sequence[Answer], applies: bool, by: Actor) -> None:
    """Answers were hung on a theme, or taken off it, by hand on another page: whoever did it has coded them."""
    work = ThemeWork.objects.filter(consultation=theme.consultation_id, question=theme.question).first()
    codebook = newest_codebook(work) if work else None
    if work is None or codebook is None:
        return
    own = [answer for answer in answers if answer.question == work.question]
    held = held_labels(work, [answer.pk for answer in own])
    says = _news([Say(answer, theme, applies) for answer in own], held)
    _write(codebook, says, LabelOrigin.PERSON, by)


def settle(*, codebook: CodebookVersion, says: Iterable[Say], origin: str, held: Mapping[Pair, Held], by: Actor) -> int:
    """Write down what is said, and tie or untie what that changes. Returns how many labels are new."""
    said = list(says)
    _write(codebook, said, origin, by)
    before = {pair for pair, what in held.items() if what.applies}
    pairs = [(say, (say.answer.pk, say.theme.pk)) for say in said]
    link_many(GROUPED, [(say.answer, say.theme) for say, _pair in pairs if say.applies], by=by)
    unlink_many(GROUPED, [(say.answer, say.theme) for say, pair in pairs if not say.applies and pair in before], by=by)
    return len(said)


def codebook_or_fault(work: ThemeWork) -> CodebookVersion:
    codebook = newest_codebook(work)
    if codebook is None:
        raise Invalid([Fault("", _("There is no codebook yet."), _("Save the first version of the codebook."))])
    return codebook


def _news(says: Iterable[Say], held: Mapping[Pair, Held]) -> list[Say]:
    """What a person has not said already: saying it again adds no row."""
    return [
        say
        for say in says
        if held.get((say.answer.pk, say.theme.pk)) != Held(applies=say.applies, origin=LabelOrigin.PERSON)
    ]


def _write(codebook: CodebookVersion, says: Sequence[Say], origin: str, by: Actor) -> None:
    Label.objects.bulk_create(
        (
            Label(
                answer=say.answer,
                theme=say.theme,
                codebook=codebook,
                applies=say.applies,
                origin=origin,
                confidence=say.confidence,
                made_by=by.name,
                made_by_key=by.key,
            )
            for say in says
        ),
        batch_size=AT_ONCE,
    )


def _note_suggestions(work: ThemeWork, answer: Answer) -> None:
    """What the machine suggested before the person spoke, unless that is written down already."""
    run = newest_assignment(work)
    if run is None:
        return
    said = {"origin": LabelOrigin.MACHINE, "codebook_id": run.codebook_id, "made_by": made_by_run(run)}
    if Label.objects.filter(answer=answer, **said).exists():
        return
    themes = {theme.key: theme for theme in themes_of(work)}
    Label.objects.bulk_create(
        Label(
            answer=answer,
            theme=themes[each.key],
            confidence=each.confidence,
            made_at=run.updated_at,
            **said,
        )
        for each in suggestions_for(run, answer.pk)
        if each.key in themes
    )


def made_by_run(run: Assignment) -> str:
    return _("Folkmoot, run %(number)d") % {"number": run.pk}


def _titles(answer: Answer, themes: Mapping[str, Theme], held: Mapping[Pair, Held]) -> list[str]:
    before = {theme for (number, theme), what in held.items() if number == answer.pk and what.applies}
    return sorted(theme.title for theme in themes.values() if theme.pk in before)
