"""The clerk's screen while a meeting goes on: one page, each press saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Access, actor_of
from folkmoot.ground.base.public import new_key
from folkmoot_core.values import Invalid

from ...actions.conduct import deciding, declaring, minuting, noting, roll, voting
from ...enums.conduct import Step
from ...forms.conduct import room as forms
from ...models import AgendaItem, ItemConduct, Meeting, Motion
from ...policies import KEEPERS, check_keep
from ...queries.conduct.happening import motions_of
from ...queries.conduct.room import RoomNow, room_of

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))
Do = Callable[[], object]


def kept_meeting(request: HttpRequest, key: str) -> Meeting:
    """A meeting that this clerk keeps. Raises Http404, or Refused for one of another body."""
    meeting = get_object_or_404(Meeting.objects.select_related("body", "chair"), key=key)
    check_keep(actor_of(request), meeting)
    return meeting


class ConductMeetingView(View):
    """/meetings/KEY/conduct/?item=SERIAL – each form says its deed; what went wrong stands in the form."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting = kept_meeting(request, key)
        if not meeting.is_cancelled and not meeting.attendances.exists():
            return render(request, "meetings/conduct/begin.html", {"meeting": meeting})
        return self._page(request, room_of(meeting))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting = kept_meeting(request, key)
        name, _colon, row = request.POST.get("deed", "").partition(":")
        if name == "open":
            roll.open_roll(meeting=meeting, by=actor_of(request))
            return self._back(request, meeting)
        now = room_of(meeting)
        forms_of: dict[str, Callable[[HttpRequest, RoomNow, str], tuple[forms.OneOfMany, Do]]] = {
            "attendee": self._attendee,
            "substitute": self._substitute,
            "notes": self._notes,
            "turn": self._turn,
            "declare": self._declare,
            "motion": self._motion,
            "vote": self._vote,
            "decision": self._decision,
            "action": self._action,
            "again": self._again,
            "untrue": self._untrue,
        }
        if name in forms_of:
            form, do = forms_of[name](request, now, row)
            return self._done(request, now, (name, row), form, do)
        return self._press(request, now, name, row)

    def _press(self, request: HttpRequest, now: RoomNow, name: str, row: str) -> HttpResponse:
        """A button with nothing to fill in."""
        by = actor_of(request)
        try:
            if name == "presence":
                presence, _dot, pk = row.partition(".")
                roll.set_presence(attendance=attendance_at(now, pk), presence=presence, by=by)
            elif name in (Step.CAME, Step.LEFT):
                roll.move(attendance=attendance_at(now, row), item=item_at(request, now), step=name, by=by)
            elif name == "off":
                roll.take_off(attendance=attendance_at(now, row), by=by)
            elif name == "withdraw":
                voting.withdraw_motion(motion=motion_at(now, row), by=by)
            elif name == "strike":
                item = item_at(request, now)
                deciding.strike_out(decision=get_object_or_404(item.decisions, pk=number(row)), by=by)
            elif name == "finish":
                minuting.finish_meeting(meeting=now.meeting, by=by)
                return redirect("meetings:edit_minutes", now.meeting.key)
            elif name == "everybody":
                for each in now.members:
                    if each.presence == "expected":
                        roll.set_presence(attendance=each, presence="present", by=by)
        except Invalid as invalid:
            for fault in invalid.faults:
                messages.error(request, f"{fault.message} {fault.mend}")
        return self._back(request, now.meeting)

    def _attendee(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        form = forms.AttendeeForm(request.POST)

        def do() -> object:
            data = form.cleaned_data
            attendee = roll.Attendee(data["name"], None, data["capacity"], "present", data["post"], data["group"])
            return roll.add_attendee(meeting=now.meeting, attendee=attendee, by=actor_of(request))

        return form, do

    def _substitute(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        form = forms.SubstituteForm(request.POST, now=now)

        def do() -> object:
            data = form.cleaned_data
            return roll.add_substitute(
                member=data["member"],
                name=data["name"],
                person=form.person(),
                group=data["group"],
                by=actor_of(request),
            )

        return form, do

    def _notes(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        item = item_at(request, now)
        form = forms.NotesForm(request.POST, now=now, item=item)

        def do() -> object:
            return noting.save_notes(item=item, notes=noting.Notes(**form.cleaned_data), by=actor_of(request))

        return form, do

    def _turn(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        item = item_at(request, now)
        form = forms.TurnForm(request.POST, now=now, item=item)
        return form, lambda: noting.take_item(item=item, after=form.cleaned_data["after"], by=actor_of(request))

    def _declare(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        item = item_at(request, now)
        form = forms.DeclareForm(request.POST, now=now, item=item)
        return form, lambda: declaring.declare(item=item, **form.cleaned_data, by=actor_of(request))

    def _untrue(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        form = forms.ReasonForm(request.POST)
        declaration = next((each for each in now.declarations if str(each.pk) == row), None)
        if declaration is None:
            raise Http404
        return form, lambda: declaring.take_back(
            declaration=declaration, reason=form.cleaned_data["reason"], by=actor_of(request)
        )

    def _motion(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        item = item_at(request, now)
        form = forms.MotionForm(request.POST, now=now, item=item)
        return form, lambda: voting.move_motion(
            item=item, moved=voting.Moved(**form.cleaned_data), by=actor_of(request)
        )

    def _vote(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        motion = motion_at(now, row)
        form = forms.VoteForm(request.POST, now=now, item=motion.item, auto_id=f"vote{motion.pk}_%s")

        def do() -> object:
            data = form.cleaned_data
            taken = voting.Taken(
                data["yes"], data["no"], data["abstain"], form.named(), data["casting"], data["form_key"]
            )
            return voting.take_vote(motion=motion, taken=taken, by=actor_of(request))

        return form, do

    def _again(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        form = forms.ReasonForm(request.POST)
        event = motion_at(now, row).vote_events.last()
        if event is None:
            raise Http404
        return form, lambda: voting.take_again(event=event, reason=form.cleaned_data["reason"], by=actor_of(request))

    def _decision(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        item = item_at(request, now)
        form = forms.DecisionForm(request.POST, now=now, item=item)

        def do() -> object:
            return deciding.decide(item=item, resolved=deciding.Resolved(**form.cleaned_data), by=actor_of(request))

        return form, do

    def _action(self, request: HttpRequest, now: RoomNow, row: str) -> tuple[forms.OneOfMany, Do]:
        item = item_at(request, now)
        form = forms.ActionForm(request.POST)

        def do() -> object:
            assigned = deciding.Assigned(owner=form.owner(), **form.cleaned_data)
            return deciding.assign(item=item, assigned=assigned, by=actor_of(request))

        return form, do

    def _done(
        self, request: HttpRequest, now: RoomNow, deed: tuple[str, str], form: forms.OneOfMany, do: Do
    ) -> HttpResponse:
        if form.is_valid():
            try:
                do()
            except Invalid as invalid:
                form.take(invalid)
        if form.errors:
            return self._page(request, room_of(now.meeting), deed, form)
        messages.success(request, _("Saved."))
        return self._back(request, now.meeting)

    def _back(self, request: HttpRequest, meeting: Meeting) -> HttpResponse:
        address = reverse("meetings:conduct_meeting", args=[meeting.key])
        serial = number(request.POST.get("item", ""))
        part = request.POST.get("part", "")
        anchor = f"#{part}" if part in ("roll", "notes", "turn", "interests", "motions", "decisions", "actions") else ""
        return redirect(f"{address}?item={serial}{anchor}" if serial else address)

    def _page(
        self,
        request: HttpRequest,
        now: RoomNow,
        deed: tuple[str, str] = ("", ""),
        at_fault: forms.OneOfMany | None = None,
    ) -> HttpResponse:
        item = chosen_item(request, now)
        context: dict[str, Any] = {"now": now, "meeting": now.meeting, "item": item, "form": at_fault}
        if item is not None:
            context |= self._item_parts(now, item, deed, at_fault)
            context["roll"] = [(each, now.standing(each, item)) for each in now.members]
            context["quorum"] = now.quorum_at(item)
            context["said_turn"] = now.turn_of(item)
            place = now.places[item.pk]
            context["before"] = now.items[place - 2] if place > 1 else None
            context["after"] = now.items[place] if place < len(now.items) else None
        context["attendee"] = at_fault if deed[0] == "attendee" else forms.AttendeeForm()
        context["substitute"] = at_fault if deed[0] == "substitute" else forms.SubstituteForm(now=now)
        context["reason"] = forms.ReasonForm(auto_id="reason_%s")
        return render(request, "meetings/conduct/room.html", context, status=422 if at_fault else 200)

    def _item_parts(
        self, now: RoomNow, item: AgendaItem, deed: tuple[str, str], at_fault: forms.OneOfMany | None
    ) -> dict[str, Any]:
        said = ItemConduct.objects.filter(item=item).first() or ItemConduct(item=item)
        notes = {name: getattr(said, name) for name in ("note", "exempt_note", "public_summary", "edition")}
        motions = []
        for motion in motions_of(item):
            fresh = forms.VoteForm(now=now, item=item, initial={"form_key": new_key()}, auto_id=f"vote{motion.pk}_%s")
            form = at_fault if deed == ("vote", str(motion.pk)) else fresh
            motions.append((motion, list(motion.vote_events.all()), form))
        fresh_forms: dict[str, forms.OneOfMany] = {
            "notes": forms.NotesForm(initial=notes, now=now, item=item),
            "turn": forms.TurnForm(now=now, item=item),
            "declare": forms.DeclareForm(now=now, item=item),
            "motion": forms.MotionForm(now=now, item=item),
            "decision": forms.DecisionForm(now=now, item=item),
            "action": forms.ActionForm(),
        }
        if at_fault is not None and deed[0] in fresh_forms:
            fresh_forms[deed[0]] = at_fault
        return {
            **fresh_forms,
            "motions": motions,
            "declared": now.declared_at(item),
            "decisions": list(item.decisions.select_related("recommended_to")),
            "actions": list(item.action_log.all()),
        }


def number(text: str) -> int:
    """0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def chosen_item(request: HttpRequest, now: RoomNow) -> AgendaItem | None:
    wanted = number(request.POST.get("item", "") or request.GET.get("item", ""))
    found = next((item for item in now.items if item.serial == wanted), None)
    return found or (now.items[0] if now.items else None)


def item_at(request: HttpRequest, now: RoomNow) -> AgendaItem:
    found = chosen_item(request, now)
    if found is None:
        raise Http404
    return found


def attendance_at(now: RoomNow, row: str) -> Any:
    found = next((each for each in now.attendances if str(each.pk) == row), None)
    if found is None:
        raise Http404
    return found


def motion_at(now: RoomNow, row: str) -> Motion:
    found = Motion.objects.select_related("item__meeting__body", "amends")
    return get_object_or_404(found, pk=number(row), item__meeting=now.meeting)
