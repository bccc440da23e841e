"""Figures by other systems: the address that takes them, and the keys that open it."""

from __future__ import annotations

from typing import Any

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import PUBLIC, Actor, Grant, Refused, actor_of
from folkmoot_core.values import Fault, Invalid

from ..actions.import_file import COLUMNS, REQUIRED, receive_figures
from ..actions.keys import digest_of, end_key, give_key
from ..forms import KeyForm
from ..models import FigureKey
from ..policies import keeps_scopes
from ..queries.keeping import bodies_kept, keys_kept
from .shared import FOR_KEEPERS

BEARER = "Bearer "


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ReceiveFiguresView(View):
    """/api/figures/ – PUT or POST of JSON with a key; the same twice changes nothing. No cookie counts here."""

    access = PUBLIC

    def put(self, request: HttpRequest) -> HttpResponse:
        key = _key_of(request)
        if key is None:
            said = Fault("Authorization", _("This key opens nothing."), _("Send “Authorization: Bearer KEY”."))
            answer = _answer({"faults": [_plain(said)]}, 401)
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        grants = frozenset([Grant(Role.PERFORMANCE_OFFICER, key.owner.scope)])
        actor = Actor("system_key", f"figure-key:{key.pk}", key.name, grants)
        try:
            figures = _figures(request.body)
            only_look = request.GET.get("only_look") == "yes"
            taken = receive_figures(figures=figures, name=key.name, only_look=only_look, by=actor)
        except Invalid as problem:
            return _answer({"faults": [_plain(each) for each in problem.faults]}, 422)
        except Refused as problem:
            return _answer({"faults": [_plain(Fault("indicator", str(problem)))]}, 403)
        return _answer({"new": taken.new, "changed": taken.changed, "same": taken.same, "kept": not only_look}, 200)

    post = put


class KeepKeysView(View):
    """/performance-desk/keys/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, KeyForm(owners=bodies_kept(keeps_scopes(actor_of(request)))))

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        scopes = keeps_scopes(actor)
        if "end" in request.POST:
            number = request.POST["end"]
            found = get_object_or_404(keys_kept(scopes), pk=int(number) if number.isdecimal() else 0)
            end_key(key=found, by=actor)
            messages.success(request, _("The key opens nothing any more."))
            return redirect("performance:keep_keys")
        form = KeyForm(request.POST, owners=bodies_kept(scopes))
        if not form.is_valid():
            return self._page(request, form, status=422)
        _row, secret = give_key(owner=form.cleaned_data["owner"], name=form.cleaned_data["name"], by=actor)
        return self._page(request, KeyForm(owners=bodies_kept(scopes)), secret=secret)

    def _page(self, request: HttpRequest, form: KeyForm, *, secret: str = "", status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "keys": list(keys_kept(keeps_scopes(actor_of(request)))),
            "secret": secret,
            "address": request.build_absolute_uri("/api/figures/"),
            "columns": COLUMNS,
            "required": REQUIRED,
        }
        answer = render(request, "performance/keep_keys.html", context, status=status)
        answer["Cache-Control"] = "no-store"
        return answer


def _key_of(request: HttpRequest) -> FigureKey | None:
    said = request.headers.get("Authorization", "")
    if not said.startswith(BEARER):
        return None
    digest = digest_of(said.removeprefix(BEARER).strip())
    return FigureKey.objects.select_related("owner").filter(digest=digest, ended_at=None).first()


def _figures(body: bytes) -> list[dict[str, Any]]:
    """{"figures": [{…}]}. Raises Invalid."""
    try:
        read = orjson.loads(body)
    except orjson.JSONDecodeError as problem:
        raise Invalid([Fault("body", _("This is no JSON."), str(problem)[:200])]) from problem
    figures = read.get("figures") if isinstance(read, dict) else None
    if not isinstance(figures, list) or not all(isinstance(each, dict) for each in figures):
        message = _("There is no list of figures.")
        raise Invalid([Fault("figures", message, _("Send an object with “figures”: a list of objects."))])
    return figures


def _plain(fault: Fault) -> dict[str, Any]:
    """`figure` counts from 1 in the list that was sent."""
    return {"figure": fault.line, "field": fault.where, "message": fault.message, "mend": fault.mend}


def _answer(said: dict[str, Any], status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(said), content_type="application/json", status=status)
