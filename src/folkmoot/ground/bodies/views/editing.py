"""Pages for those who keep the register: clerks for their own bodies, administrators for all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from folkmoot.ground.base.policies import needs
from folkmoot_core.values import Invalid

from ..actions.edit_register import add_body, add_seat, edit_body, edit_seat
from ..forms import BodyForm, SeatForm
from ..models import Membership, Organisation
from ..policies import KEEPERS, check_add_body, check_edit_body

NOT_FIELDS = ("reason", "new_person")


def fields_of(form: BodyForm | SeatForm) -> dict[str, Any]:
    """What the form says of the record itself."""
    return {name: value for name, value in form.cleaned_data.items() if name not in NOT_FIELDS}


@needs(*KEEPERS, everywhere=True)
class AddBodyView(FormView):
    template_name = "bodies/edit_body.html"
    form_class = BodyForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check_add_body(request.actor)  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: BodyForm) -> HttpResponse:
        by = self.request.actor  # type: ignore[attr-defined]
        body = add_body(values=fields_of(form), by=by, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("%(name)s is on the register now.") % {"name": body.name})
        return redirect("bodies:show_body", key=body.key)


class OneBodyView(FormView):
    """A page about one body that only its keepers may open."""

    body: Organisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.body = get_object_or_404(Organisation, key=kwargs["key"])
        check_edit_body(request.actor, self.body)  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(body=self.body, **kwargs)

    def get_success_url(self) -> str:
        return reverse("bodies:show_body", kwargs={"key": self.body.key})


@needs(*KEEPERS)
class EditBodyView(OneBodyView):
    template_name = "bodies/edit_body.html"
    form_class = BodyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy of its own: the form writes what was typed onto it, and the page still shows what holds.
        return {**super().get_form_kwargs(), "instance": Organisation.objects.get(pk=self.body.pk)}

    def form_valid(self, form: BodyForm) -> HttpResponse:
        by = self.request.actor  # type: ignore[attr-defined]
        edit_body(organisation=self.body, values=fields_of(form), by=by, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("The register is up to date."))
        return super().form_valid(form)


class SeatView(OneBodyView):
    """A seat of one body on a form. `keep` writes it; what does not fit comes back beside its field."""

    template_name = "bodies/edit_seat.html"
    form_class = SeatForm

    def keep(self, **given: Any) -> None:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "organisation": self.body}

    def form_valid(self, form: SeatForm) -> HttpResponse:
        try:
            self.keep(
                values=fields_of(form),
                new_person=form.cleaned_data["new_person"],
                by=self.request.actor,  # type: ignore[attr-defined]
                reason=form.cleaned_data["reason"],
            )
        except Invalid as problem:
            form.take(problem)
            return self.form_invalid(form)
        messages.success(self.request, _("The register is up to date."))
        return super().form_valid(form)


@needs(*KEEPERS)
class AddSeatView(SeatView):
    def keep(self, **given: Any) -> None:
        add_seat(organisation=self.body, **given)


@needs(*KEEPERS)
class EditSeatView(SeatView):
    @cached_property
    def seat(self) -> Membership:
        return get_object_or_404(Membership, pk=self.kwargs["pk"], organisation=self.body)

    def keep(self, **given: Any) -> None:
        edit_seat(seat=self.seat, **given)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.seat}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(seat=self.seat, **kwargs)
