"""What is entered stays: amounts with each of their states, changes of the budget, savings, staff; and what does not
add up is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from tests.factories.accounts import UserFactory
from tests.factories.money import THOUSAND, enter, make_budget, make_line, make_money, published, say_why

from folkmoot.domains.money.actions.amounts import take_back
from folkmoot.domains.money.actions.budgets import begin_budget, edit_budget, remove_line
from folkmoot.domains.money.actions.changing import Moved, change_budget, explain
from folkmoot.domains.money.actions.publishing import publish, withdraw
from folkmoot.domains.money.actions.savings import Told, tell_saving
from folkmoot.domains.money.actions.staffing import Counted, enter_staff
from folkmoot.domains.money.models import Amount, AmountRevision, BudgetChange, Line, SavingUpdate, StaffRevision
from folkmoot.domains.money.public import consistency
from folkmoot.domains.money.queries.books import book_of, public_sight
from folkmoot.domains.money.queries.soundness import faults_of
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.thread.public import RECORDS
from folkmoot_core.money import FinancialYear
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def test_a_revised_amount_keeps_the_old_one_and_needs_a_reason() -> None:
    made = make_money()
    with pytest.raises(Invalid, match="Here stands a net of £30,000 already"):
        made.give("actual", "2023/24 Q1", 31)
    made.give("actual", "2023/24 Q1", 31, reason="A late bill")
    made.give("actual", "2023/24 Q1", 31)
    amount = Amount.objects.get(line=made.line, kind="actual")
    states = list(amount.revisions.values_list("number", "gross", "reason", "by_name"))
    assert states == [(1, 30 * THOUSAND, "", "Folkmoot"), (2, 31 * THOUSAND, "A late bill", "Folkmoot")]
    assert Entry.objects.filter(verb="budget.revised", reason="A late bill").count() == 1
    for row in (AmountRevision.objects.first(), SavingUpdate.objects.first(), StaffRevision.objects.first()):
        assert row is not None
        with pytest.raises(Refused):
            row.save()
        with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(by_name="Somebody")
    take_back(amount=amount, reason="Entered for another body", by=SYSTEM)
    assert book_of(made.budget).lines[0].account.spent is None


def test_a_printed_net_and_a_printed_total_that_differ_are_said_and_kept() -> None:
    budget = make_budget()
    parks, trees = make_line(budget, "Parks"), make_line(budget, "Trees")
    total = make_line(budget, "Total", is_total=True)
    enter(parks, "budget", "", 100, 20, net=80)
    enter(trees, "budget", "", 50, 0)
    enter(total, "budget", "", None, None, net=130)
    assert faults_of(book_of(budget)) == []
    enter(parks, "budget", "", 100, 20, net=85, reason="As printed")
    enter(total, "budget", "", None, None, net=140, reason="As printed")
    said = faults_of(book_of(budget))
    assert [text.partition(": ")[2] for text in said] == [
        "a net of £85,000 is printed; gross less income is £80,000.",
        "a total of £140,000 is printed; the lines come to £130,000.",
    ]
    assert len(list(consistency())) == 2
    book = book_of(budget)
    assert book.whole is not None
    assert book.whole.budget is not None
    assert book.whole.budget.net == 130 * THOUSAND
    with pytest.raises(Invalid, match="Gross alone"):
        enter(trees, "actual", "2023/24 Q1", 5, None)
    with pytest.raises(Invalid, match="Income is more than nothing"):
        enter(trees, "forecast", "2023/24 Q1", 5, -1)


def test_money_moves_between_lines_and_each_move_is_kept() -> None:
    made = make_money()
    moved = Moved("Benches", "The board agreed on 1 May", date(2023, 5, 2), 5 * THOUSAND, 0, made.line, made.other)
    change_budget(budget=made.budget, moved=moved, by=SYSTEM)
    book = book_of(made.budget)
    budgets = [line.account.budget for line in book.lines]
    assert [each.net for each in budgets if each] == [95 * THOUSAND, 55 * THOUSAND]
    assert Amount.objects.get(line=made.line, kind="budget").gross == 120 * THOUSAND
    assert BudgetChange.objects.get().by_name == "Folkmoot"
    for wrong in (
        Moved("x", "y", date(2023, 5, 2), 0, 0, made.line, made.other),
        Moved("x", "y", date(2024, 4, 1), 1, 0, made.line, made.other),
        Moved("x", "y", date(2023, 5, 2), 1, 0, made.line, made.line),
        Moved("x", "y", date(2023, 5, 2), 1),
        Moved("x", " ", date(2023, 5, 2), 1, 0, made.line),
    ):
        with pytest.raises(Invalid):
            change_budget(budget=made.budget, moved=wrong, by=SYSTEM)


def test_a_report_waits_for_reasons_and_shows_what_stood_there_when_it_was_published() -> None:
    made = make_money(reason_above=15 * THOUSAND)
    with pytest.raises(Invalid, match="nobody has said why"):
        publish(budget=made.budget, quarter=1, by=SYSTEM)
    say_why(made.line)
    with pytest.raises(Invalid, match="not over yet"):
        publish(budget=made.budget, quarter=1, by=SYSTEM, today=date(2023, 6, 30))
    with pytest.raises(Invalid, match="“Keepers”: nothing is told of 2023/24 Q2"):
        publish(budget=made.budget, quarter=2, by=SYSTEM)
    published(made)
    edition = made.budget.editions.get()
    assert (edition.net_budget, edition.net_outturn) == (150 * THOUSAND, 170 * THOUSAND)
    assert {file.form for file in edition.files.all()} == {"html", "pdf", "docx", "xlsx", "csv"}
    # What comes later is not public: a revision, another quarter, another saving, a change.
    made.give("actual", "2023/24 Q1", 99, reason="Wrong account")
    made.give("actual", "2023/24 Q2", 30)
    tell_saving(
        saving=made.saving, told=Told(date(2023, 10, 1), 10 * THOUSAND, 9 * THOUSAND, "on_track", "Secret"), by=SYSTEM
    )
    late = make_line(made.budget, "Not told yet")
    kind = RECORDS["money.line"]
    assert kind.is_public(made.line)
    assert not kind.is_public(late)
    assert kind.only_public is not None
    assert set(kind.only_public(Line.objects.all())) == {made.line, made.other}
    seen = book_of(made.budget, public_sight(made.budget))
    assert len(seen.lines) == 2
    assert seen.lines[0].account.spent is not None
    assert seen.lines[0].account.spent.net == 30 * THOUSAND
    assert seen.savings[0].latest.words == "Two vans went back."
    assert book_of(made.budget).savings[0].latest.words == "Secret"
    with pytest.raises(Invalid, match="“Not told yet”: nothing is told"):
        publish(budget=made.budget, quarter=1, by=SYSTEM)
    remove_line(line=late, by=SYSTEM)
    publish(budget=made.budget, quarter=1, by=SYSTEM)
    made.budget.refresh_from_db()
    again = book_of(made.budget, public_sight(made.budget)).lines[0].account
    assert again.spent is not None
    assert (again.spent.net, list(again.actuals)) == (99 * THOUSAND, ["2023/24 Q1"])
    second = made.budget.editions.get(number=2)
    withdraw(edition=second, because="The bill was another body's", by=SYSTEM)
    made.budget.refresh_from_db()
    assert made.budget.public_at == edition.published_at
    withdraw(edition=edition, because="So was this", by=SYSTEM)
    made.budget.refresh_from_db()
    assert not made.budget.is_public
    with pytest.raises(Invalid, match="not out"):
        withdraw(edition=edition, because="Twice", by=SYSTEM)


def test_savings_and_staff_are_checked_and_told_anew() -> None:
    made = make_money()
    for wrong in (
        Told(date(2023, 7, 3), 10, 4, "delivered", "Half"),
        Told(date(2023, 7, 3), 0, 0, "on_track", "Nothing"),
        Told(date(2100, 7, 3), 10, 0, "on_track", "Later"),
        Told(date(2023, 7, 3), 10, 0, "on_track", " "),
    ):
        with pytest.raises(Invalid):
            tell_saving(saving=made.saving, told=wrong, by=SYSTEM)
    on = date(2023, 4, 1)
    with pytest.raises(Invalid, match="already"):
        enter_staff(budget=made.budget, counted=[Counted(on, "Keepers", Decimal(21))], by=SYSTEM)
    with pytest.raises(Invalid, match="More are paid by others"):
        enter_staff(budget=made.budget, counted=[Counted(on, "Cooks", Decimal(1), Decimal(2))], by=SYSTEM)
    counted = Counted(on, "Keepers", Decimal(21), reason="One forgotten")
    assert enter_staff(budget=made.budget, counted=[counted], by=SYSTEM) == (0, 1, 0)
    assert enter_staff(budget=made.budget, counted=[counted], by=SYSTEM) == (0, 0, 1)
    rows = book_of(made.budget).staff[on]
    # Two managers are few, and 20 keepers taken from all would tell of them.
    assert [(each.grade, each.fte_hidden) for each in rows] == [("Keepers", True), ("Managers", True), ("All", False)]


def test_only_officers_of_the_body_or_its_keeper_write() -> None:
    made = make_money()
    stranger = UserFactory(roles=[("performance_officer", "organisation:elsewhere"), ("clerk", "*")]).as_actor()
    keeper = UserFactory(roles=[("performance_officer", made.keeper.scope)]).as_actor()
    explained = {"line": made.line, "period": FinancialYear(2023).period, "words": "x"}
    for actor in (stranger, RESIDENT):
        with pytest.raises(Refused):
            explain(**explained, by=actor)
        with pytest.raises(Refused):
            publish(budget=made.budget, quarter=0, by=actor)
    assert explain(**explained, by=keeper) is not None
    elsewhere = Organisation.objects.create(key="elsewhere", name="Elsewhere", classification="county_council")
    with pytest.raises(Refused):
        edit_budget(budget=made.budget, values={"keeper": elsewhere}, by=stranger)
    with pytest.raises(Invalid, match="has a budget of this year"):
        begin_budget(body=made.budget.body, keeper=made.keeper, year=FinancialYear(2023), by=keeper)
    with pytest.raises(Invalid, match="which are kept"):
        remove_line(line=made.line, by=keeper)
    with pytest.raises(Invalid, match="another kind of period"):
        edit_budget(budget=made.budget, values={"cycle": "month"}, by=keeper)
