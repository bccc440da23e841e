"""The register in the shapes of Popolo 1.0.1 (popoloproject.com/specs), so that other civic software can read it.

Empty values are left out. Where we know a thing from stands under `source`, in words: Popolo's own `sources` are links
with an address, and papers have none. Ids are our keys: those of organizations, people and posts stay the same from one
loading to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .enums import Classification
from .models import Membership, Organisation, Person, Post

Document = dict[str, Any]


def popolo() -> dict[str, list[Document]]:
    """{"persons", "organizations", "posts", "memberships"}, each by id. Five queries, whatever there is."""
    return {
        "persons": [_person(person) for person in Person.objects.order_by("key")],
        "organizations": [
            _organisation(each) for each in Organisation.objects.select_related("parent", "place").order_by("key")
        ],
        "posts": [_post(post) for post in Post.objects.select_related("organisation").order_by("key")],
        "memberships": [
            _membership(each)
            for each in Membership.objects.select_related("person", "organisation", "post", "on_behalf_of").order_by(
                "pk"
            )
        ],
    }


def _person(person: Person) -> Document:
    return _filled(id=person.key, name=person.name, honorific_prefix=person.honorific_prefix)


def _organisation(organisation: Organisation) -> Document:
    return _filled(
        id=organisation.key,
        name=organisation.name,
        other_names=[{"name": name} for name in organisation.other_names],
        classification=organisation.classification,
        parent_id=organisation.parent.key if organisation.parent else "",
        area_id=organisation.place.code if organisation.place else "",
        abstract=organisation.purpose,
        description=organisation.note,
        founding_date=organisation.founding_date,
        dissolution_date=organisation.dissolution_date,
        source=organisation.source,
    )


def _post(post: Post) -> Document:
    return _filled(id=post.key, label=post.label, organization_id=post.organisation.key)


def _membership(membership: Membership) -> Document:
    return _filled(
        id=f"membership-{membership.pk}",
        role=membership.role,
        person_id=membership.person.key if membership.person else "",
        organization_id=membership.organisation.key,
        post_id=membership.post.key if membership.post else "",
        on_behalf_of_id=membership.on_behalf_of.key if membership.on_behalf_of else "",
        start_date=membership.start_date,
        end_date=membership.end_date,
        tier=membership.tier,
        category=membership.category,
        standing=membership.standing,
        party=membership.party,
        notice_given_on=membership.notice_given_on.isoformat() if membership.notice_given_on else "",
        source=membership.source,
    )


def _filled(**values: Any) -> Document:
    return {name: value for name, value in values.items() if value not in ("", [])}


SCHEMA_ORG_TYPES = {
    Classification.COUNTY_COUNCIL: "GovernmentOrganization",
    Classification.DISTRICT_COUNCIL: "GovernmentOrganization",
    Classification.PARISH_COUNCIL: "GovernmentOrganization",
    Classification.FIRE_AUTHORITY: "GovernmentOrganization",
    Classification.GOVERNMENT: "GovernmentOrganization",
    Classification.REGULATOR: "GovernmentOrganization",
    Classification.VOLUNTARY: "NGO",
    Classification.BUSINESS: "Corporation",
    Classification.EDUCATION: "EducationalOrganization",
}


def schema_org(body: Organisation, members: Iterable[Membership], address: Callable[[str, str], str]) -> Document:
    """One organisation in the words of schema.org, for search engines. `address(kind, key)` is the web address of a
    body or a person."""
    return {"@context": "https://schema.org"} | _filled(
        **{"@type": SCHEMA_ORG_TYPES.get(Classification(body.classification), "Organization")},
        **{"@id": address("body", body.key)},
        name=body.name,
        url=address("body", body.key),
        alternateName=list(body.other_names),
        description=body.purpose,
        foundingDate=body.founding_date,
        dissolutionDate=body.dissolution_date,
        areaServed=body.place.name if body.place else "",
        parentOrganization=_parent(body, address),
        member=[_role(seat, address) for seat in members if seat.person],
    )


def _parent(body: Organisation, address: Callable[[str, str], str]) -> Document | str:
    if body.parent is None:
        return ""
    return {"@type": "Organization", "name": body.parent.name, "url": address("body", body.parent.key)}


def _role(seat: Membership, address: Callable[[str, str], str]) -> Document:
    """A person in a role from one day to another (https://schema.org/OrganizationRole)."""
    person = {"@type": "Person", "name": str(seat.person), "url": address("person", seat.person.key)}  # type: ignore[union-attr]
    return _filled(
        **{"@type": "OrganizationRole"},
        roleName=seat.role or (seat.post.label if seat.post else ""),
        startDate=seat.start_date,
        endDate=seat.end_date,
        member=person,
    )
