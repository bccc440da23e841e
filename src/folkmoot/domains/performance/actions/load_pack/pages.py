"""Load scorecards, questions with their evidence, what is reported to whom, and principles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, read_csv

from ...enums import Source, Stance
from ...models import (
    Evidence,
    Indicator,
    KeyQuestion,
    Principle,
    QuestionIndicator,
    ReportingDuty,
    Scorecard,
    ScorecardLine,
)
from .references import INDICATORS, ORGANISATIONS, Bodies, all_named, named

QUESTIONS = "performance/questions.csv"


def load_scorecards(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    rows = read_csv(
        path, report, ("key", "title", "body", "owner", "indicators"), ("introduction", "public"), unique=("key",)
    )
    indicators = {each.key: each for each in Indicator.objects.all()}
    wanted: dict[str, tuple[Scorecard, list[Indicator]]] = {}
    for row in rows:
        key, title = row.key("key"), row.text("title", 200)
        body, owner = (named(row, column, bodies, ORGANISATIONS) for column in ("body", "owner"))
        lines = all_named(row, "indicators", indicators, INDICATORS)
        public, introduction = row.flag("public", default=True), row.text("introduction")
        if key and body and owner:
            made = Scorecard(key=key, title=title, body_id=body, owner_id=owner, introduction=introduction)
            made.is_public = public
            wanted[key] = (made, lines)
    put_rows([made for made, _lines in wanted.values()], existing=Scorecard.objects.all(), key=("key",))
    stored = {each.key: each for each in Scorecard.objects.all()}
    put_rows(
        [
            ScorecardLine(scorecard=stored[key], indicator=each, position=place)
            for key, (_made, lines) in wanted.items()
            for place, each in enumerate(lines)
        ],
        existing=ScorecardLine.objects.all(),
        key=("scorecard_id", "indicator_id"),
    )
    return len(rows)


def load_questions(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    optional = ("number", "group", "body", "indicators", "source")
    rows = read_csv(path, report, ("key", "words", "owner"), optional, unique=("key",))
    indicators = {each.key: each for each in Indicator.objects.all()}
    wanted: dict[str, tuple[KeyQuestion, Iterable[Indicator]]] = {}
    for place, row in enumerate(rows, start=1):
        key, owner = row.key("key"), named(row, "owner", bodies, ORGANISATIONS)
        body, measured = named(row, "body", bodies, ORGANISATIONS), all_named(row, "indicators", indicators, INDICATORS)
        if not key or owner is None:
            continue
        made = KeyQuestion(
            key=key,
            number=row.whole("number", 1, 9999) or place,
            words=row.text("words", 300),
            group=row.text("group", 200),
            owner_id=owner,
            body_id=body,
            source=row.text("source", 300),
        )
        wanted[key] = (made, measured)
    put_rows([made for made, _measured in wanted.values()], existing=KeyQuestion.objects.all(), key=("key",))
    stored = {each.key: each for each in KeyQuestion.objects.all()}
    put_rows(
        [
            QuestionIndicator(question=stored[key], indicator=each, position=place)
            for key, (_made, measured) in wanted.items()
            for place, each in enumerate(measured)
        ],
        existing=QuestionIndicator.objects.all(),
        key=("question_id", "indicator_id"),
    )
    return len(rows)


def load_evidence(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    """A row is known by its question, source and words; what was taken back here stays so."""
    rows = read_csv(path, report, ("question", "source", "stance", "words"), ("dated", "link", "by"))
    questions = {each.key: each for each in KeyQuestion.objects.all()}
    here = set(Evidence.objects.values_list("question_id", "source", "words"))
    new = []
    for row in rows:
        question, words = named(row, "question", questions, QUESTIONS), row.text("words")
        source, stance = row.choice("source", Source.values), row.choice("stance", Stance.values)
        dated = row.date("dated", partial=True)
        if question and source and stance and (question.pk, source, words) not in here:
            told = {"dated": str(dated or ""), "link": row.text("link", 200), "by_name": row.text("by", 200) or by.name}
            new.append(Evidence(question=question, source=source, stance=stance, words=words, **told))
    Evidence.objects.bulk_create(new)
    return len(rows)


def load_duties(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    rows = read_csv(path, report, ("key", "item", "frequency"), ("reported_to", "source"), unique=("key",))
    wanted = [
        ReportingDuty(
            key=key,
            item=row.text("item", 200),
            frequency=row.text("frequency", 80),
            reported_to=list(row.many("reported_to")),
            position=place,
            source=row.text("source", 300),
        )
        for place, row in enumerate(rows)
        if (key := row.key("key"))
    ]
    put_rows(wanted, existing=ReportingDuty.objects.all(), key=("key",))
    return len(rows)


def load_principles(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    rows = read_csv(path, report, ("key", "words"), ("source",), unique=("key",))
    wanted = [
        Principle(key=key, words=row.text("words", 300), position=place, source=row.text("source", 300))
        for place, row in enumerate(rows)
        if (key := row.key("key"))
    ]
    put_rows(wanted, existing=Principle.objects.all(), key=("key",))
    return len(rows)
