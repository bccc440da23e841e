"""Have answers drawn by chance coded by people who do not see what anybody else said of them."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...enums import LabelOrigin, RoundKind
from ...models import Answer, Coding, CodingRound, ThemeWork
from ...policies import check_read
from ...queries.theme_work.answers import answers_by_number, numbers_of
from ...queries.theme_work.assignments import newest_assignment
from ...queries.theme_work.codebooks import coded_themes, keys_of
from ...queries.theme_work.labels import held_labels
from ...queries.theme_work.outcomes_of_rounds import result_of
from ...queries.theme_work.rounds import CODERS, FEWEST, codes_of, progress_of
from .labelling import Say, codebook_or_fault, settle


@transaction.atomic
def begin_round(*, work: ThemeWork, kind: str, size: int, by: Actor, seed: int | None = None) -> CodingRound:
    """Draw answers by chance. One round of a kind is open at a time. An audit corrects what the machine said before it
    was drawn, so the machine must have read the answers. Raises Invalid."""
    check_read(by, standing_of(work.consultation))
    ThemeWork.objects.select_for_update().get(pk=work.pk)
    codebook, run = codebook_or_fault(work), newest_assignment(work)
    if work.rounds.filter(kind=kind, closed_at=None).exists():
        raise Invalid([Fault("", _("A round of this kind is open already."), _("Close it first."))])
    counted = numbers_of(work)
    if kind == RoundKind.AUDIT:
        if run is None or run.codebook_id != codebook.pk:
            message = _("The machine has not read the answers with the newest codebook.")
            raise Invalid([Fault("", message, _("Have it assign themes first."))])
        read = set(run.answers)
        counted = [number for number in counted if number in read]
    if size < 1 or not counted:
        raise Invalid([Fault("size", _("Draw at least one answer."))])
    seed = secrets.randbelow(2**31) if seed is None else seed
    drawn = random.Random(seed).sample(counted, min(size, len(counted)))  # noqa: S311 – a draw that can be repeated
    round_ = CodingRound.objects.create(
        work=work, kind=kind, codebook=codebook, assignment=run, seed=seed, answers=drawn, drawn_from=len(counted),
        made_by=by.name,
    )  # fmt: skip
    changes = {"kind": [None, kind], "answers": [None, len(drawn)], "seed": [None, seed]}
    record(verb="coding_round.begun", subject=work, by=by, changes=changes)
    return round_


@transaction.atomic
def code_in_round(*, round_: CodingRound, answer: Answer, themes: Sequence[str], by: Actor) -> Coding:
    """What one person says of one answer. They may say it anew until the round is closed. Raises Invalid, or Refused
    for a third coder where two are needed."""
    check_read(by, standing_of(round_.work.consultation))
    current = CodingRound.objects.select_for_update().get(pk=round_.pk)
    if current.closed_at is not None:
        raise Refused(_("This round is closed. What was said in it stands."))
    if answer.pk not in current.answers:
        raise Refused(_("This answer is not in the round."))
    if unknown := set(themes) - set(keys_of(round_.codebook)):
        raise Invalid([Fault("theme", _("There is no theme “%(key)s” here.") % {"key": min(unknown)[:80]})])
    others = set(current.codings.exclude(coder_key=by.key).values_list("coder_key", flat=True))
    if len(others) >= CODERS.get(RoundKind(current.kind), len(others) + 1):
        raise Refused(_("Two people are coding this round already."))
    said = {"themes": sorted(set(themes)), "coder": by.name, "done_at": timezone.now()}
    coding, _is_new = Coding.objects.update_or_create(round=current, answer=answer, coder_key=by.key, defaults=said)
    return coding


@transaction.atomic
def close_round(*, round_: CodingRound, by: Actor) -> CodingRound:
    """Reckon what came of it. What the coders agree on becomes labels of people, except where somebody has said more
    since. Raises Invalid while too few answers are coded."""
    check_read(by, standing_of(round_.work.consultation))
    current = CodingRound.objects.select_for_update().get(pk=round_.pk)
    if current.closed_at is not None:
        return current
    current.work = round_.work
    progress = progress_of(current)
    if not progress.can_close:
        told = _("%(ready)d answers are coded; at least %(fewest)d are needed.") % {
            "ready": progress.ready,
            "fewest": min(FEWEST, len(progress.answers)),
        }
        raise Invalid([Fault("", told)])
    current.result = result_of(current, progress)
    current.closed_at = timezone.now()
    current.save(update_fields=["result", "closed_at", "updated_at"])
    _make_labels(current, progress.answers, by)
    record(verb="coding_round.closed", subject=current.work, by=by, changes={"answers": [None, progress.ready]})
    return current


def _make_labels(round_: CodingRound, answers: Sequence[int], by: Actor) -> None:
    codes = list(codes_of(round_, answers).values())
    found = answers_by_number(round_.work, answers)
    held = held_labels(round_.work, found)
    themes = coded_themes(round_.work, round_.codebook)
    says = []
    for number, answer in found.items():
        said: list[Any] = [coder[number] for coder in codes if number in coder]
        if len(said) < CODERS.get(RoundKind(round_.kind), 1):
            continue
        for theme in themes:
            yes = {theme.key in keys for keys in said}
            known = held.get((number, theme.pk))
            if len(yes) == 1 and (known is None or known.origin != LabelOrigin.PERSON):
                says.append(Say(answer, theme, yes.pop()))
    settle(codebook=round_.codebook, says=says, origin=LabelOrigin.PERSON, held=held, by=by)
