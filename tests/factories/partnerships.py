"""Records of the register of partnerships."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory
from tests.factories.bodies import OrganisationFactory

from folkmoot.domains.partnerships.models import BoardRule, Carrier, Governance, Level, Need, Plan, PlanVersion, Remit


class LevelFactory(DjangoModelFactory[Level]):
    class Meta:
        model = Level
        django_get_or_create = ("key",)

    key = "boards"
    title = "Boards"
    position = 1


class RemitFactory(DjangoModelFactory[Remit]):
    class Meta:
        model = Remit

    body = factory.SubFactory(OrganisationFactory)
    level = factory.SubFactory(LevelFactory)


class BoardRuleFactory(DjangoModelFactory[BoardRule]):
    class Meta:
        model = BoardRule

    body = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence(lambda number: f"rule_{number}")
    kind = "seats"
    words = "members"
    settings = factory.LazyFunction(lambda: {"least": 1, "most": 1})


class NeedFactory(DjangoModelFactory[Need]):
    class Meta:
        model = Need

    key = factory.Sequence(lambda number: f"need_{number}")
    title = factory.Sequence(lambda number: f"Need {number}")


class PlanFactory(DjangoModelFactory[Plan]):
    class Meta:
        model = Plan

    key = factory.Sequence(lambda number: f"plan_{number}")
    title = factory.Sequence(lambda number: f"Plan {number}")


class PlanVersionFactory(DjangoModelFactory[PlanVersion]):
    class Meta:
        model = PlanVersion

    key = factory.Sequence(lambda number: f"version_{number}")
    title = factory.Sequence(lambda number: f"Version {number}")
    position = factory.Sequence(lambda number: number)


def governed(body: Any, profile: str = "voluntary-board") -> Governance:
    return Governance.objects.create(body=body, profile=profile)


def carried(need: Need, body: Any) -> Carrier:
    return Carrier.objects.create(need=need, body=body, basis="reading")
