"""What keepers of the register do, by forms and by actions, and who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory
from tests.factories.bodies import MembershipFactory, OrganisationFactory
from tests.factories.partnerships import BoardRuleFactory, LevelFactory, NeedFactory, RemitFactory, carried, governed

from folkmoot.domains.partnerships.actions.govern import add_rule, choose_profile, end_rule, end_waiver, waive
from folkmoot.domains.partnerships.actions.keep import add_carrier, keep_remit, record_event, record_notice
from folkmoot.domains.partnerships.models import BoardEvent, BoardRule, Carrier, Governance, Remit, Waiver
from folkmoot.domains.partnerships.public import check_body, consistency
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Grant, Refused
from folkmoot_core.composition import KINDS, Verdict
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
THREE = {"words": "chief executives", "kind": "seats", "settings": {"least": 3, "most": 3}}


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(UserFactory(roles=["clerk"]))
    return client


def address(view: str, *args: object) -> str:
    return reverse(f"partnerships:{view}", args=args)


def test_a_rule_is_added_broken_waived_and_ended_by_forms(keeper: Client) -> None:
    body = OrganisationFactory(key="parks")
    for _time in range(5):
        MembershipFactory(organisation=body, category="officer", start_date="2020")
    sent = {
        "words": "officers",
        "least": "3",
        "most": "3",
        "category": "officer, lead officer;",
        "source": "Paragraph 13",
    }
    page = keeper.post(address("add_rule", "parks", "seats"), sent, follow=True).content.decode()
    assert "Rule: three officers; listed: five." in page
    assert "Paragraph 13" in page
    rule = BoardRule.objects.get()
    assert rule.settings == {"least": 3, "most": 3, "category": ["officer", "lead officer"]}
    leave = {"given_by": "The Forum", "why": "A trial", "first": "2020-01-01", "until": ""}
    page = keeper.post(address("waive", "parks", rule.key), leave, follow=True).content.decode()
    assert "Waived by The Forum: A trial." in page
    waiver = Waiver.objects.get()
    keeper.post(address("end_waiver", "parks", waiver.pk), {"until": "2021-01-01"})
    found = check_body("parks", date(2021, 1, 2))
    assert found is not None
    assert [each.verdict for each in found.findings] == [Verdict.BROKEN]
    keeper.post(address("end_rule", "parks", rule.pk), {"until": "2022-01-01", "reason": "New terms"})
    assert check_body("parks", date(2022, 1, 2)).findings == ()  # type: ignore[union-attr]
    assert Entry.objects.get(verb="partnership.rule_ended").reason == "New terms"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"least": "4", "most": "3"}, "The least is more than the most."),
        ({}, "Say how many"),
        ({"least": "1", "first": "2020-02-01", "until": "2020-01-01"}, "It ends before it begins."),
        ({"least": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_at_its_field(keeper: Client, sent: dict[str, str], says: str) -> None:
    OrganisationFactory(key="parks")
    page = keeper.post(address("add_rule", "parks", "seats"), {"words": "all", "source": "x", **sent}).content.decode()
    assert says in page
    assert not BoardRule.objects.exists()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_rule_has_a_form(keeper: Client, kind: str) -> None:
    OrganisationFactory(key="parks")
    page = keeper.get(address("add_rule", "parks", kind)).content.decode()
    assert all(f'name="{each.name}"' in page for each in KINDS[kind].fields)


def test_who_gives_notice_leaves_when_the_rules_say(keeper: Client) -> None:
    body = OrganisationFactory(key="parks")
    BoardRuleFactory(body=body, kind="notice", settings={"months": 2}, words="notice")
    seat = MembershipFactory(organisation=body, start_date="2011")
    page = keeper.get(address("record_notice", "parks")).content.decode()
    assert "2 months" in page
    assert 'name="months"' not in page
    page = keeper.post(
        address("record_notice", "parks"), {"seat": seat.pk, "notice": "2011-12-31"}, follow=True
    ).content.decode()
    assert "leaves on 29 February 2012" in page
    seat.refresh_from_db()
    assert (seat.end_date, seat.notice_given_on) == ("2012-02-29", date(2011, 12, 31))
    assert {"seat.edited", "partnership.notice_recorded"} <= set(Entry.objects.values_list("verb", flat=True))


def test_a_day_before_the_notice_is_over_is_refused(keeper: Client) -> None:
    seat = MembershipFactory(organisation=OrganisationFactory(key="parks"))
    sent = {"seat": seat.pk, "notice": "2011-03-10", "months": "2", "leaves": "2011-05-09"}
    assert "the first day is 2011-05-10" in keeper.post(address("record_notice", "parks"), sent).content.decode()
    seat.refresh_from_db()
    assert seat.notice_given_on is None
    assert record_notice(seat=seat, notice=date(2011, 3, 10), months=2, leaves=date(2011, 6, 1), by=SYSTEM) == date(
        2011, 6, 1
    )


def test_a_profile_counts_from_its_first_day() -> None:
    body = OrganisationFactory(key="cabinet")
    choose_profile(body=body, profile="voluntary-board", first=None, by=SYSTEM)
    choose_profile(body=body, profile="executive", first=date(2012, 5, 1), by=SYSTEM)
    choose_profile(body=body, profile="executive", first=date(2012, 5, 1), source="Minutes", by=SYSTEM)
    assert Governance.objects.count() == 2
    before, after = (check_body("cabinet", day) for day in (date(2012, 4, 30), date(2012, 5, 1)))
    assert before is not None
    assert after is not None
    assert (before.findings, [each.asks for each in after.findings]) == ((), ["three to ten members"])
    with pytest.raises(Invalid):
        choose_profile(body=body, profile="coven", first=None, by=SYSTEM)


def test_what_happened_is_recorded_once_a_day(keeper: Client) -> None:
    OrganisationFactory(key="parks")
    sent = {"kind": "priorities_set", "on": "2026-01-10", "number": "5", "note": "For 2026"}
    assert (
        "Its priorities were set (5)"
        in keeper.post(address("record_event", "parks"), sent, follow=True).content.decode()
    )
    assert "on record for that day already" in keeper.post(address("record_event", "parks"), sent).content.decode()
    assert BoardEvent.objects.count() == 1


def test_a_body_gets_its_place_in_the_picture(keeper: Client) -> None:
    body = OrganisationFactory(key="parks")
    level = LevelFactory()
    sent = {"level": level.pk, "keywords": "parks; play ;", "county_attends": "true", "meetings_a_year": "4"}
    keeper.post(address("keep_remit", "parks"), sent)
    remit = Remit.objects.get()
    assert (remit.body, remit.keywords, remit.county_attends, remit.district_attends) == (
        body,
        ["parks", "play"],
        True,
        None,
    )
    entries = Entry.objects.filter(verb="partnership.remit_edited").count()
    keep_remit(body=body, values={"keywords": ["parks", "play"]}, by=SYSTEM)
    assert Entry.objects.filter(verb="partnership.remit_edited").count() == entries


def test_who_carries_work_is_said_and_taken_back(keeper: Client) -> None:
    need, body = NeedFactory(key="rivers"), RemitFactory().body
    keeper.post(address("show_need", "rivers"), {"body": body.pk, "basis": "decided"})
    carrier = Carrier.objects.get()
    assert (
        "carries it already"
        in keeper.post(address("show_need", "rivers"), {"body": body.pk, "basis": "reading"}).content.decode()
    )
    assert keeper.post(address("remove_carrier", "rivers", carrier.pk), {}).status_code == 302
    assert not Carrier.objects.exists()
    assert Entry.objects.filter(subject_key=str(need.pk), verb__startswith="partnership.carrier").count() == 2


def test_a_clerk_keeps_the_rules_of_their_own_body_only() -> None:
    own, other = OrganisationFactory(), OrganisationFactory()
    clerk = Actor("person", "user:2", "Clem", frozenset({Grant("clerk", own.scope)}))
    rule = add_rule(body=own, values=THREE, by=clerk)
    waiver = waive(body=own, rule=rule.key, values={"given_by": "x", "why": "y", "first": date(2020, 1, 1)}, by=clerk)
    seat = MembershipFactory(organisation=other)
    refused = (
        lambda: add_rule(body=other, values=THREE, by=clerk),
        lambda: choose_profile(body=other, profile="executive", first=None, by=clerk),
        lambda: record_event(body=other, values={"kind": "met", "on": date(2020, 1, 1)}, by=clerk),
        lambda: record_notice(seat=seat, notice=date(2020, 1, 1), months=2, by=clerk),
        lambda: keep_remit(body=other, values={}, by=clerk),
        lambda: add_carrier(need=NeedFactory(), body=own, basis="reading", by=clerk),
        lambda: end_rule(rule=rule, until=date(2030, 1, 1), by=RESIDENT),
        lambda: end_waiver(waiver=waiver, until=date(2030, 1, 1), by=RESIDENT),
    )
    for deed in refused:
        with pytest.raises(Refused):
            deed()


def test_residents_see_and_do_not_change(client: Client) -> None:
    need = NeedFactory(key="rivers")
    carried(need, RemitFactory().body)
    page = client.get(address("show_need", "rivers")).content.decode()
    assert "<form method=" not in page
    assert client.post(address("show_need", "rivers"), {}).status_code in (302, 403)
    assert client.get(address("add_rule", "parks", "seats")).status_code in (302, 403)


def test_what_cannot_be_is_told_by_the_check() -> None:
    body = OrganisationFactory(name="Parks")
    governed(body)
    assert list(consistency()) == []
    BoardRuleFactory(body=body, kind="colour")
    Waiver.objects.create(body=body, rule="gone", given_by="x", why="y", first=date(2020, 1, 1))
    assert len(list(consistency())) == 2
