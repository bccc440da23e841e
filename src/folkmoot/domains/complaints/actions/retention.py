"""Forget the words and the person of a case when its time has come or somebody asks; keep what is counted."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.base.public import new_secret
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import forget_document, forget_documents
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import files_with, forget_words
from folkmoot.ground.notify.public import forget_messages, forget_sent
from folkmoot_core.values import Fault, Invalid

from ..adapters.search_index import WORDS
from ..enums import Kept, State
from ..models import (
    Case,
    CaseEvent,
    Complainant,
    Finding,
    Forgotten,
    HandlingAnswer,
    LegalHold,
    Referral,
    Remedy,
    RetentionRule,
)
from ..policies import check
from ..queries.keeping import GONE, records_over
from ..queries.retention import cases_over
from ..queries.visible import covers_all

ON_REQUEST = "asked-for"


def run_retention(*, by: Actor, today: date | None = None) -> Counter[str]:
    """Forget all cases and other records whose time has come; returns how many by the key of the rule. Each case is
    done or not done by itself, so that a run that is cut off is simply run again."""
    check_retention(by)
    done: Counter[str] = Counter()
    day = today or timezone.localdate()
    for case, rule in list(cases_over(day)):
        if forget_case(case=case, because=rule, by=by):
            done[rule] += 1
    for each in RetentionRule.objects.exclude(record=Kept.CASES):
        if number := forget_records(rule=each, by=by, today=day):
            done[each.key] += number
    return done


@transaction.atomic
def forget_case(*, case: Case, because: str, by: Actor) -> bool:
    """Take the words and the person out of a case that has ended; kind, unit, reasons, days and outcome stay. False
    where that was done before. Raises Refused where it is held or still runs."""
    check_retention(by)
    case = Case.objects.select_for_update(of=("self",)).select_related("arrival").get(pk=case.pk)
    if Forgotten.objects.filter(case=case).exists():
        return False
    if LegalHold.objects.filter(case=case, lifted_at=None).exists():
        raise Refused(_("%(case)s is held: nothing of it goes.") % {"case": case})
    if case.state not in (State.CLOSED, State.SET_ASIDE):
        raise Refused(_("%(case)s is not closed yet.") % {"case": case})
    _forget_papers(case, by)
    Complainant.objects.filter(case=case).delete()
    case.letters.update(subject="", body=GONE)
    case.notes.update(words=GONE)
    case.points.update(words=GONE)
    case.remedies.update(words=GONE, done_note="")
    Finding.objects.filter(point__case=case).update(because=GONE)
    HandlingAnswer.objects.filter(case=case).update(words="")
    CaseEvent.objects.filter(case=case).update(reason="")
    for name in ("summary", "wanted", "place_words", "waiting_for"):
        setattr(case, name, "")
    case.waiting_since = None
    # Whoever has the old link finds nothing there any more.
    case.secret = new_secret()
    case.save()
    WORDS.put(case.pk, "")
    Forgotten.objects.create(case=case, because=because)
    record(verb="case.forgotten", subject=case, by=by, changes={"words": [True, False]}, reason=because)
    return True


def _forget_papers(case: Case, by: Actor) -> None:
    """What came in and what went out, with the files."""
    arrivals = [case.arrival, *Arrival.objects.filter(pk__in=case.letters.exclude(arrival=None).values("arrival"))]
    keys: list[str] = []
    for arrival in arrivals:
        keys += files_with(arrival).values_list("key", flat=True)
        keys += [arrival.source.key] if arrival.source else []
        arrival.words, arrival.source = "", None
        arrival.save(update_fields=["words", "source"])
    forget_documents(about=case, keys=keys, by=by)
    forget_messages(about=case, dedupe_keys=[], by=by)


@transaction.atomic
def forget_records(*, rule: RetentionRule, by: Actor, today: date) -> int:
    """Forget the records of one class, all but cases, whose time is over: messages and files go, of the others the
    words. Returns how many. Raises Refused."""
    check_retention(by)
    over, kept = records_over(rule, today), Kept(rule.record)
    if kept == Kept.MESSAGES:
        number = forget_sent(messages=over, because=rule, by=by)
    elif kept == Kept.REMEDIES:
        number = Remedy.objects.filter(pk__in=list(over.values_list("pk", flat=True))).update(
            words=GONE, done_note="", owner_name=GONE, owner=None
        )
    else:
        rows = list(over)
        number = len(rows)
        for row in rows:
            _forget_one(row, rule.key, by)
    if number:
        record(verb="case.records_forgotten", subject=rule, by=by, changes={rule.record: [number, 0]})
    return number


def _forget_one(row: Document | Arrival | Referral, because: str, by: Actor) -> None:
    if isinstance(row, Document):
        forget_document(document=row, by=by, reason=because)
    elif isinstance(row, Arrival):
        forget_words(arrival=row, instead=GONE, by=by, reason=because)
    else:
        row.remedy, row.note = (GONE if row.remedy else ""), ""
        row.save(update_fields=["remedy", "note", "updated_at"])


def erase_person(*, cases: list[Case], by: Actor) -> tuple[list[Case], list[tuple[Case, str]]]:
    """Forget one person (UK GDPR, article 17): the cases that are done, and the others with the reason why not."""
    done, left = [], []
    for case in cases:
        try:
            forget_case(case=case, because=ON_REQUEST, by=by)
        except Refused as refused:
            left.append((case, str(refused)))
        else:
            done.append(case)
    return done, left


@transaction.atomic
def hold(*, case: Case | Arrival | Referral, because: str, by: Actor) -> LegalHold:
    """From now on nothing of the case goes, nor of an arrival or a referral where it is one. Raises Invalid or
    Refused."""
    check_retention(by)
    if not because.strip():
        raise Invalid([Fault("because", _("Say why it is held."))])
    name = {Case: "case", Arrival: "arrival", Referral: "referral"}[type(case)]
    type(case)._default_manager.select_for_update(of=("self",)).get(pk=case.pk)
    if LegalHold.objects.filter(lifted_at=None, **{name: case}).exists():
        raise Invalid([Fault("reference", _("This is held already."))])
    if name == "case" and Forgotten.objects.filter(case_id=case.pk).exists():
        raise Invalid([Fault("reference", _("The words of this case are gone already."))])
    held = LegalHold.objects.create(because=" ".join(because.split())[:300], by_name=by.name, **{name: case})
    record(verb="case.held", subject=case, by=by, changes={"hold": [None, True]})
    return held


@transaction.atomic
def lift(*, held: LegalHold, by: Actor) -> None:
    """The rules hold for the case again."""
    check_retention(by)
    if LegalHold.objects.filter(pk=held.pk, lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by.name):
        record(verb="case.hold_lifted", subject=held.held, by=by, changes={"hold": [True, None]})


def check_retention(by: Actor) -> None:
    check(
        covers_all(by),
        _("Only complaints officers of all services decide what is kept."),
    )
