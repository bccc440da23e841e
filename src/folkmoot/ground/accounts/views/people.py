from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.generic import DetailView, FormView, ListView

from folkmoot.ground.accounts.actions.add_person import add_person
from folkmoot.ground.accounts.actions.change_roles import grant_role
from folkmoot.ground.accounts.actions.invite_person import invite_person
from folkmoot.ground.accounts.forms.people import AddPersonForm
from folkmoot.ground.accounts.models import User
from folkmoot.ground.accounts.policies import can_grant, can_manage_people
from folkmoot.ground.accounts.queries import people
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Access
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

ADMINISTRATORS = Access(roles=frozenset({Role.ADMINISTRATOR.value}))


class ListPeopleView(ListView[User]):
    access = ADMINISTRATORS
    template_name = "accounts/list_people.html"
    context_object_name = "people"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[User]:
        asked = self.request.GET
        return people(asked.get("search", "").strip(), asked.get("role", ""), asked.get("state", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("search", "role", "state")}
        may_add = can_manage_people(self.request.actor)  # type: ignore[attr-defined]
        return super().get_context_data(asked=asked, roles=Role.choices, may_add=may_add, **kwargs)


class ShowPersonView(DetailView[User]):
    access = ADMINISTRATORS
    model = User
    template_name = "accounts/show_person.html"
    context_object_name = "person"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor = self.request.actor  # type: ignore[attr-defined]
        grants = list(self.object.grants.order_by("role", "scope"))
        return super().get_context_data(
            grants=[(grant, can_grant(actor, grant.scope)) for grant in grants],
            may_manage=can_manage_people(actor),
            has_second_step=Authenticator.objects.filter(user=self.object).exists(),
            **kwargs,
        )


class AddPersonView(FormView[AddPersonForm]):
    access = ADMINISTRATORS
    form_class = AddPersonForm
    template_name = "accounts/add_person.html"

    def form_valid(self, form: AddPersonForm) -> HttpResponse:
        answers, actor = form.cleaned_data, self.request.actor  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                person = add_person(email=answers["email"], name=answers["name"], by=actor, reason=answers["reason"])
                grant_role(
                    person=person, role=answers["role"], scope=answers["scope"], by=actor, reason=answers["reason"]
                )
                link = invite_person(person=person, by=actor)
        except Invalid as problem:
            put_faults(form, problem)
            return self.form_invalid(form)
        return show_invitation(self.request, person, link)


def show_invitation(request: Any, person: User, link: str) -> HttpResponse:
    """Says that the invitation left. Where messages stay in the outbox, shows the link, once, to be handed over."""
    shown = link if settings.NOTIFY_BACKEND == "outbox" else ""
    response = render(request, "accounts/invited.html", {"person": person, "link": shown})
    response["Cache-Control"] = "no-store"
    return response
