"""E-mails about meetings: asked for by anybody, switched on by the link in the first of them, off by the last line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.bodies.models import Organisation

from ..actions.alerts import ask_for_alert, confirm_alert, stop_alert
from ..forms.agenda import AlertForm
from ..models import Alert
from .finding import body_of

# Residents have no cookie, so no form of theirs can be sent in their name from elsewhere.
FOR_RESIDENTS = [csrf_exempt, never_cache]


@method_decorator(FOR_RESIDENTS, name="dispatch")
class AskView(View):
    """/meetings/alerts/?body=KEY"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, AlertForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AlertForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        ask_for_alert(email=form.cleaned_data["email"], body=self._body(request), by=actor_of(request))
        return self._page(request, form, done=True)

    def _body(self, request: HttpRequest) -> Organisation | None:
        key = request.POST.get("body", "") or request.GET.get("body", "")
        return body_of(key) if key else None

    def _page(self, request: HttpRequest, form: AlertForm, *, done: bool = False, status: int = 200) -> HttpResponse:
        seen = {"form": form, "body": self._body(request), "done": done}
        return render(request, "meetings/alert.html", seen, status=status)


@method_decorator(FOR_RESIDENTS, name="dispatch")
class ConfirmView(View):
    """/meetings/alerts/SECRET/on/ – a press of the button, since programs that look into e-mails open every link."""

    access = PUBLIC

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        return render(request, "meetings/alert_switch.html", {"alert": _alert(secret), "way": "on"})

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        alert = _alert(secret)
        confirm_alert(alert=alert, by=actor_of(request))
        return render(request, "meetings/alert_switch.html", {"alert": alert, "way": "on", "done": True})


@method_decorator(FOR_RESIDENTS, name="dispatch")
class StopView(View):
    """/meetings/alerts/SECRET/off/"""

    access = PUBLIC

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        return render(request, "meetings/alert_switch.html", {"alert": _alert(secret), "way": "off"})

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        alert = _alert(secret)
        body = alert.body
        stop_alert(alert=alert, by=actor_of(request))
        alert.body = body
        return render(request, "meetings/alert_switch.html", {"alert": alert, "way": "off", "done": True})


def _alert(secret: str) -> Alert:
    return get_object_or_404(Alert.objects.select_related("body"), secret=secret)
