"""What this app tells the ground about itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import Sentences, register_sentences
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import register_scope
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import register_record, register_way_on

from .adapters.search_index import WORDS
from .enums import MeetingState
from .enums.history import CONDUCT_SENTENCES
from .models import AgendaItem, Alert, Decision, Meeting, Paper
from .policies import KEEPERS, can_put_before, can_read
from .policies.conduct import can_read_kept_back
from .queries.conduct.reading import entries_kept_by
from .queries.listing import bodies_kept_by
from .signals import agenda_is_out
from .tasks import read_files

SENTENCES: Sentences = {
    "meeting.planned": _("planned the meeting %(what)s"),
    "meeting.confirmed": _("made the date of %(what)s public"),
    "meeting.edited": _("changed the details of %(what)s"),
    "meeting.moved": _("moved the meeting %(what)s"),
    "meeting.cancelled": _("cancelled the meeting %(what)s"),
    "meeting.published": _("published the agenda of %(what)s"),
    "meeting.rules_set": _("set the rules of meetings of %(what)s"),
    "meeting.alert_asked": _("asked for e-mails about meetings"),
    "meeting.alert_confirmed": _("switched e-mails about meetings on"),
    "meeting.alert_stopped": _("switched e-mails about meetings off"),
    "meeting.pack_brought": _("brought in a published pack"),
    "meeting.pack_discarded": _("threw away what was read from a pack"),
    "meeting.imported": _("made %(what)s from a published pack"),
    "agenda.item_added": _("put %(what)s on an agenda"),
    "agenda.item_edited": _("changed the item %(what)s"),
    "agenda.notice_kept": _("wrote down the notice of %(what)s"),
    "agenda.item_moved": _("moved the item %(what)s"),
    "agenda.item_removed": _("took an item off %(what)s before it was published"),
    "agenda.item_withdrawn": _("withdrew the item %(what)s"),
    "agenda.item_put_back": _("put the item %(what)s back"),
    "agenda.paper_added": _("added the paper %(what)s"),
    "agenda.paper_edited": _("changed the paper %(what)s"),
    "agenda.paper_removed": _("took a paper from %(what)s before it was published"),
    "agenda.paper_withdrawn": _("withdrew the paper %(what)s"),
    "agenda.file_added": _("added a file to %(what)s"),
    "agenda.file_removed": _("took a file from %(what)s"),
}
IS_SHOWN = Q(meeting__is_public=True) & (
    ~Q(meeting__state=MeetingState.TENTATIVE) | Q(meeting__first_published_at__isnull=False)
)


# What people raise, by the labels of its records; those of apps that are not there are never shown.
RAISED = ("consultations.theme", "consultations.consultation", "complaints.case", "complaints.lesson")


def register_all() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)
    register_sentences(CONDUCT_SENTENCES)
    register_subject("meetings.actionlogentry", entries_kept_by, keepers=KEEPERS)
    register_records()
    register_way_on(
        "put_before",
        _("Put before a body"),
        url=lambda record: reverse("meetings:put_before", args=[record._meta.label_lower, record.pk]),
        may=lambda actor, _record: can_put_before(actor),
        from_types=RAISED,
    )
    register_scope("meetings.paper", scope_of_paper)
    register_scope("meetings.meeting", scope_of_meeting)
    register_subject("meetings.meeting", lambda actor: Meeting.objects.filter(body__in=bodies_kept_by(actor)))
    register_subject("meetings.alert", lambda _actor: Alert.objects.none(), keepers=KEEPERS)
    post_delete.connect(on_item_deleted, sender=AgendaItem, dispatch_uid="meetings:item_deleted")
    agenda_is_out.connect(on_agenda_out, dispatch_uid="meetings:agenda_out")


def register_records() -> None:
    register_record(
        "meetings.meeting",
        title=str,
        url=lambda meeting: reverse("meetings:show_meeting", args=[meeting.key]),
        is_public=lambda meeting: meeting.is_on_public_pages,
        only_public=lambda found: found.filter(
            ~Q(state=MeetingState.TENTATIVE) | Q(first_published_at__isnull=False), is_public=True
        ),
        may_see=lambda actor, meeting: can_read(actor, "exempt", meeting),
        related=("body",),
        noun=_("meeting"),
        nouns=_("meetings"),
    )
    register_record(
        "meetings.agendaitem",
        title=title_of_item,
        url=url_of_item,
        is_public=is_item_shown,
        only_public=lambda found: found.filter(IS_SHOWN, first_published_at__isnull=False),
        may_see=lambda actor, item: can_read(actor, item.access, item.meeting) or actor.is_staff,
        related=("meeting__body",),
        noun=_("item of an agenda"),
        nouns=_("items of agendas"),
    )
    register_record(
        "meetings.decision",
        title=lambda decision: (
            f"{decision.get_outcome_display()}: {decision.text[:150]}"
            if is_decision_open(decision)
            else now("A decision that is kept back")
        ),
        url=url_of_decision,
        is_public=lambda decision: (
            is_decision_open(decision) and decision.published_at is not None and is_item_shown(decision.item)
        ),
        may_see=may_see_decision,
        related=("item__meeting__body",),
        noun=_("decision"),
        nouns=_("decisions"),
    )


def title_of_item(item: AgendaItem) -> str:
    """What everybody may know of it, also where only staff read the thread."""
    title = item.title if item.is_open else item.public_title or now("Exempt item")
    return f"{item.number} {title}, {item.meeting.title}, {date_format(item.meeting.date, 'j F Y')}".strip()


def url_of_item(item: AgendaItem) -> str:
    if item.first_published_at is None:
        return reverse("meetings:agenda", args=[item.meeting.key]) + f"#item-{item.serial}"
    return reverse("meetings:show_item", args=[item.meeting.key, item.serial])


def is_item_shown(item: AgendaItem) -> bool:
    return item.meeting.is_on_public_pages and item.first_published_at is not None


def is_decision_open(decision: Decision) -> bool:
    return decision.is_open and decision.item.is_open


def url_of_decision(decision: Decision) -> str:
    """Its own address once it is out; the clerk's screen before that, where only she comes."""
    if is_decision_open(decision) and decision.published_at is not None:
        return decision.get_absolute_url()
    return reverse("meetings:conduct_meeting", args=[decision.item.meeting.key]) + f"?item={decision.item.serial}"


def may_see_decision(actor: Actor, decision: Decision) -> bool:
    item = decision.item
    return is_decision_open(decision) or can_read_kept_back(actor, item.meeting, item.access)


def scope_of_paper(key: str) -> str | None:
    paper = Paper.objects.filter(pk=key).select_related("item__meeting__body").first()
    return paper.item.meeting.scope if paper else None


def scope_of_meeting(key: str) -> str | None:
    meeting = Meeting.objects.filter(pk=key).select_related("body").first()
    return meeting.scope if meeting else None


def on_agenda_out(sender: Any, meeting_id: int, **kwargs: Any) -> None:
    read_files.enqueue(meeting_id)


def on_item_deleted(sender: type[AgendaItem], instance: AgendaItem, **kwargs: Any) -> None:
    WORDS.put(instance.pk, "")
