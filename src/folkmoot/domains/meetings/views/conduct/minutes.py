"""Minutes: as everybody reads them, and as the clerk edits and publishes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of, public_page
from folkmoot_core.meetings.minutes import draft_minutes
from folkmoot_core.values import Invalid

from ...actions.conduct import minuting
from ...enums.conduct import MinutesState
from ...forms.conduct.minutes import ApproveForm, MinuteForm, ReopenForm
from ...forms.conduct.room import OneOfMany
from ...models import ExemptMinute, Meeting, Minute, Minutes
from ...policies import can_keep
from ...policies.conduct import can_read_kept_back
from ...queries.conduct.happening import happened_at
from ...queries.conduct.reading import later_meetings, minutes_for
from .room import FOR_KEEPERS, kept_meeting, number


@public_page
class ShowMinutesView(View):
    """/meetings/KEY/minutes/ – the open part; the exempt part for members and clerks of the body."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting = get_object_or_404(Meeting.objects.select_related("body"), key=key)
        minutes = minutes_for(actor_of(request), meeting)
        if minutes is None:
            raise Http404
        happened = happened_at(meeting)
        head = draft_minutes(happened).public()
        exempt: dict[int, str] = {}
        held = ExemptMinute.objects.filter(minute__minutes=minutes).values_list(
            "minute", "minute__item__access", "text"
        )
        for minute, access, text in held:
            if can_read_kept_back(actor_of(request), meeting, access or ""):
                exempt[minute] = text
        context = {
            "meeting": meeting,
            "minutes": minutes,
            "head": head,
            "out_of_turn": any(each.out_of_turn for each in happened.business),
            "entries": [
                (each, paragraphs(each.text), paragraphs(exempt.get(each.pk, ""))) for each in entries_of(minutes)
            ],
            "keeps": can_keep(actor_of(request), meeting),
        }
        return render(request, "meetings/conduct/minutes.html", context)


class EditMinutesView(View):
    """/meetings/KEY/minutes/edit/ – each minute a form; draft anew, publish, approve, reopen."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting = kept_meeting(request, key)
        minutes = Minutes.objects.filter(meeting=meeting).first()
        if minutes is None:
            return redirect("meetings:conduct_meeting", meeting.key)
        return self._page(request, minutes)

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting = kept_meeting(request, key)
        minutes = get_object_or_404(Minutes.objects.select_related("meeting__body"), meeting=meeting)
        name, _colon, row = request.POST.get("deed", "").partition(":")
        by = actor_of(request)
        form: OneOfMany | None = None
        try:
            if name == "edit":
                entry = get_object_or_404(
                    Minute.objects.select_related("minutes__meeting__body"), pk=number(row), minutes=minutes
                )
                form = MinuteForm(request.POST, auto_id=f"minute{entry.pk}_%s")
                if form.is_valid():
                    data = form.cleaned_data
                    exempt = data["exempt_text"] if "exempt_text" in request.POST else None
                    minuting.edit_minute(
                        entry=entry, text=data["text"], exempt_text=exempt, reason=data["reason"], by=by
                    )
            elif name == "draft":
                minuting.draft(meeting=meeting, by=by)
            elif name == "publish":
                minuting.publish(minutes=minutes, by=by)
            elif name == "approve":
                form = approve_form(minutes, request)
                if form.is_valid():
                    minuting.approve(minutes=minutes, **form.cleaned_data, by=by)
            elif name == "reopen":
                form = ReopenForm(request.POST)
                if form.is_valid():
                    minuting.reopen(minutes=minutes, reason=form.cleaned_data["reason"], by=by)
        except Invalid as invalid:
            if form is None:
                raise
            form.take(invalid)
        if form is not None and form.errors:
            return self._page(request, minutes, (name, row), form)
        messages.success(request, _("Saved."))
        return redirect("meetings:edit_minutes", meeting.key)

    def _page(
        self,
        request: HttpRequest,
        minutes: Minutes,
        deed: tuple[str, str] = ("", ""),
        at_fault: OneOfMany | None = None,
    ) -> HttpResponse:
        exempt = {each.minute_id: each for each in ExemptMinute.objects.filter(minute__minutes=minutes)}
        rows = []
        for entry in entries_of(minutes):
            hidden = exempt.get(entry.pk)
            initial = {"text": entry.text, "exempt_text": hidden.text if hidden else ""}
            fresh = MinuteForm(initial=initial, auto_id=f"minute{entry.pk}_%s")
            rows.append((entry, hidden, at_fault if deed == ("edit", str(entry.pk)) else fresh))
        context = {
            "meeting": minutes.meeting,
            "minutes": minutes,
            "rows": rows,
            "form": at_fault,
            "approve": at_fault if deed[0] == "approve" else approve_form(minutes),
            "reopen": at_fault if deed[0] == "reopen" else ReopenForm(),
            "can_be_approved": minutes.state == MinutesState.PUBLISHED,
        }
        return render(request, "meetings/conduct/edit_minutes.html", context, status=422 if at_fault else 200)


def approve_form(minutes: Minutes, request: HttpRequest | None = None) -> ApproveForm:
    form = ApproveForm(request.POST if request else None)
    form.fields["at"].queryset = later_meetings(minutes.meeting)  # type: ignore[attr-defined]
    return form


def entries_of(minutes: Minutes) -> list[Minute]:
    return list(minutes.entries.select_related("item"))


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
