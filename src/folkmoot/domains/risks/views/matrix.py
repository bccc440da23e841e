"""The matrix of risks, as an administrator sets it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Access, actor_of
from folkmoot_core.values import Invalid

from ..actions.set_matrix import set_matrix
from ..forms.desk import MatrixForm
from ..queries.reading import matrices


class SetMatrixView(View):
    """/risks/desk/matrix/"""

    access = Access(roles=frozenset([Role.ADMINISTRATOR]), everywhere=True)

    def get(self, request: HttpRequest) -> HttpResponse:
        form = MatrixForm(initial={"starts": timezone.localdate()})
        form.begin_with(matrices()[-1][1])
        return self._page(request, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MatrixForm(request.POST)
        if form.is_valid():
            try:
                set_matrix(wanted=form.matrix(), starts=form.cleaned_data["starts"], by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("risks:list_desk")
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: MatrixForm, *, status: int = 200) -> HttpResponse:
        known = [(starts if starts.year > 1 else None, each) for starts, each in reversed(matrices())]
        return render(request, "risks/desk/matrix.html", {"form": form, "known": known}, status=status)
