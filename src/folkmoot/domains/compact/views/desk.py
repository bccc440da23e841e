"""The liaison officer's desk: what is broken, what waits, and what a rule is not meant for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid

from ..actions.checking import check_records, leave_out
from ..forms.desk import ReasonForm
from ..models import Check
from ..queries.desk import desk_of
from ..queries.visible import agreements_kept_by
from .shared import FOR_ENTERERS, FOR_KEEPERS


class ShowDeskView(View):
    """/compact/desk/"""

    access = FOR_ENTERERS

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        context = {"desk": desk_of(actor_of(request), today), "today": today}
        return render(request, "compact/desk/show_desk.html", context)


class CheckNowView(View):
    """Check all records now, instead of at the worker's next turn."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("compact:show_desk")

    def post(self, request: HttpRequest) -> HttpResponse:
        changes = check_records(by=actor_of(request))
        number = changes.new + changes.changed + changes.gone
        said = ngettext("%(number)d check is new or changed.", "%(number)d checks are new or changed.", number)
        messages.success(request, said % {"number": number} if number else _("Nothing has changed."))
        return redirect("compact:show_desk")


class LeaveOutView(View):
    """/compact/desk/checks/NUMBER/ – say that a rule is not meant for a record, or count it again."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        check = self._find(request, pk)
        return self._page(request, check, ReasonForm(initial={"because": check.left_out_because}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        check, form = self._find(request, pk), ReasonForm(request.POST)
        if form.is_valid():
            because = "" if request.POST.get("deed") == "count" else form.cleaned_data["because"]
            try:
                leave_out(check=check, because=because, by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect(check.rule.commitment.get_absolute_url())
        return self._page(request, check, form, status=422)

    def _find(self, request: HttpRequest, pk: int) -> Check:
        kept = agreements_kept_by(actor_of(request)).values("pk")
        found = Check.objects.select_related("rule__commitment__version__agreement__keeper", "organisation")
        check = found.filter(pk=pk, rule__commitment__version__agreement__in=kept).first()
        if check is None:
            raise Http404
        return check

    def _page(self, request: HttpRequest, check: Check, form: ReasonForm, *, status: int = 200) -> HttpResponse:
        return render(request, "compact/desk/leave_out.html", {"check": check, "form": form}, status=status)
