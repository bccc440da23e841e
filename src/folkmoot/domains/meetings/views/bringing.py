"""A published pack is brought in, looked at value by value, and confirmed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid

from ..actions.bringing import bring_pack, confirm_pack, discard_pack
from ..adapters.reading import groups_of
from ..enums import ImportState
from ..forms.bringing import BringForm
from ..models import ImportedPack
from ..policies import check_keep
from ..queries.agenda import latest
from ..queries.listing import bodies_kept_by
from .finding import FOR_KEEPERS
from .publishing import bind


class BringView(View):
    """/meetings/desk/bring/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, BringForm(bodies=bodies_kept_by(actor_of(request))))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BringForm(request.POST, request.FILES, bodies=bodies_kept_by(actor_of(request)))
        if form.is_valid() and form.cleaned_data["file"].size > settings.LARGEST_UPLOAD:
            form.add_error("file", _("The file is larger than we take."))
        if not form.is_valid():
            return self._page(request, form, status=422)
        file = form.cleaned_data["file"]
        try:
            pack = bring_pack(
                content=file.read(), file_name=file.name, body=form.cleaned_data["body"], by=actor_of(request)
            )
        except Invalid as problem:
            for fault in problem.faults:
                form.add_error("file", f"{fault.message} {fault.mend}".strip())
            return self._page(request, form, status=422)
        return redirect("meetings:check_pack", pk=pack.pk)

    def _page(self, request: HttpRequest, form: BringForm, *, status: int = 200) -> HttpResponse:
        bodies = bodies_kept_by(actor_of(request))
        waiting = ImportedPack.objects.filter(state=ImportState.WAITING, body__in=bodies).defer("text", "reading")
        return render(request, "meetings/desk/bring.html", {"form": form, "waiting": waiting[:50]}, status=status)


class CheckPackView(View):
    """/meetings/desk/bring/NUMBER/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pack = self._pack(request, pk)
        if pack.state != ImportState.WAITING:
            return (
                redirect("meetings:show_meeting", key=pack.meeting.key) if pack.meeting else redirect("meetings:bring")
            )
        return self._page(request, pack)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pack = self._pack(request, pk)
        by = actor_of(request)
        try:
            if request.POST.get("deed") == "discard":
                discard_pack(pack=pack, by=by)
                messages.success(request, _("The reading is thrown away."))
                return redirect("meetings:bring")
            values = {name: value for name, value in request.POST.items() if isinstance(value, str)}
            # Ticked is what is to be made.
            left_out = set(request.POST.getlist("group")) - set(request.POST.getlist("keep"))
            meeting = confirm_pack(pack=pack, values=values, left_out=left_out, by=by)
        except Invalid as problem:
            return self._page(request, pack, problem, status=422)
        messages.success(request, _("The meeting is made, with its items and papers."))
        publication = latest(meeting)
        if publication is not None:
            bind(request, publication, by)
        return redirect("meetings:show_meeting", key=meeting.key)

    def _pack(self, request: HttpRequest, pk: int) -> ImportedPack:
        pack = get_object_or_404(ImportedPack.objects.select_related("body", "meeting"), pk=pk, body__isnull=False)
        check_keep(actor_of(request), pack.body)  # type: ignore[arg-type]
        return pack

    def _page(
        self, request: HttpRequest, pack: ImportedPack, problem: Invalid | None = None, *, status: int = 200
    ) -> HttpResponse:
        typed = request.POST if request.method == "POST" else {}
        faults = {fault.where: f"{fault.message} {fault.mend}".strip() for fault in problem.faults} if problem else {}
        kept = set(request.POST.getlist("keep")) if typed else None
        reading = pack.reading or {"meeting": {}, "items": [], "not_read": [], "minutes": []}
        groups = [
            {
                "group": group,
                "kept": kept is None or group.key in kept or group.key == "meeting",
                "fields": [
                    {"field": field, "value": typed.get(field.name, field.value), "fault": faults.pop(field.name, "")}
                    for field in group.fields
                ],
            }
            for group in groups_of(reading)
        ]
        doubts = sum(each["field"].sure in ("likely", "doubtful") for group in groups for each in group["fields"])  # type: ignore[attr-defined]
        seen = {
            "pack": pack,
            "groups": groups,
            "problem": problem,
            "others": list(faults.values()),
            "doubts": doubts,
            "not_read": reading["not_read"],
            "loose": reading.get("papers_without_item", []),
            "minutes": [
                {"day": each["meeting"].get("date") or _("a day that was not read"), "items_read": len(each["items"])}
                for each in reading["minutes"]
            ],
        }
        return render(request, "meetings/desk/check_pack.html", seen, status=status)
