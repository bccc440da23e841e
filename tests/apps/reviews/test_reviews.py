"""A topic review from its proposal to the second look, and evidence told in confidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.meetings import bytes_of
from tests.factories.reviews import make_review, make_submission, publish

from folkmoot.domains.reviews.actions.evidence import decide_submission, forget_sender
from folkmoot.domains.reviews.models import Submission, TopicReview
from folkmoot.domains.reviews.policies import takes_evidence
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot.ground.documents.models import Document
from folkmoot.ground.notify.models import Message
from folkmoot.ground.thread.public import trace_of
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
PLANTED = "My neighbour in number nine drinks."


@pytest.fixture
def review() -> TopicReview:
    return make_review()


@pytest.fixture
def clerk(review: TopicReview) -> User:
    return UserFactory(roles=[(Role.CLERK, review.body.scope)])


def do(client: Client, review: TopicReview, deed: str, row: int | None = None, **data: object) -> int:
    args = [review.key, deed] if row is None else [review.key, deed, row]
    posted = {name: value for name, value in data.items() if value is not None}
    return client.post(reverse("reviews:do" if row is None else "reviews:do_to", args=args), posted).status_code


def test_a_review_from_proposal_to_the_second_look_by_clicks(client: Client) -> None:
    body, cabinet = OrganisationFactory(), OrganisationFactory(name="The Cabinet")
    client.force_login(UserFactory(roles=[(Role.CLERK, body.scope)]))
    today = timezone.localdate().isoformat()
    assert client.post(reverse("reviews:propose_review"), {"title": "Buses", "body": body.pk}).status_code == 302
    review = TopicReview.objects.get()
    assert do(client, review, "stage", stage="evidence") == 422, "there is no scope yet"
    plan = {"title": "Buses", "scope": "Buses at night.", "terms": "Who rides?\nWho does not?", "answering": cabinet.pk}
    assert do(client, review, "plan", **plan, evidence_opens=today, evidence_closes="2001-01-01") == 422
    assert do(client, review, "plan", **plan) == 302
    assert do(client, review, "seat", name="Kit Smith", role="chair") == 302
    assert do(client, review, "stage", stage="evidence") == 302
    assert do(client, review, "session", kind="hearing", title="Drivers", on=today, words="They are tired.") == 302
    session = review.sessions.get()
    assert do(client, review, "witness", name="A driver", session=session.pk) == 302
    review.refresh_from_db()
    submission = publish(make_submission(review, "No bus home."), "No bus home.")
    resting = {"submissions": submission.pk, "sessions": session.pk}
    assert do(client, review, "finding", words="The last bus leaves at eight.", **resting) == 302
    finding = review.findings.get()
    wish = {"words": "One more bus", "standing": "potential", "findings": finding.pk}
    assert do(client, review, "recommendation", **wish) == 302
    assert do(client, review, "stage", stage="reported") == 422, "nothing is recommended yet"
    first = review.recommendations.get()
    assert do(client, review, "answer", first.pk, verdict="accepted", answering=cabinet.pk, on=today) == 422
    assert do(client, review, "recommendation", first.pk, **wish | {"standing": "final"}) == 302
    assert do(client, review, "recommendation", words="Free buses", standing="dropped") == 422
    assert (
        do(client, review, "recommendation", words="Free buses", standing="dropped", dropped_because="Too dear") == 302
    )
    assert do(client, review, "stage", stage="reported") == 302
    assert do(client, review, "stage", stage="answered") == 422
    assert do(client, review, "answer", first.pk, verdict="rejected", answering=cabinet.pk, on=today) == 422
    assert (
        do(client, review, "answer", first.pk, verdict="partly", reason="At weekends.", answering=cabinet.pk, on=today)
        == 302
    )
    assert do(client, review, "action", first.pk, words="Order the bus", owner="Transport") == 302
    action = first.actions.get()
    assert do(client, review, "done", action.pk, words="Order the bus", owner="Transport", done_on=today) == 302
    assert do(client, review, "stage", stage="followed") == 422
    assert do(client, review, "progress", first.pk, standing="done", on=today, words="It runs.") == 302
    assert do(client, review, "stage", stage="followed") == 302

    client.logout()
    page = client.get(review.get_absolute_url()).content.decode()
    for said in (
        "Looked at again", "Buses at night.", "Who does not?", "Kit Smith", "A driver", "W1",
        "The last bus leaves at eight.", "One more bus", "Accepted in part", "At weekends.", "The Cabinet",
        "Order the bus", "It runs.", "Free buses", "Too dear",
    ):  # fmt: skip
        assert said in page, said
    data = client.get(reverse("reviews:export_review", args=[review.key])).json()
    assert data["findings"][0]["rests_on"] == ["W1", "Drivers"]
    assert data["recommendations"][0]["answer"]["verdict"] == "partly"
    traced = str(trace_of(submission, SYSTEM))
    assert all(said in traced for said in ("The last bus leaves at eight.", "One more bus"))


def test_written_evidence_is_sent_without_an_account_once(review: TopicReview, client: Client) -> None:
    address = reverse("reviews:send_evidence", args=[review.key])
    key = client.get(address).context["form"].initial["key"]
    posted = {"key": key, "words": PLANTED, "naming": "named"}
    assert client.post(address, posted).status_code == 422, "named needs a name"
    posted |= {"name": "Ann Other", "email": "ann@example.org"}
    first, second = client.post(address, posted), client.post(address, posted)
    assert first["Location"] == second["Location"]
    page = client.get(first["Location"])
    assert PLANTED in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    right = first["Location"].rstrip("/")
    assert client.get(f"{right[:-1]}{'Y' if right.endswith('Z') else 'Z'}/").status_code == 404
    assert Message.objects.count() == (0 if Submission.objects.get().state == "held" else 1)


def test_the_call_is_open_on_its_last_day_and_not_after(review: TopicReview, client: Client) -> None:
    last = date(2011, 10, 31)
    assert takes_evidence("evidence", None, last, last)
    assert not takes_evidence("evidence", None, last, last + timedelta(days=1))
    assert not takes_evidence("evidence", last, None, last - timedelta(days=1))
    assert not takes_evidence("reported", None, None, last)
    TopicReview.objects.filter(pk=review.pk).update(evidence_closes=last)
    address = reverse("reviews:send_evidence", args=[review.key])
    late = client.post(address, {"words": "Too late.", "naming": "unnamed"})
    assert late.status_code == 422
    assert "Too late." in late.content.decode(), "nothing is lost"
    assert not Submission.objects.exists()


def test_only_the_clerk_reads_what_is_not_published(review: TopicReview, clerk: User, client: Client) -> None:
    submission = make_submission(review, PLANTED, name="Ann Other", email="ann@example.org")
    address = reverse("reviews:decide_submission", args=[review.key, submission.pk])
    pages = [
        address,
        reverse("reviews:run_review", args=[review.key]),
        review.get_absolute_url(),
        reverse("reviews:export_review", args=[review.key]),
        reverse("intake:list_arrivals"),
        reverse("intake:show_arrival", args=[submission.arrival.reference]),
        reverse("notify:list_messages"),
    ]
    for roles in ([(Role.CLERK, "body:elsewhere")], [Role.ENGAGEMENT_OFFICER], [(Role.MEMBER, review.body.scope)], []):
        browser = Client()
        if roles:
            browser.force_login(UserFactory(roles=roles))
        for page in pages:
            body = browser.get(page).content.decode()
            assert PLANTED not in body, (roles, page)
            assert "Ann Other" not in body, (roles, page)
    client.force_login(clerk)
    assert PLANTED in client.get(address).content.decode()
    posted = {"deed": "decide", "state": "published", "words": "A neighbour drinks."}
    assert client.post(address, posted).status_code == 302
    client.logout()
    shown = client.get(reverse("reviews:show_submission", args=[review.key, 1])).content.decode()
    assert "A neighbour drinks." in shown
    assert "Name withheld" in shown
    assert PLANTED not in shown


@pytest.mark.parametrize(
    ("naming", "state", "words", "fault"),
    [
        ("private", "published", "Words.", "does not want it published"),
        ("unnamed", "published", "Ann Other says so.", "names who sent it"),
        ("named", "published", " ", "nothing to publish"),
        ("named", "set_aside", "", "why it is set aside"),
    ],
)
def test_evidence_is_published_as_its_sender_allows(
    review: TopicReview, clerk: User, naming: str, state: str, words: str, fault: str
) -> None:
    submission = make_submission(review, name="Ann Other", naming=naming)
    with pytest.raises(Invalid, match=fault):
        decide_submission(submission=submission, state=state, words=words, because="", by=clerk.as_actor())
    stranger = UserFactory(roles=[(Role.CLERK, "body:elsewhere")])
    with pytest.raises(Refused):
        decide_submission(submission=submission, state="private", words="", because="", by=stranger.as_actor())


def test_who_sent_it_is_forgotten_and_what_is_published_stays(review: TopicReview, clerk: User, client: Client) -> None:
    submission = publish(make_submission(review, name="Ann Other", naming="named", email="ann@example.org"))
    forget_sender(submission=submission, by=clerk.as_actor())
    assert not Message.objects.exists()
    page = client.get(reverse("reviews:show_submission", args=[review.key, 1])).content.decode()
    assert "Ann Other" not in page
    assert "It keeps me going." in page


def opened(client: Client, address: str) -> HttpResponseBase:
    """What is answered, with the file read to its end and so closed."""
    response = client.get(address)
    bytes_of(response)
    return response


def test_a_file_comes_with_evidence_and_is_opened_only_by_those_who_may(
    review: TopicReview, clerk: User, client: Client
) -> None:
    form = reverse("reviews:send_evidence", args=[review.key])
    key = client.get(form).context["form"].initial["key"]
    said = {"key": key, "words": "The table says it.", "naming": "unnamed"}
    refused = client.post(form, {**said, "file": SimpleUploadedFile("run.exe", b"MZ\x90")})
    assert refused.status_code == 422
    assert "We cannot take this kind of file" in refused.content.decode()
    assert "The table says it." in refused.content.decode()
    without = client.post(form, {**said, "naming": "", "file": SimpleUploadedFile("buses.csv", b"a,b\n1,2\n")})
    assert "Choose the file again" in without.content.decode()
    assert not Document.objects.exists()
    sent = client.post(form, {**said, "file": SimpleUploadedFile("ann-smith.csv", b"a,b\n1,2\n")}, follow=True)
    assert "ann-smith.csv" in sent.content.decode()
    document, submission = Document.objects.get(), Submission.objects.get()
    address = reverse("documents:show_document", args=[document.key])
    others = Client()
    others.force_login(UserFactory(roles=[(Role.CLERK, "body:elsewhere"), (Role.ANALYST, "*")]))
    assert opened(client, address).status_code in {302, 403, 404}
    assert opened(others, address).status_code in {403, 404}
    own = Client()
    own.force_login(clerk)
    assert opened(own, address).status_code == 200
    desk = reverse("reviews:decide_submission", args=[review.key, submission.pk])
    own.post(desk, {"state": "published", "words": "The table says it.", "with_file": "on", "deed": "decide"})
    page = Client().get(reverse("reviews:show_submission", args=[review.key, 1])).content.decode()
    assert "The file that came with it" in page
    assert "ann-smith" not in page
    given = opened(Client(), address)
    assert given.status_code == 200
    assert "ann-smith" not in str(given.headers)
    own.post(desk, {"state": "private", "words": "", "deed": "decide"})
    assert opened(Client(), address).status_code != 200
    forget_sender(submission=submission, by=SYSTEM)
    assert not Document.objects.exists()


def test_a_clerk_lets_in_what_was_held(review: TopicReview, clerk: User, client: Client) -> None:
    submission = make_submission(review, held_because="Many links.")
    client.force_login(clerk)
    address = reverse("reviews:decide_submission", args=[review.key, submission.pk])
    assert client.post(address, {"deed": "let-in", "reason": ""}).status_code == 422
    assert client.post(address, {"deed": "let-in", "reason": "It is meant."}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == "waiting"


def test_the_page_of_a_review_costs_the_same_however_much_stands_on_it(
    review: TopicReview, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 8):
        review.recommendations.create(number=number, words="More", standing="final")
        review.findings.create(number=number, words="So")
        publish(make_submission(review, name="Ann", naming="named"))
    with django_assert_max_num_queries(20):
        client.get(review.get_absolute_url())
