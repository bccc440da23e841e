"""What officers do with a consultation that is on the calendar: the links on its plan, in the order of the work, each
with what waits there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import PhaseKind
from ..models import Consultation
from ..policies import Standing
from ..queries.channels import ChannelTotals
from ..queries.waiting import Waiting


@dataclass(frozen=True)
class Note:
    """What to know before following a link. `waits`: somebody has to do something there."""

    words: str = ""
    waits: bool = False


@dataclass(frozen=True)
class Way:
    url: str
    title: str
    note: Note = Note()


@dataclass(frozen=True)
class WayGroup:
    key: str
    title: str
    ways: tuple[Way, ...]


def ways_to_run(
    consultation: Consultation, standing: Standing, totals: ChannelTotals, waiting: Waiting, *, may_type: bool
) -> list[WayGroup]:
    """The groups, first to last."""

    def way(view: str, title: str, note: Note = Note()) -> Way:
        return Way(reverse(f"consultations:{view}", args=[consultation.slug]), title, note)

    typing = (
        way("type_paper", _("Type in paper forms")),
        way("record_letter", _("Record a letter, e-mail or call")),
        way("import_responses", _("Import a spreadsheet")),
    )
    checking = (
        way("list_held", _("Held answers"), _held(totals.total.held)),
        way("list_second_entries", _("Type forms a second time"), _second_typing(waiting)),
        way("list_responses", _("All answers"), Note(_figure(totals.total.received))),
    )
    reading = (
        way("show_results", _("Results")),
        way("list_words", _("Answers in words"), _unread(waiting)),
        way("list_themes", _("Themes"), Note(_figure(waiting.themes))),
        way("list_theme_work", _("Bring answers under themes")),
    )
    deciding = (way("list_report_desk", _("Reports")), way("edit_outcome", _("Outcome"), _outcome(waiting)))
    return [
        WayGroup("take-in", _("Take in answers"), (*(typing if may_type else ()), *checking)),
        WayGroup("read", _("Read and count"), reading),
        WayGroup("decide", _("Decide and tell"), deciding),
        WayGroup("settings", _("Dates and settings"), _settings(consultation, standing)),
    ]


def ways_to_analyse(consultation: Consultation) -> tuple[Way, ...]:
    """What an analyst may do with the answers of a consultation, in the order of the work."""
    pages = (
        ("show_results", _("Results")),
        ("list_weights", _("Weights")),
        ("make_tables", _("Tables and cross-tabs")),
        ("list_words", _("Answers in words")),
        ("list_theme_work", _("Bring answers under themes")),
        ("list_report_desk", _("Reports")),
        ("list_snapshots", _("Snapshots")),
    )
    return tuple(Way(reverse(f"consultations:{view}", args=[consultation.slug]), title) for view, title in pages)


def _settings(consultation: Consultation, standing: Standing) -> tuple[Way, ...]:
    def way(view: str, title: str, words: str = "") -> Way:
        return Way(reverse(f"consultations:{view}", args=[consultation.slug]), title, Note(words))

    ways = [
        way("change_dates", _("Move the dates")),
        way("show_phases", _("Phases, and what each opens")),
        way("edit_results_visibility", _("When results are shown"), consultation.get_results_visibility_display()),
    ]
    if standing.phase == PhaseKind.DRAFT:
        ways.append(way("withdraw_opening", _("Take it off the calendar")))
    elif standing.phase == PhaseKind.OPEN:
        ways.append(way("close_now", _("Close it now")))
    return tuple(ways)


def _figure(number: int) -> str:
    return str(number_format(number, use_l10n=True, force_grouping=True))


def _held(held: int) -> Note:
    if not held:
        return Note(_("none"))
    return Note(ngettext("%(number)s waits", "%(number)s wait", held) % {"number": _figure(held)}, waits=True)


def _second_typing(waiting: Waiting) -> Note:
    notes = []
    if waiting.to_type_again:
        notes.append(_("%(number)s to type") % {"number": _figure(waiting.to_type_again)})
    if waiting.to_settle:
        notes.append(_("%(number)s to settle") % {"number": _figure(waiting.to_settle)})
    return Note(", ".join(notes) or _("none"), waits=bool(notes))


def _unread(waiting: Waiting) -> Note:
    if not waiting.unread:
        return Note(_figure(waiting.words))
    numbers = {"unread": _figure(waiting.unread), "words": _figure(waiting.words)}
    return Note(_("%(unread)s of %(words)s not read yet") % numbers, waits=True)


def _outcome(waiting: Waiting) -> Note:
    if waiting.to_tell:
        return Note(_("published, %(number)s to tell") % {"number": _figure(waiting.to_tell)}, waits=True)
    if waiting.outcome_published:
        return Note(_("published"))
    return Note(_("begun, not published") if waiting.outcome_begun else _("not begun"))
