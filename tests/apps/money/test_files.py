"""A month's file: looked at first, taken in whole or not at all, and again without change."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.factories.accounts import UserFactory
from tests.factories.money import THOUSAND, Made, make_money

from folkmoot.domains.money.actions.files import look_at, send_file, take_file
from folkmoot.domains.money.models import Amount, Explanation, SentFile
from folkmoot.domains.money.public import tidy
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
HEAD = "budget,line,kind,period,gross,income,unit,reason,explanation\n"


@pytest.fixture
def made() -> Made:
    return make_money()


def officer_of(made: Made) -> Actor:
    return UserFactory(roles=[("performance_officer", made.keeper.scope)]).as_actor()


def test_it_says_what_it_would_do_does_it_and_does_nothing_twice(made: Made) -> None:
    officer, key = officer_of(made), made.budget.key
    rows = (
        HEAD
        + f"{key},keepers,actual,2023/24 Q1,30,0,,,\n"
        + f"{key},Keepers,forecast,2023/24 Q1,145,20,,The winter,A long winter.\n"
        + f'{key},repairs,,2023/24 Q2,"12,345.67",0,pounds,,\n'
    ).encode()
    file = send_file(content=rows, name="july.csv", by=officer)
    looked = look_at(file, officer)
    assert not looked.faults
    assert [(each.number, each.state, each.before, each.after) for each in looked.rows] == [
        (2, "same", 30 * THOUSAND, 30 * THOUSAND),
        (3, "changed", 120 * THOUSAND, 125 * THOUSAND),
        (4, "new", None, 1_234_567),
    ]
    assert not Amount.objects.filter(period="2023/24 Q2").exists()
    take_file(file=file, by=officer)
    assert Amount.objects.get(period="2023/24 Q2").gross == 1_234_567
    assert Amount.objects.get(line=made.line, kind="forecast").revisions.last().source == "File “july.csv”, line 3"  # type: ignore[union-attr]
    assert Explanation.objects.get().words == "A long winter."
    with pytest.raises(Invalid, match="taken in already"):
        take_file(file=file, by=officer)
    again = send_file(content=rows, name="july.csv", by=officer)
    assert {each.state for each in take_file(file=again, by=officer).rows} == {"same"}
    assert (Explanation.objects.count(), Amount.objects.get(line=made.line, kind="forecast").revisions_made) == (1, 2)


def test_one_fault_keeps_all_of_it_out_and_each_names_its_line(made: Made) -> None:
    officer, key = officer_of(made), made.budget.key
    rows = [
        f"{key},keepers,actual,2023/24 Q2,1,0,,,",
        "nothing,keepers,actual,2023/24 Q2,1,0,,,",
        f"{key},moon,actual,2023/24 Q2,1,0,,,",
        f"{key},keepers,actual,2024/25 Q2,1,0,,,",
        f"{key},keepers,guess,2023/24 Q2,1,0,,,",
        f"{key},keepers,forecast,2023/24 Q2,12k,0,,,",
        f"{key},keepers,actual,2023/24 Q2,1,0,,,",
    ]
    file = send_file(content=(HEAD + "\n".join(rows) + "\n").encode(), name="july.csv", by=officer)
    found = look_at(file, officer).faults
    assert {fault.line for fault in found} == {3, 4, 5, 6, 7, 8}
    assert all(fault.mend for fault in found)
    with pytest.raises(Invalid):
        take_file(file=file, by=officer)
    assert not Amount.objects.filter(period="2023/24 Q2").exists()
    late = send_file(content=(HEAD + f"{key},keepers,actual,2023/24 Q1,31,0,,,\n").encode(), name="x.csv", by=officer)
    assert [(fault.line, fault.where) for fault in look_at(late, officer).faults] == [(2, "reason")]
    stranger = UserFactory(roles=[("performance_officer", "organisation:elsewhere")]).as_actor()
    assert "not yours" in look_at(file, stranger).faults[0].message


def test_the_file_to_fill_in_is_read_back_by_clicks_alone(made: Made) -> None:
    client = Client()
    client.force_login(UserFactory(roles=[("performance_officer", made.keeper.scope)]))
    made.budget.year = timezone.localdate().year
    made.budget.save()
    book = client.get(reverse("money:save_template", args=["xlsx"]))
    sheet = load_workbook(io.BytesIO(book.content))
    assert [cell.value for cell in sheet.worksheets[0][1]][:4] == ["budget", "line", "kind", "period"]
    year = made.budget.financial_year.text
    rows = client.get(reverse("money:save_template", args=["csv"])).content.decode().splitlines()
    assert f"{made.budget.key},keepers,actual,{year} Q1" in rows[2]
    filled = io.BytesIO((HEAD + f"{made.budget.key},keepers,actual,{year} Q1,40,0,,,\n").encode())
    filled.name = "amounts.csv"
    sent = client.post(reverse("money:send_file"), {"file": filled}, follow=True)
    assert "1 amount is new." in sent.content.decode()
    where = sent.redirect_chain[-1][0]
    stranger = Client()
    stranger.force_login(UserFactory(roles=[("performance_officer", "*")]))
    assert stranger.get(where).status_code == 404
    done = client.post(where, follow=True)
    assert "The file is taken in: 1 amount is new." in done.content.decode()
    assert "Taken in on" in client.get(where).content.decode()


def test_a_file_that_nobody_takes_in_is_thrown_away(made: Made) -> None:
    file = send_file(content=b"x", name="x.xlsx", by=SYSTEM)
    assert "cannot be read" in look_at(file, SYSTEM).faults[0].message
    assert list(tidy()) == []
    SentFile.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert list(tidy()) == ["1 file of amounts that was never taken in is gone."]
