"""A clerk's pages for dates: the desk, a plan of the year, altering, moving, cancelling; a body's rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.base.public import put_faults, working_calendar
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.agendas import Placed, place_dates
from folkmoot_core.values import Invalid

from ..actions.planning import cancel_meeting, confirm_meetings, edit_meeting, move_meeting, plan_meetings, set_rules
from ..forms.planning import ChosenDatesForm, MeetingForm, MoveForm, PatternForm, ReasonForm, RulesForm
from ..models import Meeting
from ..policies import check_keep
from ..queries.agenda import rules_of
from ..queries.conduct.absences import missed_at_desk
from ..queries.desk import desk_of, standing_of
from ..queries.diaries import Clash, clashes
from .finding import FOR_KEEPERS, KeeperView, body_of


@dataclass(frozen=True)
class Proposed:
    """A date of the row as it is shown before anything is saved."""

    placed: Placed
    clashes: list[Clash]
    is_taken: bool


class DeskView(View):
    """/meetings/desk/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = desk_of(actor_of(request), timezone.localdate())
        seen = {
            "kept": [each for each in kept if each.meetings],
            "others": [each for each in kept if not each.meetings],
            "missed": [each for each in missed_at_desk(actor_of(request), timezone.localdate()) if each.falls_on],
        }
        return render(request, "meetings/desk/desk.html", seen)


class BodyKeeperView(View):
    access = FOR_KEEPERS
    body: Organisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.body = body_of(kwargs["body"])
        check_keep(actor_of(request), self.body)
        return super().dispatch(request, *args, **kwargs)


