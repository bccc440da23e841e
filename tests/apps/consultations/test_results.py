from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.consultations import DEFINITION, ConsultationFactory, QuestionnaireFactory, respond
from tests.factories.places import PlaceFactory

from folkmoot.domains.consultations.actions.submit import Origin, submit_response
from folkmoot.domains.consultations.models import Questionnaire, Response
from folkmoot.domains.consultations.queries.results import Trait, breakdown_of, forget_results, results_of
from folkmoot.domains.consultations.queries.soundness import faults_in_consultations, missing_watchers
from folkmoot.ground.base.policies import RESIDENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(closed=True))


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(UserFactory(roles=["engagement_officer"]))
    return client


def many(questionnaire: Questionnaire, number: int, **answers: Any) -> list[Response]:
    return [respond(questionnaire, {"capacity": "public", **answers}) for _turn in range(number)]


def counts(questionnaire: Questionnaire, key: str, *, protected: bool = False, **narrowing: str) -> dict[str, Any]:
    chosen = {Trait(trait): value for trait, value in narrowing.items()}
    found = results_of(questionnaire.consultation, protected=protected, narrowing=chosen).question(key)
    assert found is not None
    table = found.tables[0]
    rows = {row.key: row.count for row in table.rows}
    return rows | {"asked": table.asked, "answered": table.answered, "no_reply": table.no_reply}


def test_every_question_is_counted_with_its_base(closed: Questionnaire) -> None:
    many(closed, 3, visited="yes", repairs=["play", "paths"])
    many(closed, 2, visited="no", repairs={"declined": True})
    many(closed, 1)
    assert counts(closed, "visited") == {"yes": 3, "no": 2, "asked": 6, "answered": 5, "no_reply": 1}
    assert counts(closed, "repairs") == {
        "play": 3, "paths": 3, "toilets": 0, "asked": 6, "answered": 3, "no_reply": 1,
    }  # fmt: skip
    visits = results_of(closed.consultation, protected=False).question("visits")
    assert visits is not None
    assert (visits.tables[0].asked, visits.tables[0].responses) == (3, 6)


def test_numbers_are_summed_up(closed: Questionnaire) -> None:
    for visits in (1, 2, 3, 10):
        many(closed, 1, visited="yes", visits=visits)
    found = results_of(closed.consultation, protected=False).question("visits")
    assert found is not None
    assert found.number is not None
    assert (found.number.count, found.number.mean, found.number.median) == (4, 4.0, 2.5)
    # Four people are too few to publish anything about their numbers.
    public = results_of(closed.consultation, protected=True).question("visits")
    assert public is not None
    assert public.number is None


def test_a_letter_is_counted_as_a_response_and_in_no_base(closed: Questionnaire) -> None:
    many(closed, 2, visited="yes")
    submit_response(
        questionnaire=closed, answers={}, origin=Origin(channel="letter", words="Dear council"), by=RESIDENT
    )
    results = results_of(closed.consultation, protected=False)
    assert results.responses == 3
    assert counts(closed, "visited")["asked"] == 2


def test_new_responses_are_added_and_changes_are_seen(closed: Questionnaire) -> None:
    first = many(closed, 6, visited="yes")[0]
    assert counts(closed, "visited")["yes"] == 6
    many(closed, 1, visited="yes")
    assert counts(closed, "visited")["yes"] == 7
    # Whatever program changes a response, the database says so.
    Response.objects.filter(pk=first.pk).update(state="set_aside")
    assert counts(closed, "visited")["yes"] == 6
    other = respond(closed, {"capacity": "public", "visited": "no"})
    assert (counts(closed, "visited")["yes"], counts(closed, "visited")["no"]) == (6, 1)
    # A correction, which leaves their number as it is.
    Response.objects.filter(pk=other.pk).update(coded=first.coded)
    assert (counts(closed, "visited")["yes"], counts(closed, "visited")["no"]) == (7, 0)


def test_a_response_that_turns_up_late_below_the_highest_number_is_not_missed(closed: Questionnaire) -> None:
    early, late = many(closed, 2, visited="yes")
    fields = {field.attname: getattr(early, field.attname) for field in Response._meta.fields}
    early.delete()
    assert counts(closed, "visited")["yes"] == 1
    Response.objects.create(**fields)
    assert early.pk is None
    assert fields["id"] < late.pk
    assert counts(closed, "visited")["yes"] == 2


def test_what_officers_narrow_by_is_read_after_a_page_that_needed_only_districts(closed: Questionnaire) -> None:
    many(closed, 12, visited="yes")
    assert counts(closed, "visited", protected=True)["yes"] == 12
    many(closed, 4, capacity="club", visited="yes")
    assert counts(closed, "visited", protected=True)["yes"] == 16
    assert counts(closed, "visited", capacity="club")["yes"] == 4
    many(closed, 2, capacity="club", visited="no")
    assert counts(closed, "visited", capacity="club")["asked"] == 6
    assert counts(closed, "visited", protected=True)["asked"] == 18


def test_versions_of_the_questionnaire_are_added_up_by_key(closed: Questionnaire) -> None:
    many(closed, 3, visited="yes")
    later = DEFINITION.replace(
        '          - {key: "no", text: "No"}',
        '          - {key: "no", text: "No"}\n          - {key: often, text: "Often"}',
    )
    second = QuestionnaireFactory(consultation=closed.consultation, definition=later)
    many(second, 2, visited="yes")
    many(second, 4, visited="often")
    assert counts(closed, "visited") == {"yes": 5, "no": 0, "often": 4, "asked": 9, "answered": 9, "no_reply": 0}


