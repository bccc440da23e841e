"""The forward plan of key decisions and private business, each notice at an address of its own, and a clerk's page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from ..actions.agenda.noticing import keep_notice
from ..forms.notice import NoticeForm
from ..models import AgendaItem
from ..policies import can_keep
from ..queries.notices import forward_plan, notice_of
from .planning import MeetingFormView


class ForwardPlanView(View):
    """/meetings/forward-plan/"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "meetings/forward_plan.html", {"notices": forward_plan(timezone.localdate())})


class NoticeView(View):
    """/meetings/KEY/items/SERIAL/notice/ – open as soon as the notice is out, which is before the agenda is."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        items = AgendaItem.objects.select_related("meeting__body")
        item = get_object_or_404(items, meeting__key=key, serial=serial)
        shown = notice_of(item)
        may_keep = can_keep(actor_of(request), item.meeting)
        if shown is None or not (shown.notice.is_out or may_keep):
            raise Http404
        seen = {"shown": shown, "notice": shown.notice, "item": item, "meeting": item.meeting, "may_keep": may_keep}
        return render(request, "meetings/notice.html", seen)


class EditNoticeView(MeetingFormView):
    """/meetings/KEY/items/SERIAL/notice/edit/"""

    title = gettext_lazy("Notice of a key decision or of private business")

    def get(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        shown = notice_of(self.item)
        form = NoticeForm(initial=NoticeForm.begins(self.item, shown.notice if shown else None))
        return self.page(request, form, shown=shown)

    def post(self, request: HttpRequest, key: str, serial: int) -> HttpResponse:
        form = NoticeForm(request.POST)
        if form.is_valid():
            try:
                notice = keep_notice(item=self.item, values=form.cleaned_data, by=actor_of(request))
            except Invalid as problem:
                put_faults(form, problem)
            else:
                out = _("The notice is kept. Everybody reads it.")
                return self.done(request, out if notice.is_out else _("The notice is kept. Nobody else reads it yet."))
        return self.page(request, form, status=422)
