"""What somebody says of herself is counted and tied to nothing; not saying is an answer; small numbers stay hidden."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from tests.factories.complaints import log, officer

from folkmoot.domains.complaints.actions.load_pack.equality import read_equality
from folkmoot.domains.complaints.models import Case, EqualityCount, EqualityQuestion
from folkmoot.domains.complaints.queries.reporting import report_of, span_of
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
LONG_AGO = date(2010, 5, 4)
PACK = Path(__file__).parents[3] / "packs" / "example" / "complaints" / "equality.yaml"


@pytest.fixture(autouse=True)
def asked(tmp_path: Path) -> None:
    assert read_equality(PACK, Report(tmp_path)) == 4


def about(case: Case) -> str:
    return f"/complain/follow/{case.arrival.reference}/{case.secret}/about-you/"


def test_what_she_says_is_counted_once_and_stands_beside_no_case(client: Client) -> None:
    case = log(received=LONG_AGO)
    received = client.get(f"/complain/received/{case.arrival.reference}/{case.secret}/").content.decode()
    assert about(case) in received
    assert client.post(about(case), {"sex": "nonsense"}).status_code == 422
    assert not EqualityCount.objects.exists()
    said = {"sex": "female", "disability": "declined", "age": "25-44"}
    assert client.post(about(case), said).status_code == 302
    client.post(about(case), {**said, "sex": "male"})
    found = {(each.question.key, each.year, each.option): each.n for each in EqualityCount.objects.all()}
    assert found == {
        ("age", 2010, "25-44"): 1,
        ("sex", 2010, "female"): 1,
        ("disability", 2010, "declined"): 1,
        ("ethnicity", 2010, "no_reply"): 1,
    }
    page = client.get(about(case)).content.decode()
    assert "Your answer is counted" in page
    assert '<form method="post" novalidate>' not in page
    # Nothing that belongs to a case holds it, nor does anything else lead from a count to one.
    relations = {field.related_model for field in EqualityCount._meta.get_fields() if field.is_relation}
    assert relations == {EqualityQuestion}
    told = [
        model
        for model in apps.get_models()
        if model is not EqualityCount and "25-44" in str(list(model._default_manager.values()[:50]))
    ]
    assert told == [EqualityQuestion]


def test_declining_is_an_answer(client: Client) -> None:
    case = log(received=LONG_AGO)
    client.post(about(case), {"step": "decline", "sex": "female"})
    assert set(EqualityCount.objects.values_list("option", "n")) == {("declined", 1)}
    follow = client.get(f"/complain/follow/{case.arrival.reference}/{case.secret}/").content.decode()
    assert "about-you" not in follow


def test_officers_too_see_no_small_number(client: Client) -> None:
    question = EqualityQuestion.objects.get(key="sex")
    for option, n in (("female", 30), ("male", 3), ("declined", 12)):
        EqualityCount.objects.create(question=question, year=2010, option=option, n=n)
    log(received=LONG_AGO)
    span, quarter = span_of("2010-11"), span_of("2010-11-q1")
    assert span is not None
    assert quarter is not None
    table = report_of(span, policy=None).table("cases.equality.sex")
    assert table is not None
    figures = {row.key: row.cells[0].value for row in table.rows}
    assert figures["male"] is None
    # Nor can it be worked out from the share of the others.
    assert figures["female"] is None or table.figure("female", "share").value is None  # type: ignore[union-attr]
    assert report_of(span, policy=None, today=span.last).table("cases.equality.sex") is None
    assert report_of(quarter, policy=None).table("cases.equality.sex") is None
    client.force_login(officer())
    assert "Who tells us" in client.get(f"/cases/reports/{span.key}/").content.decode()


def test_nobody_is_asked_where_no_pack_asks(client: Client, tmp_path: Path) -> None:
    case = log()
    empty = tmp_path / "equality.yaml"
    empty.write_text("[]\n")
    read_equality(empty, Report(tmp_path))
    assert client.get(about(case)).status_code == 404
    assert "about-you" not in client.get(f"/complain/received/{case.arrival.reference}/{case.secret}/").content.decode()
