"""What came with an e-mail is kept beside it, for the same eyes."""

from __future__ import annotations

from email.message import EmailMessage
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.documents import PDF, PNG

from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.actions.attachments import MOST_ATTACHMENTS
from folkmoot.ground.intake.actions.log_by_hand import log_by_hand
from folkmoot.ground.intake.models import Arrival

pytestmark = pytest.mark.django_db


def an_email(*attachments: tuple[str, bytes], words: str = "See the plan.") -> SimpleUploadedFile:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ann Lee <ann@example.org>", "The park"
    message.set_content(words)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return SimpleUploadedFile("mail.eml", message.as_bytes())


def logged(*attachments: tuple[str, bytes], words: str = "") -> Arrival:
    day = timezone.localdate()
    return log_by_hand(channel="email", received_on=day, words=words, upload=an_email(*attachments), by=SYSTEM)


def attached(arrival: Arrival) -> list[Document]:
    found = Document.objects.filter(subject_type="intake.arrival", subject_key=str(arrival.pk))
    return list(found.exclude(pk=arrival.source_id).order_by("pk"))


def test_attachments_are_kept_as_files_of_the_arrival() -> None:
    files = attached(logged(("plan.pdf", PDF), ("swings.png", PNG)))
    assert [(file.title, file.media_type) for file in files] == [
        ("plan.pdf", "application/pdf"),
        ("swings.png", "image/png"),
    ]
    assert [file.sha256 for file in files] == [sha256(content).hexdigest() for content in (PDF, PNG)]


def test_they_are_kept_also_where_somebody_typed_the_words() -> None:
    arrival = logged(("plan.pdf", PDF), words="She sent a plan.")
    assert arrival.words == "She sent a plan."
    assert len(attached(arrival)) == 1


def test_what_we_do_not_take_stays_in_the_email_and_the_page_says_so(client: Client) -> None:
    arrival = logged(("plan.pdf", PDF), ("run.exe", b"MZ\x90\x00"), ("page.html", b"<html>"), ("nothing.pdf", b""))
    assert [file.title for file in attached(arrival)] == ["plan.pdf"]
    client.force_login(UserFactory(roles=["engagement_officer"]))
    page = client.get(f"/arrivals/{arrival.reference}/").content.decode()
    assert f"/documents/{attached(arrival)[0].key}/" in page
    assert "run.exe, page.html, nothing.pdf" in page


def test_an_email_of_very_many_parts_fills_no_disk() -> None:
    parts = [(f"{number}.pdf", PDF) for number in range(MOST_ATTACHMENTS + 5)]
    assert len(attached(logged(*parts))) == MOST_ATTACHMENTS


@pytest.mark.parametrize(("role", "status"), [("complaints_officer", 200), ("clerk", 403), ("analyst", 403)])
def test_attachments_open_for_those_who_may_open_the_email(client: Client, role: str, status: int) -> None:
    arrival = logged(("plan.pdf", PDF))
    client.force_login(UserFactory(roles=[role]))
    for document in (arrival.source, *attached(arrival)):
        assert document is not None
        answer = client.get(f"/documents/{document.key}/")
        assert answer.status_code == status
        # Read to its end, so that its file is closed.
        assert b"".join(answer)
