"""What everybody reads, what officers do by clicks, the yearly review, and open data."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.compact import Compact, make_funding
from tests.factories.consultations import ConsultationFactory

from folkmoot.domains.compact.actions.checking import check_records
from folkmoot.domains.compact.actions.reviews import publish_review
from folkmoot.domains.compact.models import Commitment, Evidence, FundingDecision, Review, Version
from folkmoot.ground.accounts.models import User
from folkmoot_core.values import Invalid

SHOWN = {
    "shown": "kept",
    "happened_on": "2011-05-01",
    "words": "The answer says so.",
    "by_side": "voluntary",
    "by_name": "Voluntary Action",
}


def short_consultation(compact: Compact) -> None:
    ConsultationFactory(
        title="A strategy", opens_on=date(2011, 6, 20), closes_on=date(2011, 8, 22), organisation=compact.council,
        short_reason="",
    )  # fmt: skip
    check_records(today=date(2012, 6, 1))


def commitment_page(compact: Compact, commitment: Commitment) -> str:
    return reverse("compact:show_commitment", args=[compact.agreement.key, compact.version.key, commitment.key])


def test_everybody_sees_each_promise_with_its_record(
    compact: Compact, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    short_consultation(compact)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("compact:front"), follow=True).content.decode()
    assert "Twelve weeks to answer" in page
    assert "1 broken" in page
    assert "2 have nothing on record" in page
    page = client.get(commitment_page(compact, compact.asking)).content.decode()
    assert "64 days" in page
    assert "A strategy" in page
    only = client.get(f"{reverse('compact:show_agreement', args=[compact.agreement.key])}?side=voluntary")
    assert "Says whom it speaks for" in only.content.decode()
    assert "Twelve weeks to answer" not in only.content.decode()


def test_what_anybody_shows_waits_for_an_officer(compact: Compact, keeper: User, client: Client) -> None:
    address = reverse("compact:offer_evidence", args=[compact.agreement.key, compact.version.key, "K1"])
    key = client.get(address).context["form"].initial["key"]
    for _turn in range(2):
        assert client.post(address, SHOWN | {"key": key}).status_code == 302
    evidence = Evidence.objects.get()
    assert "The answer says so." not in client.get(commitment_page(compact, compact.kindness)).content.decode()
    client.force_login(keeper)
    decide = reverse("compact:decide_evidence", args=[evidence.pk])
    assert client.post(decide, {"deed": "set-aside", "because": ""}).status_code == 422
    client.post(decide, {"deed": "publish"})
    client.logout()
    assert "The answer says so." in client.get(commitment_page(compact, compact.kindness)).content.decode()


def test_a_council_officer_enters_for_her_own_council_and_no_other(
    compact: Compact, council_officer: User, client: Client
) -> None:
    client.force_login(council_officer)
    address = reverse("compact:enter_evidence", args=[compact.kindness.pk])
    assert client.post(address, SHOWN | {"organisation": compact.keeper.pk}).status_code == 422
    assert client.post(address, SHOWN).status_code == 403
    assert client.post(address, SHOWN | {"organisation": compact.council.pk}).status_code == 302
    assert Evidence.objects.get().state == "published"
    assert client.get(reverse("compact:list_concerns")).status_code == 403


def test_funding_by_clicks(compact: Compact, keeper: User, client: Client) -> None:
    client.force_login(keeper)
    posted = {
        "title": "Lunch clubs", "funder": compact.council.pk, "recipient": "Lunch Clubs", "kind": "end",
        "effective": "2012-04-01", "notice_on": "2012-02-01", "in_writing": "on", "says_why": "Money.",
        "is_public": "on",
    }  # fmt: skip
    assert client.post(reverse("compact:add_funding"), posted).status_code == 302
    decision = FundingDecision.objects.get()
    edit = reverse("compact:edit_funding", args=[decision.reference])
    assert client.post(edit, {"deed": "pay", "period_starts": "2011-04-01"}).status_code == 302
    assert client.post(edit, {"deed": "pay", "period_starts": ""}).status_code == 422
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "3 months of notice were promised" in page
    assert "It is not paid." in page


def test_funding_that_is_not_public_is_seen_by_nobody_else(compact: Compact, client: Client) -> None:
    decision = make_funding(compact, title="A secret grant", is_public=False)
    check_records()
    assert client.get(decision.get_absolute_url()).status_code == 404
    for page in (
        commitment_page(compact, compact.funding),
        reverse("compact:export_checks", args=[compact.agreement.key]),
    ):
        assert "A secret grant" not in client.get(page).content.decode()


def test_an_agreement_is_written_down_by_clicks(compact: Compact, keeper: User, client: Client) -> None:
    client.force_login(keeper)
    posted = {"title": "Next Compact", "keeper": compact.keeper.pk}
    assert client.post(reverse("compact:add_agreement"), posted).status_code == 302
    first = {"title": "Of 2026", "kind": "covenant", "state": "in_force", "in_force_from": "2026"}
    assert client.post(reverse("compact:add_version", args=["next-compact"]), first).status_code == 302
    version = Version.objects.get(agreement__key="next-compact")
    add = reverse("compact:add_commitment", args=[version.pk])
    promise = {
        "key": "N1",
        "words": "Eight weeks",
        "side": "public",
        "new_theme": "Talking",
        "rule": "written_consultation",
    }
    assert client.post(add, promise).status_code == 422
    assert not version.themes.exists(), "a refused form leaves no theme behind"
    assert client.post(add, promise | {"number": "8"}).status_code == 302
    commitment = version.commitments.get()
    assert commitment.rules.get().numbers == {"weeks": 8}
    second = first | {"title": "Of 2027"}
    client.post(reverse("compact:add_version", args=["next-compact"]), second)
    version.refresh_from_db()
    assert version.state == "replaced"
    assert Commitment.objects.filter(version__key="of-2027", rules__kind="written_consultation").count() == 1


def test_parties_and_champions_by_clicks(compact: Compact, keeper: User, client: Client) -> None:
    client.force_login(keeper)
    address = reverse("compact:edit_parties", args=[compact.agreement.key])
    party = {"deed": "party", "organisation": compact.keeper.pk, "side": "voluntary", "joining": "asked"}
    assert client.post(address, party | {"since": "last year"}).status_code == 422
    assert client.post(address, party | {"since": "2011-03"}).status_code == 302
    row = compact.agreement.parties.get(organisation=compact.council)
    assert client.post(address, {"deed": "champion", "party": row.pk, "name": "Pat Ash"}).status_code == 302
    public = reverse("compact:list_parties", args=[compact.agreement.key])
    assert "Pat Ash" in client.get(public).content.decode()
    client.post(address, {"deed": "end", "champion": row.champions.get().pk, "until": "2012"})
    assert "Pat Ash" not in client.get(public).content.decode()


def test_the_review_of_a_year_is_published_and_stays_as_it_was(compact: Compact, keeper: User, client: Client) -> None:
    short_consultation(compact)
    client.force_login(keeper)
    address = reverse("compact:prepare_review", args=[compact.agreement.key, 2011])
    assert client.post(address, {"deed": "introduce", "introduction": "A hard year."}).status_code == 302
    assert "A hard year." in client.get(address).content.decode()
    with pytest.raises(Invalid, match="not over yet"):
        publish_review(agreement=compact.agreement, year=timezone.localdate().year, by=keeper.as_actor())
    assert client.post(address, {"deed": "publish"}).status_code == 302
    Commitment.objects.filter(pk=compact.asking.pk).update(words="Changed")
    client.logout()
    page = client.get(reverse("compact:show_review", args=[compact.agreement.key, 2011])).content.decode()
    assert "Twelve weeks to answer" in page
    word = client.get(reverse("compact:take_review", args=[compact.agreement.key, 2011, "docx"]))
    assert word.content[:2] == b"PK"
    client.force_login(keeper)
    client.post(address, {"deed": "withdraw", "because": "A wrong figure."})
    assert Review.objects.get().published_at is None
    assert client.get(reverse("compact:show_review", args=[compact.agreement.key, 2011])).status_code == 404


def test_open_data_says_what_the_pages_say(compact: Compact, client: Client) -> None:
    short_consultation(compact)
    document = client.get(reverse("compact:export_json", args=[compact.agreement.key])).json()
    asking = document["versions"][0]["commitments"][0]
    assert asking["checks"][0]["verdict"] == "broken"
    assert document["concerns"] == {"under_way": 0, "resolved": 0, "ended": 0}
    rows = list(
        csv.DictReader(
            StringIO(client.get(reverse("compact:export_commitments", args=[compact.agreement.key])).content.decode())
        )
    )
    assert [row["key"] for row in rows] == ["A1", "M1", "K1"]
    assert sum(int(row["broken"]) for row in rows) == 1
    checks = client.get(reverse("compact:export_checks", args=[compact.agreement.key])).content.decode()
    assert "20 too few" in checks
