"""Messages, files, remedies, arrivals and referrals go by rules of their own, unless they are held."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.complaints import LETTER, log, officer
from tests.factories.intake import make_arrival

from folkmoot.domains.complaints.actions.acknowledge import acknowledge
from folkmoot.domains.complaints.actions.load_pack.retention import read_retention
from folkmoot.domains.complaints.actions.ombudsman import ReferralFields, put_referral
from folkmoot.domains.complaints.actions.remedies import add_remedy, mark_done
from folkmoot.domains.complaints.actions.retention import hold, lift, run_retention
from folkmoot.domains.complaints.actions.writing import add_file
from folkmoot.domains.complaints.models import Case, LegalHold, Referral, Remedy, RetentionRule
from folkmoot.domains.complaints.public import would_forget
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.models import Message
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
LONG_AGO = date(2010, 5, 4)
LATER = date(2012, 5, 5)
CLASSES = ("messages", "documents", "remedies", "arrivals", "referrals")
NAMED = "Xylophone"


@pytest.fixture
def case() -> Case:
    """Ended long ago, with one of everything that can go before it; and one of each that is not old or not over."""
    for kept in CLASSES:
        RetentionRule.objects.create(key=f"the-{kept}", title=kept, record=kept, years=2)
    case = log(received=LONG_AGO)
    acknowledge(case=case, by=SYSTEM, on=LONG_AGO, letter=LETTER)
    Message.objects.update(state="sent", sent_at=datetime(2010, 5, 4, 12, tzinfo=UTC))
    add_file(case=case, upload=SimpleUploadedFile("a.txt", b"A file"), title=NAMED, by=SYSTEM)
    for words in (NAMED, f"{NAMED}, not done"):
        add_remedy(case=case, kind="action", words=words, owner_name=NAMED, due_on=LONG_AGO, by=SYSTEM)
    mark_done(remedy=Remedy.objects.get(words=NAMED), on=LONG_AGO, note=NAMED, by=SYSTEM)
    Case.objects.filter(pk=case.pk).update(state="closed", ending="answered", ended_on=LONG_AGO)
    make_arrival(kind="unsorted", channel="telephone", words=NAMED, received_on=LONG_AGO)
    make_arrival(kind="unsorted", channel="telephone", words="Yesterday's call", received_on=LATER)
    for theirs, decision in (("10 001", "2011:local_settlement"), ("10 002", "")):
        known = ReferralFields(theirs, LONG_AGO, note=NAMED, remedy=NAMED, remedy_done=LONG_AGO)
        put_referral(known=known, by=SYSTEM)
        if decision:
            Referral.objects.filter(theirs=theirs).update(decision="upheld", decided_on=LONG_AGO)
    return Case.objects.get(pk=case.pk)


def test_each_class_goes_by_its_own_rule_on_the_day_after(case: Case) -> None:
    number = Message.objects.filter(state="sent").count()
    assert number
    # A promise that is not done keeps the files of its case.
    expected = {"the-messages": number, "the-documents": 0, "the-remedies": 1, "the-arrivals": 1, "the-referrals": 1}
    assert set(would_forget(date(2012, 5, 4)).values()) == {0}
    assert would_forget(LATER) == expected
    Remedy.objects.filter(done_on=None).update(done_on=LATER)
    assert would_forget(LATER) == {**expected, "the-documents": 1}
    assert run_retention(by=SYSTEM, today=LATER) == {**expected, "the-documents": 1}
    assert not Message.objects.filter(state="sent").exists()
    assert not Document.objects.filter(title=NAMED).exists()
    assert list(Remedy.objects.filter(done_on=LONG_AGO).values_list("words", "done_note", "owner_name")) == [
        ("…", "", "…")
    ]
    assert sorted(Arrival.objects.filter(kind="unsorted").values_list("words", flat=True)) == ["Yesterday's call", "…"]
    assert dict(Referral.objects.values_list("theirs", "remedy")) == {"10 001": "…", "10 002": NAMED}
    # What is counted stays, and the second run has nothing left to do.
    assert (Case.objects.count(), Remedy.objects.count(), Referral.objects.count()) == (1, 2, 2)
    assert run_retention(by=SYSTEM, today=LATER) == {}
    assert Entry.objects.filter(verb="case.records_forgotten").count() == 5


def test_a_hold_keeps_each_of_them(case: Case) -> None:
    Remedy.objects.filter(done_on=None).update(done_on=LATER)
    arrival, referral = Arrival.objects.get(kind="unsorted", words=NAMED), Referral.objects.get(theirs="10 001")
    held = [hold(case=each, because="An inquiry", by=SYSTEM) for each in (case, arrival, referral)]
    assert set(would_forget(LATER).values()) == {0}
    for each in held:
        lift(held=each, by=SYSTEM)
    assert 0 not in would_forget(LATER).values()
    # What hangs on a case is held with it.
    Referral.objects.filter(pk=referral.pk).update(case=case)
    hold(case=case, because="A court", by=SYSTEM)
    assert {key for key, n in would_forget(LATER).items() if n} == {"the-arrivals"}


def test_by_the_page_with_the_reference_of_any_of_them(case: Case, client: Client) -> None:
    client.force_login(officer())
    page = client.get("/cases/retention/").content.decode()
    arrival = Arrival.objects.get(kind="unsorted", words=NAMED)
    assert "Arrivals that became nothing" in page
    assert arrival.reference in page
    for reference in (arrival.reference, "10 001", case.arrival.reference):
        sent = {"step": "hold", "reference": reference, "because": "A court"}
        assert client.post("/cases/retention/", sent).status_code == 302
    assert client.post("/cases/retention/", {**sent, "reference": "10 999"}).status_code == 422
    assert LegalHold.objects.filter(lifted_at=None).count() == 3
    held = client.get("/cases/retention/").content.decode()
    assert f"/arrivals/{arrival.reference}/" in held or arrival.reference in held
    client.post("/cases/retention/", {"step": "lift", "hold": LegalHold.objects.get(arrival=arrival).pk})
    client.post("/cases/retention/", {"step": "run", "sure": "yes"})
    arrival.refresh_from_db()
    assert arrival.words == "…"
    assert Referral.objects.get(theirs="10 001").remedy == NAMED


def test_a_pack_has_one_rule_of_a_class_and_no_kinds_in_it(tmp_path: Path) -> None:
    path, report = tmp_path / "retention.yaml", Report(tmp_path)
    path.write_text(
        "- {key: a, title: A, record: messages, years: 1}\n"
        "- {key: b, title: B, record: messages, years: 2}\n"
        "- {key: c, title: C, record: arrivals, kinds: [complaint], years: 2}\n"
        "- {key: d, title: D, record: pigeons, years: 2}\n"
    )
    read_retention(path, report)
    told = report.as_text()
    for said in ("There is a rule for “messages” already", "Only rules for cases have kinds", "pigeons"):
        assert said in told
