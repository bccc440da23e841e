"""A consultation whose answers in words are about a few plain subjects, for the tests of theme work."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.actions.theme_work.assigning import run_assignment
from folkmoot.domains.consultations.actions.theme_work.codebooks import freeze_codebook
from folkmoot.domains.consultations.actions.theme_work.placing import place
from folkmoot.domains.consultations.actions.theme_work.searches import ask_to_search, run_search
from folkmoot.domains.consultations.actions.theme_work.works import open_work
from folkmoot.domains.consultations.actions.themes import ThemeWords
from folkmoot.domains.consultations.models import (
    Answer,
    Assignment,
    ChosenAnswer,
    Cluster,
    CodebookVersion,
    Coding,
    CodingRound,
    DuplicateGroup,
    Label,
    Questionnaire,
    Theme,
    ThemeSearch,
    ThemeWork,
)
from folkmoot.domains.consultations.queries.theme_work.counts import as_published, counts_of
from folkmoot.domains.consultations.queries.theme_work.outcomes_of_rounds import result_of
from folkmoot.domains.consultations.queries.theme_work.rounds import progress_of
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import SYSTEM, Actor

SUBJECTS = {
    "buses": ("Evening buses", ["bus", "late bus", "evening service", "route", "timetable", "bus stop", "fare"]),
    "parks": ("Parks and play", ["park", "playground", "swings", "benches", "trees", "football pitch", "grass"]),
    "roads": ("Mending roads", ["pothole", "road surface", "pavement", "kerb", "tarmac", "street works", "drain"]),
}
SENTENCES = (
    "Please do something about the {one} and the {two} near us.",
    "We need a better {one}; the {two} is no good.",
    "The {one} in our village has been forgotten, and so has the {two}.",
    "My mother cannot manage without the {one}. Also the {two}.",
    "More money for the {one} would help everybody, {two} first.",
)


def comments(number: int, seed: int = 1) -> list[tuple[str, str]]:
    """(subject, comment): what each is about is known."""
    chance, made = random.Random(seed), []
    for _turn in range(number):
        subject = chance.choice(sorted(SUBJECTS))
        one, two = chance.sample(SUBJECTS[subject][1], 2)
        made.append((subject, chance.choice(SENTENCES).format(one=one, two=two)))
    return made


def answered(number: int = 40, seed: int = 1, state: str = "closed") -> Questionnaire:
    questionnaire = QuestionnaireFactory(consultation=ConsultationFactory(**{state: True}))
    for place_, (_subject, text) in enumerate(comments(number, seed)):
        respond(questionnaire, {"visited": "yes" if place_ % 3 else "no", "words": text}, consent="unnamed")
    return questionnaire


def begun(number: int = 40, seed: int = 1) -> ThemeWork:
    """The work on the question in words, with nothing done yet."""
    return open_work(consultation=answered(number, seed).consultation, question="words", by=SYSTEM)


def coder(work: ThemeWork, name: str, role: str = "analyst") -> tuple[User, Actor]:
    person = UserFactory(name=name, roles=[(role, work.consultation.organisation.scope)])
    return person, person.as_actor()


def searched(work: ThemeWork, clusters: int = 6, seed: int = 1) -> ThemeSearch:
    search = ask_to_search(work=work, clusters=clusters, seed=seed, by=SYSTEM)
    assert run_search(search=search)
    search.refresh_from_db()
    search.work = work
    return search


def subject_of(answer: Answer) -> str:
    """What a made comment is about: its words say so."""
    counts = {key: sum(word in answer.text for word in words) for key, (_title, words) in SUBJECTS.items()}
    return max(counts, key=lambda key: counts[key])


def merged(search: ThemeSearch) -> dict[str, Theme]:
    """Every cluster under the theme that most of its answers are about."""
    themes: dict[str, Theme] = {}
    for cluster in search.clusters.order_by("number"):
        found = [subject_of(answer) for answer in Answer.objects.filter(pk__in=cluster.members)]
        subject = max(sorted(set(found)), key=found.count)
        words = ThemeWords(SUBJECTS[subject][0], "", search.work.question)
        themes[subject] = place(
            search=search, numbers=[cluster.number], by=SYSTEM, theme=themes.get(subject), words=words
        )
    return themes


def frozen(work: ThemeWork, by: Actor = SYSTEM, note: str = "") -> CodebookVersion:
    return freeze_codebook(work=work, note=note, by=by)


def assigned(work: ThemeWork) -> Assignment:
    """The machine has read the answers; what is asked for on the page is done at once."""
    run = Assignment.objects.create(
        work=work, codebook=work.codebooks.first(), snapshot=work.searches.first().snapshot, made_by="Test"
    )
    assert run_assignment(run=run), run.fault
    run.refresh_from_db()
    return run


def with_themes(number: int = 40) -> tuple[ThemeWork, dict[str, Theme]]:
    """Searched, merged, and a first codebook kept."""
    work = begun(number)
    themes = merged(searched(work))
    frozen(work)
    return work, themes


def numbers(answers: Sequence[Answer]) -> list[int]:
    return [answer.pk for answer in answers]


def with_everything(theme: Theme, answers: Sequence[Answer], by: Actor) -> CodingRound:
    """One of everything that a page on theme work shows, without the machine having read a word. `theme` belongs to the
    question of the answers. Returns the round that is open."""
    work = ThemeWork.objects.create(
        consultation=theme.consultation, question=theme.question, stance_question="visited", threshold=0.9
    )
    snapshot = snapshot_now(consultation=theme.consultation, by=by)
    search = ThemeSearch.objects.create(
        work=work, snapshot=snapshot, state="done", made_by=by.name, settings={"clusters": 2, "other_languages": 1},
        deeds=[{"kind": "placed", "before": {"2": [None, False]}, "made": None, "by": by.name}],
        draft={"state": "done", "clusters": [1], "title": theme.title, "description": "", "model": "small"},
    )  # fmt: skip
    own = numbers(answers)
    shared = {"search": search, "words": ["benches"], "central": own[:2], "members": own}
    Cluster.objects.create(number=1, near=[2], **shared)
    Cluster.objects.create(number=2, theme=theme, **shared)
    Cluster.objects.create(number=3, is_aside=True, **shared)
    DuplicateGroup.objects.create(work=work, kind="campaign", answers=own)
    content = {"themes": [{"key": theme.key, "name": theme.title, "description": "", "examples": own[:1]}]}
    old = CodebookVersion.objects.create(work=work, number=1, content={"themes": []}, note="x", made_by=by.name)
    codebook = CodebookVersion.objects.create(
        work=work, number=old.number + 1, content=content, note=theme.title[:300], made_by=by.name
    )
    sure = np.full((len(own), 1), 0.7, "<f4").tobytes()
    run = Assignment.objects.create(
        work=work, codebook=codebook, snapshot=snapshot, state="done", settings={"learnt_from": 1}, made_by=by.name,
        answers=own, themes=[theme.key], confidences=sure, queue=own,
    )  # fmt: skip
    for use in ("example", "quote"):
        ChosenAnswer.objects.create(theme=theme, answer=answers[0], use=use, chosen_by=by.name)
    said = {"answer": answers[0], "theme": theme, "codebook": codebook, "made_by": by.name}
    Label.objects.create(origin="machine", confidence=0.7, **said)
    Label.objects.create(origin="person", applies=False, made_by_key=by.key, **said)
    drawn = {"work": work, "codebook": codebook, "assignment": run, "answers": own, "drawn_from": len(own)}
    for kind in ("double", "audit"):
        closed = CodingRound.objects.create(kind=kind, made_by=by.name, **drawn)
        for person in ("one", "other")[: 2 if kind == "double" else 1]:
            for answer in answers:
                Coding.objects.create(
                    round=closed, answer=answer, themes=[theme.key], coder=by.name, coder_key=f"user:{person}"
                )
        closed.result = result_of(closed, progress_of(closed))
        closed.closed_at = closed.created_at
        closed.save()
    work.published = as_published(work, closed, counts_of(closed))
    work.published_at, work.published_by = closed.closed_at, by.name
    work.save()
    return CodingRound.objects.create(kind="double", made_by=by.name, **drawn)
