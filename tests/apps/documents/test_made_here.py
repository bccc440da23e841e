"""Files that Folkmoot makes itself are kept and given out, also in kinds that it takes from nobody."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import address_of, classify, keep_made
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html>\n<html><script>alert(1)</script></html>"


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def kept(media_type: str = "text/html", **options: object) -> Document:
    return keep_made(
        title="A report", content=PAGE, media_type=media_type, classification="public", subject=OrganisationFactory(),
        download_name="a-report.html", **({"by": SYSTEM} | options),
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(("media_type", "ending"), [("text/html", ".html"), ("application/zip", ".zip")])
def test_it_comes_back_as_a_file_that_runs_nothing(client: Client, media_type: str, ending: str) -> None:
    document = kept(media_type)
    answer = client.get(address_of(document))
    assert b"".join(answer.streaming_content) == PAGE  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == f'attachment; filename="a-report{ending}"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert document.sha256 == hashlib.sha256(PAGE).hexdigest()


def test_nobody_but_staff_keeps_a_public_one_and_no_unknown_kind() -> None:
    with pytest.raises(Refused):
        kept(by=RESIDENT)
    with pytest.raises(Invalid):
        kept("text/javascript")
    assert not Document.objects.exists()


def test_what_is_classified_anew_is_closed_to_everybody(client: Client) -> None:
    document = kept()
    officer = UserFactory(roles=["engagement_officer"]).as_actor()
    classify(document=document, classification="internal", by=officer, reason="It says too much.")
    assert client.get(address_of(document)).status_code == 302
    assert Entry.objects.get(verb="document.classified").reason == "It says too much."
    with pytest.raises(Refused):
        classify(document=document, classification="public", by=RESIDENT)
