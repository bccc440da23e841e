"""What the papers print of budgets and staff loads as printed, adds up, and is there for everybody to read."""

from __future__ import annotations

import csv

import pytest
from tests.factories.bodies import OrganisationFactory
from tests.packs.test_cases_of_2008_to_2011 import PACK

from folkmoot.domains.money.models import Budget
from folkmoot.domains.money.public import consistency, load_pack
from folkmoot.domains.money.queries.books import book_of, public_sight
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.packfiles import Report

NETS = {"yos-2011-12": 3_592_000, "yos-2010-11": 3_745_000, "communities-2008-09": 54_600_000}


@pytest.mark.django_db
def test_budgets_and_staff_of_the_papers_load_and_are_public() -> None:
    with (PACK / "money" / "budgets.csv").open(encoding="utf-8") as rows:
        for key in {row[column] for row in csv.DictReader(rows) for column in ("body", "keeper")}:
            OrganisationFactory(key=key)
    report = Report(PACK)
    load_pack(PACK, report, SYSTEM)
    assert report.ok, report.as_text()
    assert list(consistency()) == []
    books = {each.key: book_of(each, public_sight(each)) for each in Budget.objects.select_related("body", "keeper")}
    nets = {key: book.whole.budget.net for key, book in books.items() if book.whole and book.whole.budget}
    assert nets == {key: pounds * 100 for key, pounds in NETS.items()}
    directorate = books["communities-2008-09"].lines[0].account.budget
    assert directorate is not None
    assert directorate.implied_income == 51_200_000 * 100, "the papers print gross and net only"
    (rows_of_2011,) = books["yos-2011-12"].staff.values()
    assert [float(each.fte or 0) for each in rows_of_2011] == [5.0, 118.15, 123.15]
    assert not any(each.fte_hidden for each in rows_of_2011)
