"""Say whether answers that are alike are one letter that many sent. Nothing is deleted: a letter is counted apart."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor

from ...adapters import standing_of
from ...adapters.theming import rows_with_letter
from ...enums import DuplicateKind
from ...models import DuplicateGroup
from ...policies import check_read
from ...queries.theme_work.answers import answers_of


@transaction.atomic
def confirm_letter(*, group: DuplicateGroup, by: Actor) -> int:
    """These answers are one letter. Every other answer that holds enough of its words joins it, also one with a
    personal beginning. Returns how many joined."""
    check_read(by, standing_of(group.work.consultation))
    rows = list(answers_of(group.work).values_list("pk", "text"))
    texts = dict(rows)
    own = [number for number in group.answers if number in texts]
    if not own:
        return 0
    others = _in_other_letters(group)
    found = {rows[place][0] for place in rows_with_letter(texts[own[0]], [text for _number, text in rows])}
    joined = sorted((found | set(own)) - others - {own[0]})
    before = len(own)
    _settle(group, DuplicateKind.LETTER, [own[0], *joined], by)
    _leave_other_groups(group)
    return len(group.answers) - before


@transaction.atomic
def deny_letter(*, group: DuplicateGroup, by: Actor) -> None:
    """These answers only happen to be alike, or are no letter after all."""
    check_read(by, standing_of(group.work.consultation))
    was_letter = group.kind in (DuplicateKind.LETTER, DuplicateKind.CAMPAIGN)
    kind = DuplicateKind.NEAR if was_letter else DuplicateKind(group.kind)
    _settle(group, kind, group.answers, by)


def _settle(group: DuplicateGroup, kind: str, answers: list[int], by: Actor) -> None:
    changes = {"kind": [group.kind, str(kind)], "answers": [len(group.answers), len(answers)]}
    group.kind, group.answers = kind, answers
    group.settled_at, group.settled_by = timezone.now(), by.name
    group.save()
    record(verb="duplicates.settled", subject=group.work, by=by, changes=changes)


def _in_other_letters(group: DuplicateGroup) -> set[int]:
    letters = DuplicateGroup.objects.filter(work=group.work, kind=DuplicateKind.LETTER).exclude(pk=group.pk)
    return {number for answers in letters.values_list("answers", flat=True) for number in answers}


def _leave_other_groups(group: DuplicateGroup) -> None:
    """An answer is in one group: what joined a letter leaves the group it was found in."""
    taken = set(group.answers)
    for other in DuplicateGroup.objects.filter(work=group.work).exclude(pk=group.pk):
        left = [number for number in other.answers if number not in taken]
        if len(left) == len(other.answers):
            continue
        if len(left) < 2:
            other.delete()
        else:
            other.answers = left
            other.save(update_fields=["answers"])
