"""Something that people raised is put before a body; what is decided on it goes back to where it came from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format

from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.thread.models import Link
from folkmoot.ground.thread.public import answered, brief_of, link, model_at

from ..enums import Delivery
from ..models import AgendaItem, Decision, Meeting
from ..policies import check_put_before
from .agenda.items import put_item
from .agenda.papers import put_paper

KIND = "considered_under"


@transaction.atomic
def put_before(
    *, record: Model, is_public: bool, meeting: Meeting, title: str, section: str, by: Actor, with_paper: bool = True
) -> AgendaItem:
    """Make it an item of a coming meeting, with a paper of what is known today, if that is wanted. `is_public`: whether
    everybody may see the record, now or later; otherwise the link is for staff and no word of the record goes along.
    Its clerk publishes it, or not. Raises Refused or Invalid."""
    check_put_before(by)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    values = {"section": section, "title": title, "delivery": Delivery.PAPER, "presented_by": by.name}
    item = put_item(meeting, values, by)
    if is_public and with_paper:
        brief = brief_of(record)
        background = [
            (label, url if url.startswith("http") else settings.PUBLIC_URL + url) for label, url in brief.links
        ]
        paper = {"title": title, "summary": brief.summary, "body_text": brief.text, "authors": by.name}
        put_paper(item, paper, [], background, by)
    link(KIND, record, item, by=by, public=is_public)
    return item


def answer_what_was_raised() -> int:
    """Tie each published decision to what was considered under its item, and say so once; returns how many are new.
    Noted, rejected and deferred are answers too."""
    raised = list(Link.objects.filter(kind=KIND, to_type="meetings.agendaitem"))
    items = {int(each.to_key) for each in raised if each.to_key.isdecimal()}
    decisions = Decision.objects.filter(item__in=items, published_at__isnull=False, is_open=True)
    by_item: dict[str, list[Decision]] = {}
    for decision in decisions.select_related("item__meeting__body"):
        if decision.item.is_open:
            by_item.setdefault(str(decision.item_id), []).append(decision)
    known = set(Link.objects.filter(kind="decided_as").values_list("from_type", "from_key", "to_key"))
    new = 0
    for each in raised:
        for decision in by_item.get(each.to_key, []):
            if (each.from_type, each.from_key, str(decision.pk)) not in known:
                new += _answer(each, decision)
    return new


@transaction.atomic
def _answer(raised: Link, decision: Decision) -> bool:
    record = model_at(raised.from_type, raised.from_key)
    if record is None:
        return False
    link("decided_as", record, decision, by=SYSTEM, public=raised.is_public)
    answered.send(Decision, record=record, answer=decision, values=_words_of(decision))
    return True


def _words_of(decision: Decision) -> dict[str, Any]:
    meeting = decision.item.meeting
    return {
        "body": meeting.body.name,
        "day": date_format(decision.decided_on, "j F Y"),
        "outcome": str(decision.get_outcome_display()),
        "text": decision.text,
        "reason": decision.reason,
        "url": settings.PUBLIC_URL + reverse("meetings:show_item", args=[meeting.key, decision.item.serial]),
    }


def title_for(shown_title: str, *, is_public: bool) -> str:
    """What the item is called at first; nothing for a record that not everybody may see."""
    return shown_title[:300] if is_public else ""
