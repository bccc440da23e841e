"""Meetings for everybody: what is coming, what was, each meeting, item and paper at an address of its own."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, Refused, actor_of
from folkmoot.ground.base.public import data_block, site_identity
from folkmoot.ground.documents.public import address_of, may_read

from ..exports import calendar_of, schema_org
from ..forms.agenda import SearchForm
from ..models import AgendaItem, Meeting
from ..policies import can_keep
from ..queries.agenda import ShownMeeting, show
from ..queries.listing import been, bodies_that_meet, coming, find_items, for_calendars
from ..queries.notices import notice_of
from .finding import body_of, open_meeting

A_PAGE = 50
SHOWN_AHEAD = 60


class CalendarView(View):
    """/meetings/ – what is coming, by month; `?when=before` what was."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return list_meetings(request, None)


class BodyView(View):
    """/meetings/bodies/KEY/"""

    access = PUBLIC

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        return list_meetings(request, body)


def list_meetings(request: HttpRequest, key: str | None) -> HttpResponse:
    body, today = body_of(key) if key else None, timezone.localdate()
    before = request.GET.get("when") == "before"
    if before:
        page = Paginator(been(today, body), A_PAGE).get_page(request.GET.get("page"))
        meetings = list(page.object_list)
    else:
        page, meetings = None, list(coming(today, body)[:SHOWN_AHEAD])
    months = [(day, list(found)) for day, found in groupby(meetings, key=lambda meeting: meeting.date.replace(day=1))]
    seen = {
        "body": body,
        "months": months,
        "page": page,
        "before": before,
        "bodies": bodies_that_meet() if body is None else [],
        "may_keep": bool(body and can_keep(actor_of(request), body)),
        "today": today,
    }
    return render(request, "meetings/list.html", seen)


class MeetingView(View):
    """/meetings/KEY/"""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting = open_meeting(request, key)
        shown = show(meeting, actor_of(request))
        versions = list(meeting.publications.order_by("-number"))
        moves = list(meeting.moves.all())
        seen = {
            "meeting": meeting,
            "shown": shown,
            "moves": moves,
            "linked_data": data_block(schema_org(meeting, moves)) if meeting.is_on_public_pages else "",
            "versions": versions,
            "has_pack": any(each.public_pack_id for each in versions),
            "has_members_pack": any(each.members_pack_id for each in versions),
            "is_over": meeting.date < timezone.localdate(),
        }
        return render(request, "meetings/meeting.html", seen)


class ItemView(View):
    """/meetings/KEY/items/SERIAL/"""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        shown, face = item_or_404(request, key, serial)
        items = shown.items
        place = items.index(face)
        row = AgendaItem.objects.select_related("meeting__body").get(meeting=shown.meeting, serial=serial)
        notice = notice_of(row)
        seen = {
            "meeting": shown.meeting,
            "shown": shown,
            "item": face,
            "row": row,
            "notice": notice if notice and notice.notice.is_out else None,
            "before": items[place - 1] if place else None,
            "after": items[place + 1] if place + 1 < len(items) else None,
            "decisions": list(row.decisions.filter(published_at__isnull=False, is_open=True)) if row.is_open else [],
        }
        return render(request, "meetings/item.html", seen)


class PaperView(View):
    """/meetings/KEY/items/SERIAL/papers/NUMBER/"""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str, serial: int, paper: int) -> HttpResponse:
        shown, face = item_or_404(request, key, serial)
        found = next((each for each in face["papers"] if each["serial"] == paper), None)
        if found is None:
            raise Http404
        seen = {"meeting": shown.meeting, "item": face, "paper": found, "shown": shown}
        return render(request, "meetings/paper.html", seen)


def item_or_404(request: HttpRequest, key: str, serial: int) -> tuple[ShownMeeting, dict[str, Any]]:
    shown = show(open_meeting(request, key), actor_of(request))
    face = shown.item(serial)
    if face is None:
        raise Http404
    return shown, face


class PackView(View):
    """/meetings/KEY/pack.pdf – the pack of the last version; `?for=members` the one with exempt papers."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse | FileResponse:
        meeting = open_meeting(request, key)
        for_members = request.GET.get("for") == "members"
        packs = meeting.publications.select_related("public_pack", "members_pack").order_by("-number")
        name = "members_pack" if for_members else "public_pack"
        document = next((found for each in packs if (found := getattr(each, name))), None)
        if document is None:
            raise Http404
        if not may_read(actor_of(request), document):
            raise Refused(_("This pack is for members of the body."))
        return redirect(address_of(document))


class FindView(View):
    """/meetings/find/?words="""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.GET or None)
        words = form.cleaned_data["words"].replace("\x00", " ") if form.is_valid() else ""
        after = request.GET.get("after", "")
        before = int(after) if after.isdecimal() and len(after) < 16 else None
        found = find_items(words, before) if words.strip() else None
        return render(request, "meetings/find.html", {"form": form, "words": words, "found": found})


class CalendarFeedView(View):
    """/meetings/calendar.ics and /meetings/bodies/KEY/calendar.ics"""

    access = PUBLIC

    def get(self, request: HttpRequest, body: str = "") -> HttpResponse:
        of = body_of(body) if body else None
        name = of.name if of else site_identity()["name"]
        return _calendar(calendar_of(for_calendars(timezone.localdate(), of), name), of.key if of else "meetings")


class OneEventView(View):
    """/meetings/KEY/meeting.ics"""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting: Meeting = open_meeting(request, key)
        if not meeting.is_on_public_pages:
            raise Http404
        return _calendar(calendar_of([meeting], meeting.title), meeting.key)


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["Cache-Control"] = "public, max-age=600"
    return response
