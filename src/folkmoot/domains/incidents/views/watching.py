"""Watchers: joining, a watcher's own page, the officers' list, and what all of them did."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT, Access, actor_of
from folkmoot.ground.intake.public import form_key, new_form_key
from folkmoot_core.values import Invalid

from ..actions.watchers import decide_watcher, join, leave, log_outing
from ..forms.watching import JoinForm, OutingForm
from ..models import Watcher, WatchScheme
from ..policies import WATCH_KEEPERS
from ..queries.watching import done_by_district, open_in, own_totals, watcher_of, watchers_for
from .seeing import private

A_PAGE = 50
MOST_OPEN = 50


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class JoinWatchView(View):
    """/reports/watch/ – what watchers do, what they did, and joining them."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        joined = "joined" in request.GET
        return self._page(request, JoinForm(initial={"key": new_form_key()}), joined=joined)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = JoinForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                join(
                    scheme=data["scheme"],
                    name=data["name"],
                    email=data["email"],
                    ward=form.known[data["ward"]],
                    form_key=form_key(data["key"]),
                    by=RESIDENT,
                )
            except Invalid as invalid:
                form.take(invalid)
            else:
                return HttpResponseRedirect(f"{reverse('incidents:join_watch')}?joined=1")
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: JoinForm, *, joined: bool = False, status: int = 200) -> HttpResponse:
        rows, total = done_by_district()
        context = {"form": form, "schemes": WatchScheme.objects.all(), "rows": rows, "total": total, "joined": joined}
        return render(request, "incidents/watch/join.html", context, status=status)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ShowPatchView(View):
    """/reports/watch/mine/KEY/ – known only to the watcher: what is open in the patch, and hours."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, self._watcher(key), OutingForm(initial={"key": new_form_key()}))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        watcher = self._watcher(key)
        if request.POST.get("deed") == "leave":
            leave(watcher=watcher, by=RESIDENT)
            return redirect("incidents:join_watch")
        form = OutingForm(request.POST)
        if form.is_valid():
            try:
                log_outing(watcher=watcher, deed=form.deed, form_key=form_key(form.cleaned_data["key"]), by=RESIDENT)
            except Invalid as invalid:
                form.take(invalid)
            else:
                return HttpResponseRedirect(f"{reverse('incidents:show_patch', args=[key])}?logged=1")
        return self._page(request, watcher, form, status=422)

    def _watcher(self, key: str) -> Watcher:
        watcher = watcher_of(key)
        if watcher is None:
            raise Http404
        return watcher

    def _page(self, request: HttpRequest, watcher: Watcher, form: OutingForm, status: int = 200) -> HttpResponse:
        found = open_in(watcher.ward)
        context = {
            "watcher": watcher,
            "form": form,
            "reports": found[:MOST_OPEN],
            "totals": own_totals(watcher),
            "outings": watcher.outings.all()[:20],
            "logged": "logged" in request.GET,
        }
        return private(render(request, "incidents/watch/patch.html", context, status=status))


class ListWatchersView(View):
    """/reports/watch/desk/ – for the officers who look after watchers."""

    access = Access(roles=frozenset(WATCH_KEEPERS))

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(watchers_for(actor_of(request)), A_PAGE).get_page(request.GET.get("page"))
        return render(request, "incidents/watch/list.html", {"page": page})


class DecideWatcherView(View):
    """Welcome a watcher, or stop one."""

    access = Access(roles=frozenset(WATCH_KEEPERS))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("incidents:list_watchers")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        actor = actor_of(request)
        watcher = get_object_or_404(watchers_for(actor), pk=pk)
        decide_watcher(watcher=watcher, state=request.POST.get("state", ""), by=actor)
        messages.success(request, _("Saved."))
        return redirect("incidents:list_watchers")
