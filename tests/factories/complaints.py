"""What tests of casework begin with: `log(…)` is a case, `officer(…)` somebody who works on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from folkmoot.domains.complaints.actions.letters import LetterWords
from folkmoot.domains.complaints.actions.log import Origin, Said, Whose, log_case
from folkmoot.domains.complaints.adapters import put_policy
from folkmoot.domains.complaints.enums import Kind
from folkmoot.domains.complaints.models import Case, KindClock, Reason, Unit
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import RESIDENT, Actor
from folkmoot_core.clocks import Policy

from .accounts import UserFactory
from .bodies import OrganisationFactory

LETTER = LetterWords("Your complaint", "Dear resident, we write to you. The Ombudsman: www.lgo.org.uk")
ANN = Whose(name="Ann Example", medium="email", email="ann@example.org")


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    key = factory.Sequence(lambda number: f"unit-{number}")
    name = factory.Sequence(lambda number: f"Unit {number}")
    organisation = factory.SubFactory(OrganisationFactory)


class ReasonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reason

    key = factory.Sequence(lambda number: f"reason-{number}")
    name = factory.Sequence(lambda number: f"Reason {number}")


def officer(*scopes: str, **given: Any) -> User:
    """A complaints officer; everywhere, unless scopes are named."""
    roles = [(Role.COMPLAINTS_OFFICER, scope) for scope in scopes] if scopes else [Role.COMPLAINTS_OFFICER]
    return UserFactory(roles=roles, **given)


def log(
    words: str = "The bins were not emptied.",
    *,
    received: date | None = None,
    whose: Whose | None = ANN,
    by: Actor = RESIDENT,
    origin: dict[str, Any] | None = None,
    **said: Any,
) -> Case:
    """A complaint that came in online today, unless said otherwise."""
    about = Said(**{"words": words, "kind": Kind.COMPLAINT, "summary": "Bins", **said})
    came = Origin(received_on=received, **(origin or {}))
    return log_case(said=about, origin=came, whose=whose, by=by).case


def use_policy(policy: Policy, kind: str = Kind.COMPLAINT) -> None:
    """From now on cases of this kind get this clock."""
    KindClock.objects.update_or_create(kind=kind, defaults={"policy": put_policy(policy)})
