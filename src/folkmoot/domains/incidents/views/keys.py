"""Keys for other systems: an administrator gives and stops them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Access, actor_of
from folkmoot_core.values import Invalid

from ..actions.api_keys import issue_key, stop_key
from ..forms.desk import KeyForm
from ..models import ApiKey
from ..policies import check_keep_keys
from .seeing import private

FOR_KEEPERS = Access(roles=frozenset({Role.ADMINISTRATOR}), everywhere=True)


class ListKeysView(View):
    """/reports/keys/ – a new key is shown on the page that answers the form, once."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, KeyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        check_keep_keys(actor_of(request))
        form = KeyForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            row, key = issue_key(**form.cleaned_data, by=actor_of(request))
        except Invalid as invalid:
            form.take(invalid)
            return self._page(request, form, status=422)
        return self._page(request, KeyForm(), new=row, key=key)

    def _page(
        self, request: HttpRequest, form: forms.Form, *, new: ApiKey | None = None, key: str = "", status: int = 200
    ) -> HttpResponse:
        check_keep_keys(actor_of(request))
        context = {"form": form, "keys": ApiKey.objects.all(), "new": new, "key": key}
        return private(render(request, "incidents/keys/list.html", context, status=status))


class StopKeyView(View):
    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("incidents:list_keys")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        check_keep_keys(actor_of(request))
        api_key = get_object_or_404(ApiKey, pk=pk)
        stop_key(api_key=api_key, by=actor_of(request))
        messages.success(request, _("The key is stopped."))
        return redirect("incidents:list_keys")
