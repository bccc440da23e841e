"""A clerk's pages for one agenda: its items, their papers and files, in their order."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from ..actions.agenda.items import add_item, edit_item, move_item, put_back_item, withdraw_item
from ..actions.agenda.papers import add_paper, attach_file, edit_paper, remove_file, withdraw_paper
from ..actions.publishing import look_before_publishing
from ..forms.agenda import FileForm, ItemForm, PaperForm
from ..forms.planning import ReasonForm
from ..models import Attachment, Meeting, Paper
from ..queries.agenda import clear_days_of, latest, rules_of, sections_of, with_agenda
from ..queries.notices import notices_of
from .finding import KeeperView
from .planning import MeetingFormView


class AgendaView(KeeperView):
    """/meetings/KEY/agenda/ – the agenda as it is being made."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        meeting = with_agenda(Meeting.objects.filter(pk=self.meeting.pk)).get()
        rules, items = rules_of(meeting.body_id), list(meeting.items.all())
        notices = notices_of(meeting.pk, rules) if rules.takes_key_decisions else {}
        for item in items:
            item.noticed = notices.get(item.pk)  # type: ignore[attr-defined]
        known = dict(sections_of(rules))
        letters = list(dict.fromkeys([*known, *(item.section for item in items)]))
        publication = latest(meeting)
        ready = look_before_publishing(meeting) if items and not meeting.is_cancelled else None
        seen = {
            "meeting": meeting,
            "sections": [
                (letter, known.get(letter, ""), [i for i in items if i.section == letter]) for letter in letters
            ],
            "count": clear_days_of(meeting, timezone.localdate(), rules),
            "publication": publication,
            "takes_key_decisions": rules.takes_key_decisions,
            "ready": ready,
            "is_changed": bool(ready and (publication is None or ready.changes)),
        }
        return render(request, "meetings/desk/agenda.html", seen)


class ItemFormView(MeetingFormView):
    @cached_property
    def sections(self) -> list[tuple[str, str]]:
        return sections_of(rules_of(self.meeting.body_id))

    def form(self, data: Any = None, **more: Any) -> ItemForm:
        return ItemForm(data, sections=self.sections, **more)


class AddItemView(ItemFormView):
    """/meetings/KEY/items/add/"""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.title, self.button = _("Add an item"), _("Add")
        section = request.GET.get("section", "")[:2] or self.sections[min(1, len(self.sections) - 1)][0]
        return self.page(request, self.form(initial={"section": section}))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        self.title, self.button = _("Add an item"), _("Add")
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            item = add_item(meeting=self.meeting, values=form.cleaned_data, by=actor_of(request))
        except Invalid as problem:
            put_faults(form, problem)
            return self.page(request, form, status=422)
        if item.delivery == "paper":
            messages.success(request, _("The item is on the agenda. Add its paper now, or go back to the agenda."))
            return redirect("meetings:add_paper", key=self.meeting.key, serial=item.serial)
        return self.done(request, _("The item is on the agenda."))


