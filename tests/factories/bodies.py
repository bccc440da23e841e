from __future__ import annotations

import factory

from folkmoot.ground.bodies.enums import Classification
from folkmoot.ground.bodies.models import Membership, Organisation, Person, Post


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A board, so that its scope is `body:KEY`; say `classification=` for another kind."""

    class Meta:
        model = Organisation

    key = factory.Sequence(lambda number: f"board_{number}")
    name = factory.Sequence(lambda number: f"Board {number}")
    classification = Classification.BOARD


class PublicPersonFactory(factory.django.DjangoModelFactory):
    """Somebody in public life (not somebody who signs in)."""

    class Meta:
        model = Person

    key = factory.Sequence(lambda number: f"person_{number}")
    name = factory.Sequence(lambda number: f"Public Person {number}")


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    key = factory.Sequence(lambda number: f"post_{number}")
    label = factory.Sequence(lambda number: f"Post {number}")
    organisation = factory.SubFactory(OrganisationFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PublicPersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "Member"