def test_officers_narrow_and_the_public_cannot(closed: Questionnaire) -> None:
    many(closed, 3, visited="yes")
    many(closed, 2, capacity="club", visited="no")
    assert counts(closed, "visited", capacity="club") == {
        "yes": 0, "no": 2, "asked": 2, "answered": 2, "no_reply": 0,
    }  # fmt: skip
    with pytest.raises(ValueError, match="officers"):
        counts(closed, "visited", protected=True, capacity="club")


def test_narrowed_pages_say_of_how_many(client: Client, closed: Questionnaire) -> None:
    many(closed, 3, visited="yes")
    many(closed, 1, capacity="club")
    client.force_login(UserFactory(roles=["engagement_officer"]))
    page = client.get(f"/consultations/{closed.consultation.slug}/results/", {"capacity": "club"})
    assert page.context["results"].responses == 1
    assert "Of all that count" in page.content.decode()
    assert "Online</dt>" not in page.content.decode()


def test_small_numbers_are_kept_back_from_the_public_only(closed: Questionnaire, client: Client) -> None:
    many(closed, 20, visited="yes")
    many(closed, 3, visited="no")
    page = client.get(f"/consultations/{closed.consultation.slug}/results/")
    assert "[c]" in page.content.decode()
    assert counts(closed, "visited", protected=True)["no"] is None
    assert counts(closed, "visited")["no"] == 3
    client.force_login(UserFactory(roles=["analyst"]))
    address = f"/consultations/{closed.consultation.slug}/results/"
    assert "[c]" not in client.get(address).content.decode()
    assert "[c]" in client.get(address, {"as": "public"}).content.decode()


def test_a_breakdown_hides_nothing_that_another_table_tells(closed: Questionnaire) -> None:
    here, there, nook = (PlaceFactory(name=name) for name in ("Here", "There", "Nook"))
    for place, number in ((here, 40), (there, 30), (nook, 3)):
        for response in many(closed, number, visited="yes"):
            Response.objects.filter(pk=response.pk).update(district=place)
    for response in many(closed, 12, visited="no")[:2]:
        Response.objects.filter(pk=response.pk).update(district=nook)
    found = breakdown_of(closed.consultation, "visited", Trait.DISTRICT, protected=True)
    assert found is not None
    labels = [group.label for table in found.tables for group in table.groups]
    assert "Nook" not in labels
    # Put together with the next smallest group, so that it is no longer known for itself.
    assert set(found.joined) == {"Nook", "Not known"}
    for table in found.tables:
        for row in table.rows:
            assert all(cell.count is None or cell.count == 0 or cell.count >= 5 for cell in row.cells)
            # One hidden cell alone could be worked out from the row's total.
            assert sum(cell.count is None for cell in row.cells) != 1 or row.total is None


def test_officers_see_every_cell_of_a_breakdown(closed: Questionnaire) -> None:
    many(closed, 3, visited="yes")
    many(closed, 1, capacity="club", visited="no")
    found = breakdown_of(closed.consultation, "visited", Trait.CAPACITY, protected=False)
    assert found is not None
    (table,) = found.tables
    assert [group.label for group in table.groups] == ["For myself", "For a club or group"]
    assert [[cell.count for cell in row.cells] for row in table.rows] == [[3, 0], [0, 1]]
    assert breakdown_of(closed.consultation, "visited", Trait.CHANNEL, protected=True) is None
    assert breakdown_of(closed.consultation, "words", Trait.CAPACITY, protected=False) is None


def test_results_are_hidden_while_people_answer_unless_they_are_shown_live(client: Client) -> None:
    running = QuestionnaireFactory()
    address = f"/consultations/{running.consultation.slug}/results/"
    many(running, 1, visited="yes")
    assert client.get(address).status_code == 403
    assert client.get(f"{address}all.csv").status_code == 403
    running.consultation.results_visibility = "live"
    running.consultation.save()
    assert client.get(address).status_code == 200


def test_officers_of_another_body_see_what_everybody_sees(client: Client, closed: Questionnaire) -> None:
    many(closed, 20, visited="yes")
    many(closed, 3, visited="no")
    client.force_login(UserFactory(roles=[("engagement_officer", "organisation:elsewhere")]))
    address = f"/consultations/{closed.consultation.slug}/"
    assert "[c]" in client.get(f"{address}results/").content.decode()
    assert client.get(f"{address}results/responses.csv").status_code == 403
    assert client.get(f"{address}words/all/").status_code == 403


def test_the_page_costs_the_same_queries_however_many_responses(
    client: Client, closed: Questionnaire, django_assert_max_num_queries: Any
) -> None:
    """The first to see a state enters it in the ledger of releases; nobody after that writes anything."""
    many(closed, 30, visited="yes", words="More benches.")
    address = f"/consultations/{closed.consultation.slug}/results/"
    with django_assert_max_num_queries(18):
        client.get(address)
    for number in (1, 20):
        forget_results()
        with django_assert_max_num_queries(14):
            client.get(address)
        many(closed, number, visited="no", words="Fewer benches.")
        client.get(address)


def test_what_does_not_exist_is_not_found(client: Client, closed: Questionnaire) -> None:
    address = f"/consultations/{closed.consultation.slug}/results/"
    for part in ("nothing/table.csv", "words/chart.svg", "visited/by/shoe-size/", "nothing/by/capacity/"):
        assert client.get(address + part).status_code == 404
    draft = ConsultationFactory(draft=True)
    assert client.get(f"/consultations/{draft.slug}/results/").status_code == 404


def test_the_check_finds_what_no_longer_follows(closed: Questionnaire) -> None:
    response = many(closed, 1, visited="yes")[0]
    assert missing_watchers() == []
    assert list(faults_in_consultations()) == []
    Response.objects.filter(pk=response.pk).update(answers={"capacity": "club"})
    assert "1 responses" in next(faults_in_consultations())
