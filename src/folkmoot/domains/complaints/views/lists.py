"""Services and reasons, changed by clicks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot_core.values import Invalid

from ..actions.lists import delete_reason, delete_unit, put_reason, put_unit
from ..forms.lists import ReasonForm, UnitForm
from ..models import Reason, Unit
from ..queries.lists import is_reason_used, is_unit_used, reasons_listed, units_listed
from .ombudsman import ForAll


class ListsView(ForAll):
    """/cases/lists/ – who answers, and for what reasons people complain."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        seen = {"units": units_listed(today), "reasons": reasons_listed(today)}
        return render(request, "complaints/lists/lists.html", seen)


class EditUnitView(ForAll):
    """/cases/lists/services/new/ and …/KEY/ – add one, rename it, give it a last day; delete one that nobody used."""

    model: ClassVar[Any] = Unit
    form: ClassVar[Any] = UnitForm
    title: ClassVar[str | Promise] = gettext_lazy("Add a service")
    hint: ClassVar[str | Promise] = gettext_lazy(
        "A new name shows everywhere at once, also beside old cases. What is published already keeps the old one."
    )

    def get(self, request: HttpRequest, key: str = "") -> HttpResponse:
        row = self._find(key)
        return self._page(request, row, self.form(row=row))

    def post(self, request: HttpRequest, key: str = "") -> HttpResponse:
        row, actor = self._find(key), actor_of(request)
        form = self.form(request.POST, row=row)
        try:
            if row is not None and request.POST.get("step") == "delete":
                self.delete(row, actor)
                messages.success(request, _("“%s” is deleted.") % row.name)
                return redirect("complaints:lists")
            if not form.is_valid():
                return self._page(request, row, form, status=422)
            kept = self.put(form.known(), row, actor)
        except Invalid as problem:
            form.take(problem)
            return self._page(request, row, form, status=422)
        except Refused as problem:
            form.add_error(None, str(problem))
            return self._page(request, row, form, status=409)
        messages.success(request, _("“%s” is kept.") % kept.name)
        return redirect("complaints:lists")

    def put(self, known: Any, row: Any, by: Any) -> Any:
        return put_unit(known=known, unit=row, by=by)

    def delete(self, row: Any, by: Any) -> None:
        delete_unit(unit=row, by=by)

    def is_used(self, row: Any) -> bool:
        return is_unit_used(row)

    def _find(self, key: str) -> Any:
        return get_object_or_404(self.model, key=key) if key else None

    def _page(self, request: HttpRequest, row: Any, form: Any, *, status: int = 200) -> HttpResponse:
        seen = {
            "row": row,
            "form": form,
            "title": row.name if row else self.title,
            "hint": self.hint if row else "",
            "can_delete": row is not None and not self.is_used(row),
            "scope": getattr(row, "scope", ""),
        }
        return render(request, "complaints/lists/edit.html", seen, status=status)


class EditReasonView(EditUnitView):
    """/cases/lists/reasons/new/ and …/KEY/"""

    model = Reason
    form = ReasonForm
    title = gettext_lazy("Add a reason")

    def put(self, known: Any, row: Any, by: Any) -> Any:
        return put_reason(known=known, reason=row, by=by)

    def delete(self, row: Any, by: Any) -> None:
        delete_reason(reason=row, by=by)

    def is_used(self, row: Any) -> bool:
        return is_reason_used(row)
