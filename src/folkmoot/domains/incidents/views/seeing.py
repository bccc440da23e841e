"""Pages of a report: the reporter's own, by a secret link, and the public one, by its reference."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT, actor_of
from folkmoot_core.values import Invalid, normalise_reference

from ..actions.deciding import Step, add_words, answer_whether_fixed, take_step
from ..actions.following import follow, stop_following
from ..adapters.questions import answer_lines
from ..enums import ClosingReason, Status
from ..models import Follower, Incident
from ..policies import can_handle
from ..queries.showing import follower_of, is_public, own_report, public_report, shown


def private(page: HttpResponse) -> HttpResponse:
    """For its reader only: not kept by anybody in between, and its address is not passed on to other sites."""
    page["Cache-Control"] = "private, no-store"
    page["Referrer-Policy"] = "no-referrer"
    return page


@method_decorator(csrf_exempt, name="dispatch")
class ShowOwnReportView(View):
    """/reports/mine/KEY/ – known only to whoever reported it: first the receipt, then how it stands."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, self._incident(key))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Add something, say that it is not fixed, or take the report back."""
        incident, words = self._incident(key), request.POST.get("words", "")
        deed = request.POST.get("deed", "")
        try:
            if deed == "reopen" and incident.has_ended:
                answer_whether_fixed(incident=incident, fixed=False, words=words, by=RESIDENT)
            elif deed == "withdraw" and not incident.has_ended:
                said = _("Whoever reported it took it back.")
                take_step(incident=incident, step=Step(Status.CLOSED, said, ClosingReason.WITHDRAWN), by=RESIDENT)
            elif deed == "add":
                add_words(incident=incident, words=words, by=RESIDENT)
        except Invalid as invalid:
            return self._page(request, incident, error=str(invalid.faults[0].message))
        return HttpResponseRedirect(reverse("incidents:show_own_report", args=[key]))

    def _incident(self, key: str) -> Incident:
        incident = own_report(key)
        if incident is None:
            raise Http404
        return incident

    def _page(self, request: HttpRequest, incident: Incident, error: str = "") -> HttpResponse:
        context = {
            "report": shown(incident),
            "incident": incident,
            "lines": answer_lines(incident.category, incident.answers),
            "photos": len(incident.photos.all()),
            "reporter": any(each.is_reporter and each.stopped_at is None for each in incident.followers.all()),
            "is_public": is_public(incident),
            "error": error,
        }
        return private(render(request, "incidents/own_report.html", context, status=422 if error else 200))


@method_decorator(csrf_exempt, name="dispatch")
class ShowReportView(View):
    """/reports/show/REFERENCE/ – what everybody may know. Its post follows the report by e-mail."""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._page(request, reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        report = public_report(reference)
        if report is None:
            raise Http404
        email = request.POST.get("email", "")[:254]
        try:
            follow(incident=report.incident, email=email, by=RESIDENT)
        except Invalid as invalid:
            fault = invalid.faults[0]
            return self._page(request, reference, email=email, error=f"{fault.message} {fault.mend}")
        return HttpResponseRedirect(f"{report.incident.get_absolute_url()}?followed=1")

    def _page(self, request: HttpRequest, reference: str, email: str = "", error: str = "") -> HttpResponse:
        report = public_report(reference)
        if report is None:
            raise Http404
        context = {
            "report": report,
            "incident": report.incident,
            "followed": "followed" in request.GET,
            "email": email,
            "error": error,
            "handles": can_handle(actor_of(request), report.incident.organisation.scope),
        }
        return render(request, "incidents/show_report.html", context, status=422 if error else 200)


class FindReportView(View):
    """/reports/find/?reference=… – to the page of a reference that somebody wrote down."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = request.GET.get("reference", "").strip()[:60]
        if not typed:
            return render(request, "incidents/find.html", {"typed": ""})
        reference = normalise_reference(typed)
        if reference and public_report(reference) is not None:
            return redirect("incidents:show_report", reference)
        # Whether a confidential report of this reference exists is nobody's business: the same answer for both.
        return render(
            request, "incidents/find.html", {"typed": typed, "not_found": True, "is_written_right": bool(reference)}
        )


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class AnswerFixedView(View):
    """/reports/fixed/KEY/ – is it fixed? Asked of whoever reported it, some days after it ended."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        follower = reporter_or_404(key)
        context = {"incident": follower.incident, "report": shown(follower.incident)}
        return private(render(request, "incidents/fixed.html", context))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        follower = reporter_or_404(key)
        incident, answer = follower.incident, request.POST.get("fixed", "")
        if answer not in ("yes", "no"):
            context = {"incident": incident, "report": shown(incident), "error": _("Choose yes or no.")}
            return private(render(request, "incidents/fixed.html", context, status=422))
        if incident.merged_into_id is None:
            words = request.POST.get("words", "")[:4000]
            answer_whether_fixed(incident=incident, fixed=answer == "yes", words=words, by=RESIDENT)
        return private(render(request, "incidents/fixed_thanks.html", {"incident": incident, "fixed": answer == "yes"}))


def reporter_or_404(key: str) -> Follower:
    follower = follower_of(key)
    if follower is None or not follower.is_reporter:
        raise Http404
    return follower


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class StopFollowingView(View):
    """/reports/stop/KEY/ – a page with a button, since programs that read mail open links by themselves."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, self._follower(key))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        follower = self._follower(key)
        stop_following(follower=follower, by=RESIDENT)
        follower.refresh_from_db(fields=["stopped_at"])
        return self._page(request, follower)

    def _page(self, request: HttpRequest, follower: Follower) -> HttpResponse:
        context = {"follower": follower, "is_public": is_public(follower.incident)}
        return private(render(request, "incidents/stop.html", context))

    def _follower(self, key: str) -> Follower:
        follower = follower_of(key)
        if follower is None:
            raise Http404
        return follower
