"""Have the machine look for groups among the answers: asked for on a page, done in the background."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...adapters.theming import Found, Group, find_groups, split_group
from ...enums import DuplicateKind, SearchState
from ...models import Assignment, Cluster, DuplicateGroup, ThemeSearch, ThemeWork
from ...policies import check_read
from ...queries.outcomes import newest_questionnaire
from ...queries.theme_work.answers import answers_by_number, answers_of
from ...queries.theme_work.merging import newest_search
from ...queries.words import question_texts
from ...signals import theme_search_asked_for
from ..snapshots import snapshot_now
from .placing import hold, remember_deed
from .snapshots import texts_now

log = logging.getLogger(__name__)
FEWEST_ANSWERS = 2
MOST_CLUSTERS = 200
# A worker that was stopped half-way does not come back to say so.
TAKES_AT_MOST = timedelta(minutes=45)
UNDER_WAY = (SearchState.WAITING, SearchState.RUNNING)


def is_stuck(run: ThemeSearch | Assignment) -> bool:
    """Whether it began so long ago that nobody can still be at work on it."""
    return run.state in UNDER_WAY and run.updated_at < timezone.now() - TAKES_AT_MOST


def usual_clusters(answers: int) -> int:
    """How many groups to look for: some sixty, four times as many as themes are expected; fewer for few answers, so
    that a group holds a handful."""
    return max(2, min(60, answers // 5))


@transaction.atomic
def ask_to_search(*, work: ThemeWork, clusters: int, seed: int, by: Actor) -> ThemeSearch:
    """Have groups looked for, in the background, once this is committed. Raises Invalid while one is under way."""
    check_read(by, standing_of(work.consultation))
    ThemeWork.objects.select_for_update().get(pk=work.pk)
    last = newest_search(work)
    if last is not None and last.state in UNDER_WAY and not is_stuck(last):
        raise Invalid([Fault("", _("A search is under way."), _("Wait until it has ended."))])
    answers = answers_of(work).count()
    faults = []
    if answers < FEWEST_ANSWERS:
        faults.append(Fault("", _("There are too few answers to look for groups.")))
    if not 2 <= clusters <= MOST_CLUSTERS:
        told = _("Look for at least 2 groups, and at most %(most)d.") % {"most": MOST_CLUSTERS}
        faults.append(Fault("clusters", told))
    if faults:
        raise Invalid(faults)
    search = ThemeSearch.objects.create(
        work=work, snapshot=snapshot_now(consultation=work.consultation, by=by), seed=seed,
        settings={"clusters": min(clusters, answers)}, made_by=by.name,
    )  # fmt: skip
    record(verb="theme_search.asked_for", subject=work, by=by, changes={"seed": [None, seed]})
    transaction.on_commit(lambda: theme_search_asked_for.send(sender=ThemeSearch, search=search))
    return search


def run_search(*, search: ThemeSearch) -> bool:
    """Find the groups. Nothing is locked while the machine works, so residents go on answering. What goes wrong is
    written down in words, and the search can be asked for again. Returns whether groups were found."""
    if not ThemeSearch.objects.filter(pk=search.pk, state=SearchState.WAITING).update(
        state=SearchState.RUNNING, updated_at=timezone.now()
    ):
        return False
    search.snapshot, rows = texts_now(work=search.work, by=SYSTEM)
    try:
        found = find_groups(
            [text for _number, text in rows],
            clusters=search.settings["clusters"],
            seed=search.seed,
            question=texts_of(search.work).get(search.work.question, ""),
        )
    except Invalid as problem:
        return _fail(search, " ".join(str(fault.message) for fault in problem.faults))
    except Exception:
        # Whatever it is, a person waits for it: she is told, and the log tells the rest.
        log.exception("Theme search %s could not be done.", search.pk)
        return _fail(search, _("Something went wrong that we did not foresee. The log of the site says more."))
    _keep(search, [number for number, _text in rows], found)
    return True


@transaction.atomic
def split_cluster(*, search: ThemeSearch, number: int, by: Actor) -> list[int]:
    """Look closer at one group: it is replaced by its parts. Returns their numbers. Raises Invalid."""
    current = hold(search, by)
    cluster = current.clusters.filter(number=number, is_split=False, theme=None, is_aside=False).first()
    if cluster is None:
        message = _("Somebody has placed or split this group meanwhile.")
        raise Invalid([Fault("cluster", message, _("Look again."))])
    answers = answers_by_number(search.work, cluster.members)
    members = sorted(answers)
    parts = split_group([answers[number].text for number in members], seed=search.seed)
    if len(parts) < 2:
        raise Invalid([Fault("cluster", _("The answers in this group are too alike, or too few, to be split."))])
    first = max(current.clusters.values_list("number", flat=True)) + 1
    made = _clusters(current, members, parts, first=first, split_from=cluster)
    Cluster.objects.bulk_create(made)
    current.clusters.filter(pk=cluster.pk).update(is_split=True)
    numbers = [each.number for each in made]
    remember_deed(current, {"kind": "split", "before": {}, "split": number, "parts": numbers, "by": by.name})
    record(verb="clusters.split", subject=search.work, by=by, changes={"clusters": [[number], numbers]})
    return numbers


def texts_of(work: ThemeWork) -> dict[str, str]:
    return question_texts(newest_questionnaire(work.consultation))


def _fail(search: ThemeSearch, told: str) -> bool:
    ThemeSearch.objects.filter(pk=search.pk).update(
        state=SearchState.FAILED, fault=told[:300], updated_at=timezone.now()
    )
    return False


@transaction.atomic
def _keep(search: ThemeSearch, numbers: list[int], found: Found) -> None:
    Cluster.objects.bulk_create(_clusters(search, numbers, found.clusters, first=1))
    _keep_duplicates(search.work, numbers, found)
    search.settings = {**search.settings, **found.settings}
    search.state = SearchState.DONE
    search.save()
    said = ngettext("%(number)d group", "%(number)d groups", len(found.clusters)) % {"number": len(found.clusters)}
    record(verb="theme_search.done", subject=search.work, by=SYSTEM, changes={"found": [None, said]})


def _clusters(
    search: ThemeSearch, numbers: list[int], groups: Sequence[Group], *, first: int, split_from: Cluster | None = None
) -> list[Cluster]:
    return [
        Cluster(
            search=search,
            number=first + place,
            words=list(group.words),
            central=[numbers[row] for row in group.central],
            members=[numbers[row] for row in group.members],
            near=[first + other for other in group.near] + (split_from.near if split_from else []),
            split_from=split_from.number if split_from else None,
        )
        for place, group in enumerate(groups)
    ]


def _keep_duplicates(work: ThemeWork, numbers: list[int], found: Found) -> None:
    """What somebody has looked at stays as it was settled; the rest is found anew."""
    work.duplicates.filter(settled_at=None).delete()
    settled = {number for answers in work.duplicates.values_list("answers", flat=True) for number in answers}
    groups = [(kind, [numbers[row] for row in rows]) for kind, rows in found.duplicates]
    DuplicateGroup.objects.bulk_create(
        DuplicateGroup(work=work, kind=DuplicateKind(kind), answers=answers)
        for kind, answers in groups
        if not settled & set(answers)
    )
