"""Everything that a report can say of a consultation, from one snapshot."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from folkmoot_core.reports.document import Report as Document
from folkmoot_core.reports.inputs import District, Question, ReportInput, Weights
from folkmoot_core.reports.templates import committee_report, district_extract, outcome_page, resident_summary
from folkmoot_core.values import Fault, Invalid

from ...enums import ReportKind
from ...models import Consultation, Snapshot, Weighting
from ..results import POLICY
from ..snapshots import on_disk
from .crossings import Without, crossings_of, districts_of
from .deciding import contact_of, equality_notes, next_steps, outcomes_of
from .district_themes import themes_in
from .further import untold_table, words_tables
from .profiles import channels_of, profiles_of
from .questions import questions_of
from .source import Source
from .weights import weigh
from .wording import rule_of_offers, themes_of

# A page shows one report; two officers may work on two at once.
MOST_KEPT = 4
_kept: OrderedDict[tuple[object, ...], Source] = OrderedDict()
_lock = threading.Lock()
WHOLE_REPORTS = {
    ReportKind.COMMITTEE: committee_report,
    ReportKind.SLIDES: committee_report,
    ReportKind.RESIDENTS: resident_summary,
    ReportKind.OUTCOME: outcome_page,
}


def report_input(
    consultation: Consultation,
    snapshot: Snapshot,
    weighting: Weighting | None = None,
    language: str = "en-GB",
    without: Without = frozenset(),
) -> ReportInput:
    """What reports are made from, every figure protected. The counts are those of the snapshot; themes, outcome and
    plan are as they stand now. `without`: breakdowns that are left out. Raises
    Invalid where there is too little, or the weights cannot be reached."""
    if consultation.opens_on is None or consultation.closes_on is None:
        message, mend = _("The consultation has no dates yet."), _("Put it on the calendar first.")
        raise Invalid([Fault("opens_on", message, mend)])
    with translation.override(language.lower()):
        source = source_of(snapshot)
        questions, weights = source.once(partial(_weighed_questions, source, weighting), *_named(weighting))
        themes, comments = themes_of(source, consultation)
        crossings, untold = source.once(partial(crossings_of, source, without), "crossings", frozenset(without))
        words = source.once(partial(words_tables, source, without), "words", frozenset(without))
        data = ReportInput(
            title=consultation.title,
            organisation=consultation.organisation.name,
            purpose=" ".join(consultation.summary.split()),
            opened=consultation.opens_on,
            closed=consultation.closes_on,
            responses=source.responses,
            snapshot=snapshot.digest,
            questions=questions,
            language=language,
            channels=channels_of(source),
            profiles=profiles_of(source, consultation),
            crossings=crossings,
            themes=themes,
            comments=comments,
            weights=weights,
            threshold=POLICY.threshold,
            percent_base=POLICY.percent_base,
            equality_notes=equality_notes(consultation),
            outcomes=outcomes_of(consultation, questions),
            next_steps=next_steps(consultation),
            further_tables=(*words, *untold_table(untold)),
            contact=contact_of(consultation),
            address=f"{settings.PUBLIC_URL}{consultation.get_absolute_url()}",
            wishes_rule=rule_of_offers(),
            counted_at=timezone.localtime(snapshot.made_at),
        )
        source.let_go()
        return data


def _weighed_questions(source: Source, weighting: Weighting | None) -> tuple[tuple[Question, ...], Weights | None]:
    weighed = weigh(source, weighting) if weighting else None
    return questions_of(source, weighed), weighed.stated if weighed else None


def _named(weighting: Weighting | None) -> tuple[object, ...]:
    """All of a weighting that figures depend on."""
    if weighting is None:
        return ("questions",)
    margins = json.dumps(weighting.margins, sort_keys=True)
    return "questions", margins, weighting.trim_low, weighting.trim_high, weighting.source or weighting.name


def report_districts(
    snapshot: Snapshot, language: str = "en-GB", without: Without = frozenset()
) -> tuple[District, ...]:
    """An extract for each district that enough people answered from, by name. Raises Invalid as `report_input` does."""
    with translation.override(language.lower()):
        source = source_of(snapshot)
        found = source.once(partial(districts_of, source, without), "districts", frozenset(without))
        source.let_go()
        return found


def document_of(
    kind: str,
    consultation: Consultation,
    snapshot: Snapshot,
    *,
    district: str = "",
    weighting: Weighting | None = None,
    language: str = "en-GB",
    without: Without = frozenset(),
) -> Document:
    """The report of a `ReportKind`, before an officer's edits. `district` is the code of a place, for an extract.
    Raises Invalid, naming the districts there are."""
    data = report_input(consultation, snapshot, weighting, language, without)
    if kind != ReportKind.DISTRICT:
        return WHOLE_REPORTS[ReportKind(kind)](data)
    there = report_districts(snapshot, language, without)
    for each in there:
        if each.key == district:
            themes = themes_in(source_of(snapshot), consultation, district, without)
            return district_extract(data, replace(each, themes=themes))
    known = ", ".join(f"{each.name} ({each.key})" for each in there)
    message = _("There is no extract for the district “%(code)s”: too few answered there, or it is not in the area.")
    mend = _("Choose one of: %(known)s.") % {"known": known} if known else _("No district can be shown by itself.")
    raise Invalid([Fault("district", message % {"code": district}, mend)])


def source_of(snapshot: Snapshot) -> Source:
    """Its files, opened; kept in memory with what was counted of them, since a page asks anew each time. Raises Invalid
    where they are gone, or hold so few responses that a report would tell on them."""
    files = on_disk(snapshot)
    if files is None:
        message = _("The files of snapshot %(digest)s are missing or damaged.") % {"digest": snapshot.digest[:12]}
        raise Invalid([Fault("snapshot", message, _("Take the data folder from a backup, or take a new snapshot."))])
    if POLICY.hides(files.responses):
        message = _("There are so few responses that a report would give them away.")
        mend = _("Wait until there are at least %(least)d.") % {"least": POLICY.threshold}
        raise Invalid([Fault("snapshot", message, mend)])
    # Figures are worded in the language of whoever asks first.
    name = (files.folder, files.digest, translation.get_language())
    with _lock:
        source = _kept.pop(name, None) or Source(files)
        _kept[name] = source
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return source
