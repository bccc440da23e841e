"""Have the machine say how sure it is of each theme for each answer: asked for on a page, done in the background."""

from __future__ import annotations

import logging

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...adapters.theming import assign_themes
from ...enums import LabelOrigin, SearchState
from ...models import Assignment, ThemeWork
from ...policies import check_read
from ...queries.theme_work.codebooks import Content, core_codebook, newest_codebook
from ...queries.theme_work.labels import labels_of
from ...queries.theme_work.rounds import answers_in_rounds
from ...signals import assignment_asked_for
from ..snapshots import snapshot_now
from .labelling import codebook_or_fault
from .searches import UNDER_WAY, is_stuck
from .snapshots import texts_now

log = logging.getLogger(__name__)
# More examples of one theme teach little that these do not, and take longer to learn from.
MOST_EXAMPLES = 200


@transaction.atomic
def ask_to_assign(*, work: ThemeWork, by: Actor, seed: int = 1) -> Assignment:
    """Have themes assigned with the newest codebook and all that people have said so far. Raises Invalid while a run is
    under way, and without a codebook."""
    check_read(by, standing_of(work.consultation))
    ThemeWork.objects.select_for_update().get(pk=work.pk)
    last = work.assignments.first()
    if last is not None and last.state in UNDER_WAY and not is_stuck(last):
        raise Invalid([Fault("", _("The machine is at work on it."), _("Wait until it has ended."))])
    run = Assignment.objects.create(
        work=work, codebook=codebook_or_fault(work), made_by=by.name, settings={"seed": seed},
        snapshot=snapshot_now(consultation=work.consultation, by=by),
    )  # fmt: skip
    record(verb="assignment.asked_for", subject=work, by=by, changes={"codebook": [None, run.codebook.number]})
    transaction.on_commit(lambda: assignment_asked_for.send(sender=Assignment, assignment=run))
    return run


def run_assignment(*, run: Assignment) -> bool:
    """Read every answer. It learns from names, descriptions, examples and what people have said, but never from answers
    that were drawn for a round: they tell how good it is. Returns whether it could be done."""
    if not Assignment.objects.filter(pk=run.pk, state=SearchState.WAITING).update(
        state=SearchState.RUNNING, updated_at=timezone.now()
    ):
        return False
    run.snapshot, rows = texts_now(work=run.work, by=SYSTEM)
    try:
        content, learnt = _lessons(run, dict(rows))
        known = {number for theme in content["themes"] for number in theme["examples"]}
        found = assign_themes(
            [text for _number, text in rows],
            core_codebook(content, dict(rows)),
            known={place for place, (number, _text) in enumerate(rows) if number in known},
            seed=run.settings.get("seed", 1),
        )
    except Invalid as problem:
        return _fail(run, " ".join(str(fault.message) for fault in problem.faults))
    except Exception:
        # Whatever it is, a person waits for it: she is told, and the log tells the rest.
        log.exception("Assignment %s could not be done.", run.pk)
        return _fail(run, _("Something went wrong that we did not foresee. The log of the site says more."))
    run.answers, run.themes = [number for number, _text in rows], list(found.keys)
    run.confidences = np.ascontiguousarray(found.confidences, dtype="<f4").tobytes()
    run.queue = [run.answers[place] for place in found.queue]
    run.settings = {**run.settings, **found.settings, "learnt_from": learnt}
    run.state = SearchState.DONE
    with transaction.atomic():
        run.save()
        record(verb="assignment.done", subject=run.work, by=SYSTEM, changes={"answers": [None, len(run.answers)]})
    return True


def _lessons(run: Assignment, texts: dict[int, str]) -> tuple[Content, int]:
    """The codebook with more examples: the answers that people put under each theme. And how many labels those are."""
    drawn = answers_in_rounds(run.work)
    said: dict[tuple[str, int], bool] = {}
    labels = labels_of(run.work).filter(origin=LabelOrigin.PERSON)
    for answer, theme, applies in labels.values_list("answer_id", "theme__key", "applies"):
        said[theme, answer] = applies
    themes, learnt = [], 0
    for theme in run.codebook.content["themes"]:
        own = [number for number in theme["examples"] if said.get((theme["key"], number), True)]
        own += [answer for (key, answer), applies in said.items() if key == theme["key"] and applies]
        kept = [number for number in dict.fromkeys(own) if number in texts and number not in drawn][:MOST_EXAMPLES]
        learnt += len(kept)
        themes.append({**theme, "examples": kept})
    return {"themes": themes}, learnt


def _fail(run: Assignment, told: str) -> bool:
    Assignment.objects.filter(pk=run.pk).update(state=SearchState.FAILED, fault=told[:300], updated_at=timezone.now())
    return False


def codebook_is_newer(work: ThemeWork, run: Assignment | None) -> bool:
    """Whether themes were changed since the machine read the answers."""
    newest = newest_codebook(work)
    return newest is not None and (run is None or run.codebook_id != newest.pk)
