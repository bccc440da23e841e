"""Answer the questions that a county asks about itself: give evidence, take it back, judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..models import Evidence, Judgement, KeyQuestion
from ..policies import check_keep


@transaction.atomic
def give_evidence(*, question: KeyQuestion, values: Mapping[str, Any], by: Actor) -> Evidence:
    check_keep(by, question)
    made = Evidence.objects.create(question=question, by_name=by.name, **values)
    told = {made.source: [None, made.words[:200]], "points": [None, made.stance]}
    record(verb="question.evidence_given", subject=question, by=by, changes=told)
    return made


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: Actor) -> None:
    """It stays on the page, struck off, with the reason: judgements of its day rested on it."""
    check_keep(by, evidence.question)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why it is taken back."), _("It stands beside the evidence."))])
    evidence.withdrawn_because = reason.strip()
    evidence.save()
    changes = {evidence.source: [evidence.words[:200], None]}
    record(verb="question.evidence_withdrawn", subject=evidence.question, by=by, changes=changes, reason=reason)


@transaction.atomic
def judge(*, question: KeyQuestion, answer: str, statement: str, missing: str, judged_by: str, by: Actor) -> Judgement:
    """What the answer is today. Earlier judgements stay, in order."""
    check_keep(by, question)
    made = Judgement.objects.create(
        question=question, answer=answer, statement=statement.strip(), missing=missing.strip(),
        judged_on=timezone.localdate(), judged_by=judged_by.strip() or by.name, by_key=by.key, by_name=by.name,
    )  # fmt: skip
    changes = {"answer": [None, answer], "statement": [None, made.statement[:200]]}
    record(verb="question.judged", subject=question, by=by, changes=changes)
    return made
