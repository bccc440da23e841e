"""A resident reads where the money goes; an officer keeps it by clicks; nobody sees what is not published."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.money import THOUSAND, Made, enter, make_line, make_money, published, shown
from tests.factories.performance import STEADY, a_county, give, make_indicator
from tests.factories.plans import make_plan

from folkmoot.domains.money.models import Amount, Budget, StaffCount
from folkmoot.domains.money.queries.books import book_of

pytestmark = pytest.mark.django_db


def officer_of(made: Made) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[("performance_officer", made.keeper.scope)], name="Pat"))
    return client


def read(client: Client, view: str, *args: object, **asked: str) -> str:
    response = client.get(reverse(f"money:{view}", args=args), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_what_is_published_and_nothing_else() -> None:
    made, client = make_money(), Client()
    key = made.budget.key
    pages = [
        ("show_budget", key),
        ("show_line", key, "keepers"),
        ("show_saving", key, "fewer-vans"),
        ("export_budget", key),
    ]
    for view, *args in pages:
        assert client.get(reverse(f"money:{view}", args=args)).status_code == 404
    assert key not in read(client, "list_budgets")
    published(made)
    made.give("actual", "2023/24 Q1", 77, reason="Not told yet")
    page = read(client, "show_budget", key)
    assert "The net budget is £150,000. The year is expected to come to £170,000: £20,000 over (13.3%)." in page
    assert "£40,000 was spent in one quarter." in page
    assert "Two vans went back." in page
    assert ">22<" in page
    assert ">2<" not in page
    assert ">20<" not in page
    assert "not shown" in page
    line = read(client, "show_line", key, "keepers")
    assert "77" not in line
    amount = Amount.objects.get(line=made.line, kind="actual").pk
    assert "Not told yet" not in read(client, "show_amount", key, "keepers", amount)
    assert "77000" not in read(client, "export_budget", key)
    officer = officer_of(made)
    assert "Not told yet" in read(officer, "show_amount", key, "keepers", amount)
    assert "£87,000 was spent" in read(officer, "show_budget", key)
    assert "£40,000 was spent" in read(officer, "show_budget", key, **{"as": "public"})
    assert f"{made.budget.title}" in read(client, "list_budgets", body=made.budget.body.key)
    edition = made.budget.editions.get()
    assert "Download this report" in read(client, "show_report", key, 1, 1)
    for file in edition.files.all():
        where = reverse("money:take_report", args=[key, 1, 1, file.form])
        assert client.get(where).content == bytes(file.content)


def test_the_number_of_queries_does_not_grow(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    made = shown(make_money())
    where, client = reverse("money:show_budget", args=[made.budget.key]), Client()
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for number in range(4):
        line = make_line(made.budget, f"Line {number}")
        enter(line, "budget", "", 10)
        enter(line, "forecast", "2023/24 Q1", 10)
    shown(made)
    with django_assert_num_queries(len(few)):
        client.get(where)


def test_an_officer_keeps_a_budget_by_clicks() -> None:
    keeper, body = OrganisationFactory(), OrganisationFactory()
    client = Client()
    client.force_login(UserFactory(roles=[("performance_officer", keeper.scope)], name="Pat"))
    begun = {"body": body.pk, "keeper": keeper.pk, "year": "2023/24", "cycle": "month", "unit": "pounds", "decimals": 2}
    assert client.post(reverse("money:begin_budget"), begun).status_code == 302
    budget = Budget.objects.get(body=body)

    def do(deed: str, data: dict[str, object], pk: int | None = None) -> None:
        where = reverse(
            "money:do" if pk is None else "money:do_to", args=[budget.key, deed, *([] if pk is None else [pk])]
        )
        assert client.get(where).status_code == 200
        response = client.post(where, data)
        assert response.status_code == 302, response.content.decode()

    do("add-line", {"title": "Parks"})
    line = budget.lines.get()
    do("set-budget", {"gross": "120,000.50", "income": "20,000"}, line.pk)
    do("enter", {"period": "2023-04", "spent_gross": "9,000", "spent_income": "0", "foreseen_gross": "150,000",
                 "foreseen_income": "20,000", "words": "Dearer timber."}, line.pk)  # fmt: skip
    for month in ("2023-05", "2023-06"):
        do("enter", {"period": month, "spent_gross": "8,000", "spent_income": "0"}, line.pk)
    do(
        "change",
        {"title": "Grant", "into": line.pk, "gross": "1000", "on": "2023-06-01", "reason": "The board, 1 June"},
    )
    do("add-saving", {"title": "Vans", "planned": "500", "delivery": "on_track", "on": "2023-06-01", "words": "Begun."})
    do("tell", {"planned": "500", "delivered": "500", "delivery": "delivered", "on": "2023-07-01", "words": "Done."},
       budget.savings.get().pk)  # fmt: skip
    do("staff", {"on": "2023-04-01", "grade_0": "All sorts", "fte_0": "7.5", "external_0": "1"})
    account = book_of(budget).lines[0].account
    assert account.budget is not None
    assert account.budget.net == 10_100_050
    assert StaffCount.objects.get().fte == 7.5
    amount = Amount.objects.get(kind="actual", period="2023-04")
    revised = reverse("money:do_to", args=[budget.key, "revise", amount.pk])
    assert 'value="9000"' in client.get(revised).content.decode()
    wrong = client.post(revised, {"gross": "12k", "income": "0", "reason": "x"})
    assert wrong.status_code == 422
    assert "This is no figure." in wrong.content.decode()
    do("revise", {"gross": "9,100", "income": "0", "reason": "A late bill"}, amount.pk)
    desk = read(client, "run_budget", budget.key)
    assert "nothing is told of 2023-07" in desk
    prepared = reverse("money:prepare_report", args=[budget.key, 1])
    assert client.post(prepared, {"deed": "introduce", "introduction": "A dear spring."}).status_code == 302
    assert client.post(prepared, {"deed": "publish"}).status_code == 302
    assert "A dear spring." in read(Client(), "show_report", budget.key, 1, 1)
    assert client.post(prepared, {"deed": "withdraw", "because": ""}).status_code == 422
    assert client.post(prepared, {"deed": "withdraw", "because": "Wrong year"}).status_code == 302
    assert "Wrong year" in read(Client(), "show_report", budget.key, 1, 1)
    assert Client().get(budget.get_absolute_url()).status_code == 404


def test_spending_leads_to_what_it_is_for_and_back() -> None:
    made, plan = shown(make_money()), make_plan()
    indicator = make_indicator(title="Parks used", unit="percent")
    give(indicator, a_county(), STEADY)
    officer = officer_of(made)
    where = reverse("money:tie", args=[made.budget.key, "line", made.line.pk])
    assert "Parks used" in officer.get(where, {"words": "Parks used"}).content.decode()
    tied = {"record": f"performance.indicator:{indicator.pk}", "kind": "measured_by"}
    assert officer.post(where, tied).status_code == 302
    page = read(Client(), "show_line", made.budget.key, "keepers")
    assert "51% in April 2026" in page
    assert "only where an officer has said" in page
    assert made.line.title in Client().get(reverse("performance:show_indicator", args=[indicator.key])).content.decode()
    # From the action's own page.
    paid = reverse("money:pay_for", args=["plans.action", plan.action.pk])
    officer = Client()
    officer.force_login(UserFactory(roles=["performance_officer"]))
    assert paid in officer.get(plan.action.get_absolute_url()).content.decode()
    assert officer.post(paid, {"line": made.line.pk}).status_code == 302
    assert f"{made.line.title} (" in Client().get(plan.action.get_absolute_url()).content.decode()
    assert plan.action.title in read(Client(), "show_line", made.budget.key, "keepers")
    untied = {"record": f"plans.action:{plan.action.pk}", "kind": "paid_from", "step": "untie"}
    assert officer.post(where, untied).status_code == 302
    assert plan.action.title not in read(Client(), "show_line", made.budget.key, "keepers")


def test_what_each_cost_is_said_only_where_money_buys_nothing_else() -> None:
    made = shown(make_money())
    county, counts = a_county(), make_indicator(title="Repairs done", counted="repairs")
    give(counts, county, [50.0, 60.0], periods=["2023-04", "2023-05"])
    officer, where = officer_of(made), reverse("money:tie", args=[made.budget.key, "line", made.line.pk])
    tied = {"record": f"performance.indicator:{counts.pk}", "kind": "buys"}
    assert officer.post(where, tied).status_code == 302
    page = read(Client(), "show_line", made.budget.key, "keepers")
    assert "What each cost is shown once" in page
    give(counts, county, [10.0], periods=["2023-06"])
    assert "£250.00 each: 120 repairs" in read(Client(), "show_line", made.budget.key, "keepers")
    assert (
        "Each is paid from" in Client().get(reverse("performance:show_indicator", args=[counts.key])).content.decode()
    )
    share = make_indicator(unit="percent", title="Share")
    give(share, county, [50.0, 60.0, 50.0], periods=["2023-04", "2023-05", "2023-06"])
    assert officer.post(where, {"record": f"performance.indicator:{share.pk}", "kind": "buys"}).status_code == 302
    assert read(Client(), "show_line", made.budget.key, "keepers").count(" each: ") == 1


def test_amounts_of_a_budget_in_millions_are_said_as_such() -> None:
    made = make_money(unit="millions", decimals=1)
    enter(make_line(made.budget, "Rest"), "budget", "", 105_800, 51_200)
    published(made, 0)
    assert made.budget.editions.get().net_budget == (54_600 + 150) * THOUSAND
    assert "£54.8 million" in read(Client(), "show_budget", made.budget.key)