class EditItemView(ItemFormView):
    """/meetings/KEY/items/SERIAL/edit/"""

    def get(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        self.title = _("Change an item")
        return self.page(request, self.form(initial=ItemForm.begins(self.item)))

    def post(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        self.title = _("Change an item")
        form = self.form(request.POST)
        if form.is_valid():
            try:
                edit_item(item=self.item, values=form.cleaned_data, by=actor_of(request))
                return self.done(request, _("The item is changed. Everybody reads it with the next version."))
            except Invalid as problem:
                put_faults(form, problem)
        return self.page(request, form, status=422)


class MoveItemView(KeeperView):
    """/meetings/KEY/items/SERIAL/place/ – one up or down; posts only."""

    def post(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        move_item(item=self.item, way="up" if request.POST.get("way") == "up" else "down", by=actor_of(request))
        return redirect(reverse("meetings:agenda", args=[key]) + f"#item-{serial}")


class WithdrawItemView(MeetingFormView):
    """/meetings/KEY/items/SERIAL/withdraw/ – and putting it back."""

    def get(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        return self._page(request, ReasonForm())

    def post(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        if request.POST.get("back"):
            put_back_item(item=self.item, by=actor_of(request))
            return self.done(request, _("The item is on the agenda again."))
        form = ReasonForm(request.POST)
        fresh = self.item.first_published_at is None and not self.item.papers.exists()
        if not form.is_valid() and not fresh:
            return self._page(request, form, status=422)
        withdraw_item(item=self.item, reason=form.cleaned_data.get("reason", ""), by=actor_of(request))
        return self.done(request, _("The item is off the agenda."))

    def _page(self, request: HttpRequest, form: ReasonForm, *, status: int = 200) -> HttpResponse:
        self.title, self.button = _("Withdraw “%(item)s”") % {"item": self.item.title}, _("Withdraw it")
        form.fields["reason"].required = self.item.first_published_at is not None or self.item.papers.exists()
        return self.page(request, form, status=status, warning=True)


class PaperFormView(MeetingFormView):
    @cached_property
    def paper(self) -> Paper:
        return get_object_or_404(
            Paper.objects.select_related("item__meeting__body"), item=self.item, serial=self.kwargs["paper"]
        )

    def kept(self, form: PaperForm) -> dict[str, Any]:
        held = dict(form.cleaned_data)
        return {"background": held.pop("background"), "values": held}


class AddPaperView(PaperFormView):
    """/meetings/KEY/items/SERIAL/papers/add/"""

    def get(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        self.title, self.button = _("Add a paper to “%(item)s”") % {"item": self.item.title}, _("Add, then its files")
        begins = {"title": self.item.title, "authors": self.item.presented_by, "addressed_to": self.meeting.body.name}
        return self.page(request, PaperForm(initial=begins))

    def post(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        self.title, self.button = _("Add a paper to “%(item)s”") % {"item": self.item.title}, _("Add, then its files")
        form = PaperForm(request.POST)
        if form.is_valid():
            try:
                paper = add_paper(item=self.item, asks=form.asks(), by=actor_of(request), **self.kept(form))
                messages.success(request, _("The paper is there. Add its files below, if it has any."))
                return redirect("meetings:edit_paper", key=key, serial=serial, paper=paper.serial)
            except Invalid as problem:
                put_faults(form, problem)
        return self.page(request, form, status=422)


class EditPaperView(PaperFormView):
    """/meetings/KEY/items/SERIAL/papers/NUMBER/edit/ – the paper, its files, and taking them away."""

    def get(self, request: HttpRequest, key: str, serial: int, paper: int) -> HttpResponse:
        return self._page(request, PaperForm(initial=PaperForm.begins(self.paper)), FileForm(auto_id="file_%s"))

    def post(self, request: HttpRequest, key: str, serial: int, paper: int) -> HttpResponse:
        form, files = PaperForm(initial=PaperForm.begins(self.paper)), FileForm(auto_id="file_%s")
        try:
            match request.POST.get("deed"):
                case "attach":
                    files = FileForm(request.POST, request.FILES, auto_id="file_%s")
                    if files.is_valid():
                        return self._attach(request, files)
                case "remove":
                    return self._remove(request)
                case "withdraw":
                    withdraw_paper(paper=self.paper, reason=request.POST.get("reason", ""), by=actor_of(request))
                    return self.done(request, _("The paper is withdrawn."))
                case _:
                    form = PaperForm(request.POST)
                    if form.is_valid():
                        kept = list(self.paper.recommendations.values_list("verb", "text"))
                        edit_paper(paper=self.paper, asks=form.asks(kept), by=actor_of(request), **self.kept(form))
                        return self.done(request, _("The paper is changed. Everybody reads it with the next version."))
        except Invalid as problem:
            put_faults(files if files.is_bound else form, problem) if form.is_bound or files.is_bound else None
            if not form.is_bound and not files.is_bound:
                messages.warning(request, str(problem))
        return self._page(request, form, files, status=422)

    def _attach(self, request: HttpRequest, files: FileForm) -> HttpResponse:
        held = dict(files.cleaned_data)
        attach_file(paper=self.paper, upload=held.pop("file"), values=held, by=actor_of(request))
        messages.success(request, _("The file is with the paper."))
        return self._again()

    def _remove(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("file", "")
        attachment = get_object_or_404(
            Attachment.objects.select_related("paper__item__meeting__body", "document"),
            paper=self.paper,
            pk=int(key) if key.isdecimal() and len(key) < 18 else 0,
        )
        try:
            remove_file(attachment=attachment, by=actor_of(request))
            messages.success(request, _("The file is gone."))
        except Refused as problem:
            messages.warning(request, str(problem))
        return self._again()

    def _again(self) -> HttpResponse:
        return redirect("meetings:edit_paper", key=self.meeting.key, serial=self.item.serial, paper=self.paper.serial)

    def _page(self, request: HttpRequest, form: PaperForm, files: FileForm, *, status: int = 200) -> HttpResponse:
        seen = {
            "meeting": self.meeting, "item": self.item, "paper": self.paper, "form": form, "files": files,
            "attachments": list(self.paper.attachments.select_related("document", "paper__item")),
        }  # fmt: skip
        return render(request, "meetings/desk/paper.html", seen, status=status)
