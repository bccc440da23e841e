"""Who may read a case: the pure policy and the query say the same, whoever asks."""

from __future__ import annotations

import pytest
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.complaints import UnitFactory, log, officer

from folkmoot.domains.complaints.adapters import standing_of
from folkmoot.domains.complaints.models import Case
from folkmoot.domains.complaints.policies import can_read
from folkmoot.domains.complaints.queries.visible import visible_cases
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.intake.public import arrival_to_sort
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def test_the_query_and_the_policy_agree() -> None:
    ours, theirs = UnitFactory(), UnitFactory()
    partner, lead = OrganisationFactory(), OrganisationFactory()
    keeper, reader = officer("service:none"), officer("service:none")
    cases = [
        log(unit=ours),
        log(unit=theirs),
        log(),
        log(unit=ours, is_confidential=True),
        log(unit=theirs, is_confidential=True),
        log(unit=theirs),
    ]
    cases[4].readers.add(reader)
    Case.objects.filter(pk=cases[4].pk).update(handler=keeper)
    cases[5].partners.add(partner)
    Case.objects.filter(pk=cases[5].pk).update(lead=lead)
    people = [
        officer(),
        officer(ours.scope),
        officer(ours.organisation.scope),
        officer(partner.scope),
        officer(lead.scope, theirs.scope),
        officer("service:confidential"),
        UserFactory(roles=[Role.ADMINISTRATOR]),
        *(
            UserFactory(roles=[role])
            for role in Role.values
            if role not in (Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR)
        ),
        keeper,
        reader,
    ]
    actors = [person.as_actor() for person in people] + [RESIDENT, SYSTEM]
    seen = 0
    for actor in actors:
        found = set(visible_cases(actor).values_list("pk", flat=True))
        for case in Case.objects.select_related("unit__organisation", "lead"):
            assert can_read(actor, standing_of(case)) == (case.pk in found), (actor, case.pk)
        seen += len(found)
    assert seen > len(cases)


def test_what_is_told_in_confidence_is_read_by_its_handler_and_not_by_every_officer() -> None:
    keeper, other = officer(), officer()
    case = log("In confidence.", is_confidential=True)
    assert visible_cases(other.as_actor()).filter(pk=case.pk).exists(), "somebody has to pick it up"
    Case.objects.filter(pk=case.pk).update(handler=keeper)
    assert not visible_cases(other.as_actor()).filter(pk=case.pk).exists()
    assert visible_cases(keeper.as_actor()).filter(pk=case.pk).exists()
    engagement = UserFactory(roles=[Role.ENGAGEMENT_OFFICER]).as_actor()
    assert arrival_to_sort(engagement, str(case)) is None
    assert arrival_to_sort(other.as_actor(), str(case)) is None
    assert arrival_to_sort(keeper.as_actor(), str(case)) is not None


def test_the_same_form_sent_twice_is_one_case() -> None:
    key = "5f.abcdefghijklmnopqrstuv"
    assert log(origin={"key": key}) == log("Other words", origin={"key": key})
    assert Case.objects.count() == 1


def test_an_empty_case_is_refused_at_its_field() -> None:
    with pytest.raises(Invalid) as problem:
        log(" ", reasons=["no-such"])
    assert [fault.where for fault in problem.value.faults] == ["words", "reasons"]
