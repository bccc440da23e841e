"""Members who have come to nothing for four months, and the reasons that the council approved in time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid

from ...actions.conduct.own import approve_absence
from ...forms.conduct.members import AbsenceForm
from ...policies.conduct import can_keep_register, check_keep_register
from ...queries.conduct.absences import missed_at_desk
from .room import FOR_KEEPERS


class ListAbsencesView(View):
    """/meetings/absences/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        check_keep_register(actor_of(request))
        missed = missed_at_desk(actor_of(request), timezone.localdate())
        form = AbsenceForm(request.POST, missed=missed)
        if form.is_valid():
            held = form.cleaned_data
            try:
                for each in missed:
                    if each.person == held["person"]:
                        approve_absence(**held, council=each.council, by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
        if form.errors:
            return self._page(request, form)
        messages.success(request, _("Saved."))
        return redirect("meetings:list_absences")

    def _page(self, request: HttpRequest, at_fault: AbsenceForm | None = None) -> HttpResponse:
        today = timezone.localdate()
        missed = missed_at_desk(actor_of(request), today)
        context = {
            "rows": [(each, each.is_over(today)) for each in missed],
            "form": at_fault or AbsenceForm(missed=missed),
            "keeps_register": can_keep_register(actor_of(request)),
        }
        return render(request, "meetings/conduct/absences.html", context, status=422 if at_fault else 200)