class PlanView(BodyKeeperView):
    """/meetings/desk/plan/BODY/ – a row of dates is proposed with the clashes of diaries; what is ticked is saved."""

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        rules, today = rules_of(self.body.pk), timezone.localdate()
        begins = {
            "first": today, "last": date(today.year + 1, today.month, min(today.day, 28)),
            "starts_at": rules.usual_time, "venue": rules.usual_venue,
        }  # fmt: skip
        asked = "turn" in request.GET
        form = PatternForm(request.GET if asked else None, initial=begins)
        proposed = self._proposed(form) if asked and form.is_valid() else None
        return self._page(request, form, proposed)

    def post(self, request: HttpRequest, body: str) -> HttpResponse:
        if request.POST.get("confirm"):
            return self._confirm(request)
        offered = [day for day in map(_day, request.POST.getlist("days")) if day]
        chosen = ChosenDatesForm(request.POST, offered=offered)
        if not chosen.is_valid():
            return self._page(request, PatternForm(), None, chosen, status=422)
        held = chosen.cleaned_data
        clash = clashes(self.body, [held["one_more"]]) if held["one_more"] else []
        if clash and not request.POST.get("anyway"):
            return self._page(request, PatternForm(), None, chosen, clash=clash, status=409)
        made = plan_meetings(
            body=self.body, dates=chosen.chosen(), by=actor_of(request),
            starts_at=held["starts_at"], venue=held["venue"], state=held["state"],
        )  # fmt: skip
        told = ngettext("%(number)d meeting is in the plan.", "%(number)d meetings are in the plan.", len(made))
        messages.success(request, told % {"number": len(made)})
        return redirect("meetings:plan", body=self.body.key)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        keys = request.POST.getlist("meeting")
        number = confirm_meetings(meetings=Meeting.objects.filter(body=self.body, key__in=keys), by=actor_of(request))
        told = ngettext("%(number)d date is public now.", "%(number)d dates are public now.", number)
        messages.success(request, told % {"number": number})
        return redirect("meetings:plan", body=self.body.key)

    def _proposed(self, form: PatternForm) -> list[Proposed]:
        held = form.cleaned_data
        row = place_dates(form.pattern(), held["first"], held["last"], working_calendar())
        found = clashes(self.body, [each.day for each in row])
        taken = {each.day for each in found if each.same_body and each.starts_at == held["starts_at"]}
        return [Proposed(each, [clash for clash in found if clash.day == each.day], each.day in taken) for each in row]

    def _page(
        self, request: HttpRequest, form: PatternForm, proposed: list[Proposed] | None,
        chosen: ChosenDatesForm | None = None, *, clash: list[Clash] | None = None, status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        held = form.cleaned_data if form.is_bound and form.is_valid() else {}
        begins: dict[str, time | str | None] = {"starts_at": held.get("starts_at"), "venue": held.get("venue", "")}
        ahead = Meeting.objects.filter(body=self.body, date__gte=timezone.localdate()).select_related("body")
        seen = {
            "body": self.body,
            "form": form,
            "proposed": proposed,
            "chosen": chosen or ChosenDatesForm(offered=[], initial=begins),
            "clash": clash or [],
            "ahead": list(ahead.order_by("date", "starts_at")[:100]),
        }
        return render(request, "meetings/desk/plan.html", seen, status=status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class RulesView(BodyKeeperView):
    """/meetings/desk/rules/BODY/"""

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        rules = rules_of(self.body.pk)
        standing = [(each.section, each.title) for each in standing_of(rules)]
        return self._page(request, RulesForm(initial=RulesForm.begins(rules, standing)))

    def post(self, request: HttpRequest, body: str) -> HttpResponse:
        form = RulesForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        held = dict(form.cleaned_data)
        held.pop("standing")
        set_rules(body=self.body, standing=held.pop("standing_items"), values=held, by=actor_of(request))
        messages.success(request, _("The rules hold from the next meeting that is planned."))
        return redirect("meetings:plan", body=self.body.key)

    def _page(self, request: HttpRequest, form: RulesForm, *, status: int = 200) -> HttpResponse:
        seen = {
            "form": form, "title": _("How this body calls its meetings"), "caption": self.body.name,
            "back": reverse("meetings:plan", args=[self.body.key]), "back_to": _("Plan"), "button": _("Save"),
        }  # fmt: skip
        return render(request, "meetings/desk/form.html", seen, status=status)


class MeetingFormView(KeeperView):
    """One form about a meeting."""

    title: Any = ""
    button: Any = _("Save")

    def page(self, request: HttpRequest, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        seen = {
            "form": form, "title": self.title, "caption": str(self.meeting), "meeting": self.meeting,
            "back": reverse("meetings:agenda", args=[self.meeting.key]), "back_to": _("Agenda"),
            "button": self.button, **more,
        }  # fmt: skip
        return render(request, "meetings/desk/form.html", seen, status=status)

    def done(self, request: HttpRequest, sentence: str) -> HttpResponse:
        messages.success(request, sentence)
        return redirect("meetings:agenda", key=self.meeting.key)


class EditMeetingView(MeetingFormView):
    """/meetings/KEY/edit/"""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.title = _("Details of the meeting")
        return self.page(request, MeetingForm(instance=self.meeting))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        self.title = _("Details of the meeting")
        form = MeetingForm(request.POST, instance=Meeting.objects.select_related("body").get(pk=self.meeting.pk))
        if not form.is_valid():
            return self.page(request, form, status=422)
        edit_meeting(meeting=self.meeting, values=form.cleaned_data, by=actor_of(request))
        return self.done(request, _("The details are kept."))


class MoveMeetingView(MeetingFormView):
    """/meetings/KEY/move/ – clashes of diaries are shown first."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.title, self.button = _("Move the meeting"), _("Move it")
        begins = {"date": self.meeting.date, "starts_at": self.meeting.starts_at, "venue": self.meeting.venue}
        return self.page(request, MoveForm(initial=begins))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        self.title, self.button = _("Move the meeting"), _("Move it")
        form = MoveForm(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        held = form.cleaned_data
        clash = clashes(self.meeting.body, [held["date"]], without=self.meeting)
        if clash and not held["anyway"]:
            form.add_error("anyway", _("Diaries clash on that day. Look below, and tick this if it must be."))
            return self.page(request, form, clash=clash, status=409)
        try:
            move_meeting(
                meeting=self.meeting, to=held["date"], starts_at=held["starts_at"], venue=held["venue"],
                reason=held["reason"], by=actor_of(request),
            )  # fmt: skip
        except Invalid as problem:
            put_faults(form, problem)
            return self.page(request, form, status=422)
        return self.done(request, _("The meeting is moved. Its address stays as it was."))


class CancelMeetingView(MeetingFormView):
    """/meetings/KEY/cancel/"""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, ReasonForm())

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            cancel_meeting(meeting=self.meeting, reason=form.cleaned_data["reason"], by=actor_of(request))
        except Invalid as problem:
            put_faults(form, problem)
            return self._page(request, form, status=422)
        return self.done(request, _("The meeting is cancelled. Its page stays and says so."))

    def _page(self, request: HttpRequest, form: ReasonForm, *, status: int = 200) -> HttpResponse:
        self.title, self.button = _("Cancel the meeting"), _("Cancel the meeting")
        return self.page(request, form, status=status, warning=True)
