"""A member's own pages, the register of interests and attendance, and what its keeper does."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import Access, actor_of, public_page
from folkmoot.ground.bodies.models import Organisation, Person
from folkmoot_core.values import Fault, Invalid

from ...actions.conduct import declaring, own
from ...enums.conduct import Capacity
from ...forms.conduct.members import ConnectForm, DeclareOwnForm, DispensationForm, InterestForm, NoteForm
from ...forms.conduct.room import OneOfMany
from ...models import AgendaItem, Annotation, Attendance, Meeting, MemberAccount, RegisteredInterest
from ...policies import can_read
from ...policies.conduct import MEMBERS, check_keep_register
from ...queries.conduct import reading
from .room import FOR_KEEPERS

FOR_MEMBERS = Access(roles=frozenset(MEMBERS))


class ShowOwnView(View):
    """/meetings/mine/ – my meetings, papers, declarations, actions and attendance."""

    access = FOR_MEMBERS

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        person = reading.person_of(actor)
        page = reading.own_page(actor, person, timezone.localdate()) if person else None
        coming = () if person else reading.meetings_as_member(actor, timezone.localdate())
        return render(request, "meetings/conduct/own.html", {"page": page, "person": person, "coming": coming})


class DeclareInterestView(View):
    """/meetings/mine/declare/KEY/ – before or during a meeting."""

    access = FOR_MEMBERS

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting, attendance = self._seat(request, key)
        return self._page(request, meeting, attendance, DeclareOwnForm(meeting=meeting))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting, attendance = self._seat(request, key)
        form = DeclareOwnForm(request.POST, meeting=meeting)
        if form.is_valid():
            try:
                made = declaring.declare(attendance=attendance, **form.cleaned_data, by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, " ".join(made.explanation[:1]))
                return redirect("meetings:declare_interest", meeting.key)
        return self._page(request, meeting, attendance, form)

    def _seat(self, request: HttpRequest, key: str) -> tuple[Meeting, Attendance]:
        person = reading.person_of(actor_of(request))
        meeting = Meeting.objects.select_related("body").filter(key=key).first()
        if person is None or meeting is None:
            raise Http404
        seat = Attendance.objects.filter(meeting=meeting, person=person).select_related("meeting__body", "person")
        attendance = seat.filter(capacity__in=(Capacity.CHAIR, Capacity.MEMBER, Capacity.SUBSTITUTE)).first()
        if attendance is None:
            raise Http404
        return meeting, attendance

    def _page(
        self, request: HttpRequest, meeting: Meeting, attendance: Attendance, form: DeclareOwnForm
    ) -> HttpResponse:
        context = {
            "meeting": meeting,
            "form": form,
            "declared": attendance.declarations.select_related("item"),
            "registered": RegisteredInterest.objects.filter(person=attendance.person, ended_on=None),
        }
        return render(request, "meetings/conduct/declare.html", context, status=422 if form.errors else 200)


class AnnotateItemView(View):
    """/meetings/mine/notes/KEY/SERIAL/ – a note of the member's own."""

    access = FOR_MEMBERS

    def get(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        item, user = self._item(request, key, serial)
        note = Annotation.objects.filter(user=user, item=item).first()
        form = NoteForm(initial={"text": note.text if note else ""})
        return self._page(request, item, form)

    def post(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        item, user = self._item(request, key, serial)
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self._page(request, item, form)
        own.annotate(user=user, item=item, text=form.cleaned_data["text"], by=actor_of(request))
        messages.success(request, _("Saved. Only you can read it."))
        return redirect("meetings:annotate_item", key, serial)

    def _item(self, request: HttpRequest, key: str, serial: int) -> tuple[AgendaItem, User]:
        found = AgendaItem.objects.select_related("meeting__body")
        item = get_object_or_404(found, meeting__key=key, serial=serial)
        shown = item.meeting.is_on_public_pages or item.meeting.first_published_at is not None
        if not shown or not can_read(actor_of(request), item.access, item.meeting):
            raise Http404
        return item, request.user  # type: ignore[return-value]

    def _page(self, request: HttpRequest, item: AgendaItem, form: NoteForm) -> HttpResponse:
        papers = [each for each in item.papers.all() if can_read(actor_of(request), each.access, item.meeting)]
        siblings = item.meeting.items.exclude(pk=item.pk).filter(state="on")
        context = {"item": item, "meeting": item.meeting, "form": form, "papers": papers, "siblings": siblings}
        return render(request, "meetings/conduct/annotate.html", context, status=422 if form.errors else 200)


class KeepOwnInterestsView(View):
    """/meetings/mine/interests/ – a member's entries in the register."""

    access = FOR_MEMBERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, InterestForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        person = self._person(request)
        form = InterestForm(request.POST)
        if ended := request.POST.get("end", ""):
            interest = get_object_or_404(RegisteredInterest, pk=int(ended) if ended.isdecimal() else 0, person=person)
            own.end_interest(interest=interest, on=timezone.localdate(), by=actor_of(request))
        elif form.is_valid():
            try:
                own.register_interest(person=person, interest=own.Interest(**form.cleaned_data), by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
        if form.errors and not ended:
            return self._page(request, form)
        messages.success(request, _("Saved."))
        return redirect("meetings:keep_own_interests")

    def _person(self, request: HttpRequest) -> Person:
        person = reading.person_of(actor_of(request))
        if person is None:
            raise Http404
        return person

    def _page(self, request: HttpRequest, form: InterestForm) -> HttpResponse:
        person = self._person(request)
        held = RegisteredInterest.objects.filter(person=person, ended_on=None)
        context = {"person": person, "held": held, "form": form}
        return render(request, "meetings/conduct/own_interests.html", context, status=422 if form.errors else 200)


@public_page
class ListRegisterView(View):
    """/meetings/interests/ – the register of interests, published as the Localism Act 2011, section 29, asks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "meetings/conduct/register.html", {"people": reading.people_of_the_register()})


@public_page
class ShowRegisterView(View):
    """/meetings/interests/PERSON/"""

    def get(self, request: HttpRequest, person: str) -> HttpResponse:
        found = get_object_or_404(Person, key=person)
        entries = reading.register_of(found)
        if not entries:
            raise Http404
        return render(request, "meetings/conduct/register_of.html", {"person": found, "entries": entries})


@public_page
class ShowAttendanceView(View):
    """/meetings/attendance/BODY/?year=2011 – how often members came; cancelled meetings do not count."""

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        found = get_object_or_404(Organisation, key=body)
        years = [day.year for day in Meeting.objects.filter(body=found, is_public=True).dates("date", "year")]
        if not years:
            raise Http404
        asked = request.GET.get("year", "")
        year = int(asked) if asked.isdecimal() and int(asked) in years else years[-1]
        rows = reading.attendance_at(found, date(year, 1, 1), date(year, 12, 31))
        context = {"body": found, "rows": rows, "years": years, "year": year}
        return render(request, "meetings/conduct/attendance.html", context)


class KeepMembersView(View):
    """/meetings/members/ – who signs in as whom, and dispensations."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        check_keep_register(actor_of(request))
        deed = request.POST.get("deed", "")
        if deed.startswith("off:"):
            row = deed.partition(":")[2]
            account = get_object_or_404(MemberAccount, pk=int(row) if row.isdecimal() else 0)
            own.disconnect_member(account=account, by=actor_of(request))
            return self._saved(request)
        form: OneOfMany = DispensationForm(request.POST) if deed == "dispensation" else ConnectForm(request.POST)
        if form.is_valid():
            try:
                self._do(request, deed, form.cleaned_data)
            except Invalid as invalid:
                form.take(invalid)
        return self._page(request, form) if form.errors else self._saved(request)

    def _do(self, request: HttpRequest, deed: str, data: dict[str, Any]) -> None:
        by = actor_of(request)
        if deed == "dispensation":
            leave = own.Leave(**{name: data[name] for name in data if name not in ("person", "body")})
            own.grant_dispensation(person=data["person"], body=data["body"], leave=leave, by=by)
            return
        user = User.objects.filter(email__iexact=data["email"]).first()
        if user is None:
            raise Invalid([Fault("email", _("Nobody signs in with this address."), _("Invite them first."))])
        own.connect_member(user=user, person=data["person"], by=by)

    def _saved(self, request: HttpRequest) -> HttpResponse:
        messages.success(request, _("Saved."))
        return redirect("meetings:keep_members")

    def _page(self, request: HttpRequest, at_fault: OneOfMany | None = None) -> HttpResponse:
        check_keep_register(actor_of(request))
        context = {
            "accounts": MemberAccount.objects.select_related("user", "person").order_by("person__name"),
            "dispensations": reading.dispensations(),
            "form": at_fault,
            "connect": at_fault if isinstance(at_fault, ConnectForm) else ConnectForm(),
            "dispensation": at_fault if isinstance(at_fault, DispensationForm) else DispensationForm(),
        }
        return render(request, "meetings/conduct/members.html", context, status=422 if at_fault else 200)
