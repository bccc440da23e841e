"""What the public is shown of counts goes through the ledger of releases: entered once, and checked against all that
was shown before, so that no two of them can be subtracted."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from django.db import transaction

from folkmoot_core.disclosure.ledger import Ledger
from folkmoot_core.disclosure.ledger import Release as CoreRelease
from folkmoot_core.disclosure.rounding import step_of

from ..models import Consultation, Release, Snapshot
from ..queries.channels import ChannelTotals
from ..queries.results import (
    BREAKDOWN,
    PAGE,
    POLICY,
    Breakdown,
    Results,
    as_it_was_shown,
    content_of_page,
    ledger_of,
    newest_page,
    releases_of_breakdown,
    releases_of_page,
    results_of,
    rounded_results,
    snapshot_at,
)

KEPT = 200
# Of every hundred responses that come while results are shown, one new state.
SHARE_OF_A_STEP = 100
_known: OrderedDict[tuple[object, ...], Results | bool] = OrderedDict()
_lock = threading.Lock()


def forget_released() -> None:
    """Drop what is kept in memory, so that the ledger is read again."""
    with _lock:
        _known.clear()


def public_results(
    *, consultation: Consultation, answers_come_in: bool, channels: ChannelTotals | None = None
) -> Results:
    """The counts that everybody may see now: entered in the ledger when they are first shown.

    While answers come in, counts are to the nearest ten, and a new state is shown only after some more responses. After
    that they are exact; where a few responses came since exact counts were shown, rounded once more, or as they were.
    No query beyond those of `results_of` once a state is known.
    """
    now = results_of(consultation, protected=True, channels=channels)
    key = ("page", consultation.pk, consultation.created_at, now.stamp, answers_come_in)
    with _lock:
        known = _known.get(key)
    if isinstance(known, Results):
        return replace(known, channels=now.channels)
    found = _decided(consultation, now, answers_come_in=answers_come_in)
    _keep(key, found)
    return found


def public_breakdown(*, consultation: Consultation, breakdown: Breakdown, results: Results) -> Breakdown:
    """One question by groups, as everybody may see it: withheld where it would tell on somebody beside what was shown
    before, or while counts are rounded or wait."""
    if breakdown.withheld:
        return breakdown
    withheld = replace(breakdown, tables=(), withheld=True, joined=())
    if results.rounded or results.behind is not None:
        return withheld
    releases = releases_of_breakdown(breakdown, results)
    keys = "-".join(each.key[:12] for each in releases)
    key = ("breakdown", consultation.pk, consultation.created_at, keys)
    with _lock:
        known = _known.get(key)
    if known is None:
        known = _admitted(consultation, releases, results)
        _keep(key, known)
    return breakdown if known else withheld


@transaction.atomic
def enter(*, consultation: Consultation, releases: list[CoreRelease], place: str, snapshot: Snapshot | None) -> bool:
    """Enter exact tables in the ledger, all or none; False where they tell on somebody beside what was shown before."""
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    ledger = ledger_of(consultation)
    if not _safe(ledger, releases):
        return False
    fresh = [each for each in releases if not ledger.holds(each)]
    for each in fresh:
        content = {"rounded": False, "releases": [each.as_json()]}
        Release.objects.create(consultation=consultation, snapshot=snapshot, key=each.key, content=content, place=place)
    return True


def _admitted(consultation: Consultation, releases: list[CoreRelease], results: Results) -> bool:
    snapshot = snapshot_at(consultation, results.stamp)
    return enter(consultation=consultation, releases=releases, place=BREAKDOWN, snapshot=snapshot)


@transaction.atomic
def _decided(consultation: Consultation, now: Results, *, answers_come_in: bool) -> Results:
    """Which state is shown; a new one is entered."""
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    last = newest_page(consultation)
    content: dict[str, Any] = last.content if last else {}
    same = bool(last) and tuple(content["stamp"]) == now.stamp
    if same and (answers_come_in or not content["rounded"]):
        return as_it_was_shown(content, now)
    if not answers_come_in and _safe(ledger_of(consultation), releases_of_page(now)):
        return _entered(consultation, now)
    moved = now.responses - (content["stamp"][2] if last else 0)
    if not same and abs(moved) >= max(step_of(POLICY), now.responses // SHARE_OF_A_STEP):
        return _entered(consultation, rounded_results(results_of(consultation, protected=False), now))
    if last is None:
        return replace(now, responses=0, districts=None, questions=(), rounded=True)
    return as_it_was_shown(content, now)


def _entered(consultation: Consultation, results: Results) -> Results:
    content = content_of_page(results)
    core = CoreRelease(PAGE, f"{results.stamp} {results.rounded}", (), {}, ())
    Release.objects.create(
        consultation=consultation,
        snapshot=snapshot_at(consultation, results.stamp),
        key=core.key,
        content=content,
        place=PAGE,
    )
    return results


def _safe(ledger: Ledger, releases: list[CoreRelease]) -> bool:
    return not any(ledger.told_by(each, POLICY) for each in releases)


def _keep(key: tuple[object, ...], found: Results | bool) -> None:  # noqa: FBT001 – whatever is to be kept
    with _lock:
        _known[key] = found
        while len(_known) > KEPT:
            _known.popitem(last=False)
