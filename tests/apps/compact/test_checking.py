"""Records are checked against promises: by the system, tied to them, and left out only with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.compact import Compact, make_funding
from tests.factories.consultations import ConsultationFactory

from folkmoot.domains.compact.actions.agreement import RuleAsked, put_commitment
from folkmoot.domains.compact.actions.checking import check_records, leave_out
from folkmoot.domains.compact.actions.funding import put_funding, put_payment
from folkmoot.domains.compact.models import Check, NumericRule
from folkmoot.domains.compact.queries.keeping import rows_of
from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot.ground.thread.public import is_linked
from folkmoot_core.values import Invalid

TODAY = date(2012, 6, 1)


def test_a_short_consultation_comes_out_as_broken_and_is_tied_to_the_promise(compact: Compact) -> None:
    short = ConsultationFactory(
        opens_on=date(2011, 6, 20), closes_on=date(2011, 8, 22), organisation=compact.council, short_reason=""
    )
    ConsultationFactory(opens_on=date(2011, 7, 7), closes_on=date(2011, 9, 30), organisation=compact.council)
    ConsultationFactory(opens_on=None, closes_on=None)
    assert check_records(today=TODAY).new == 2
    check = Check.objects.get(rule__commitment=compact.asking, verdict="broken")
    assert (check.title, check.organisation) == (short.title, compact.council)
    assert "64 days" in check.because
    assert is_linked(short)
    row = next(row for row in rows_of(compact.version) if row.commitment == compact.asking)
    assert (row.keeping.kept, row.keeping.broken) == (1, 1)


def test_a_second_look_changes_nothing_and_a_changed_verdict_stands_in_the_history(compact: Compact) -> None:
    consultation = ConsultationFactory(opens_on=date(2011, 6, 20), closes_on=date(2011, 8, 22), short_reason="")
    check_records(today=TODAY)
    assert not check_records(today=TODAY)
    consultation.short_reason = "Councillors met in September."
    consultation.save()
    assert check_records(today=TODAY).changed == 1
    entry = Entry.objects.get(verb="compact.verdict_changed")
    assert entry.changes == {"verdict": ["broken", "broken_with_reason"]}


def test_what_is_left_out_counts_for_nothing_and_says_why(
    compact: Compact, keeper: User, council_officer: User
) -> None:
    ConsultationFactory(opens_on=date(2011, 6, 20), closes_on=date(2011, 8, 22))
    check_records(today=TODAY)
    check = Check.objects.get()
    with pytest.raises(Refused):
        leave_out(check=check, because="An informal talk.", by=council_officer.as_actor())
    with pytest.raises(Invalid):
        leave_out(check=check, because=" ", by=keeper.as_actor())
    leave_out(check=check, because="An informal talk.", by=keeper.as_actor())
    check_records(today=TODAY)
    assert rows_of(compact.version)[0].keeping.judged == 0
    leave_out(check=Check.objects.get(), because="", by=keeper.as_actor())
    assert rows_of(compact.version)[0].keeping.judged == 1


def test_a_rule_holds_between_its_days(compact: Compact, keeper: User) -> None:
    ConsultationFactory(opens_on=date(2011, 6, 20), closes_on=date(2011, 8, 22))
    check_records(today=TODAY)
    fields = {"key": "A1", "words": "Twelve weeks", "side": "public", "theme": compact.asking.theme}
    rule = RuleAsked("written_consultation", {"weeks": 12}, first=date(2011, 6, 21))
    put_commitment(
        version=compact.version, fields=fields, rules=[rule], commitment=compact.asking, by=keeper.as_actor()
    )
    assert check_records(today=TODAY).gone == 1
    with pytest.raises(Invalid, match="needs weeks"):
        put_commitment(
            version=compact.version,
            fields=fields,
            rules=[RuleAsked("written_consultation", {})],
            commitment=compact.asking,
            by=keeper.as_actor(),
        )


def test_a_rule_that_goes_unties_its_records_and_leaves_those_of_another(compact: Compact, keeper: User) -> None:
    decision = make_funding(compact)
    NumericRule.objects.create(commitment=compact.funding, kind="assessment_first")
    check_records(today=TODAY)
    fields = {"key": "M1", "words": "Notice", "side": "joint", "theme": compact.funding.theme}
    for rules, tied in (([RuleAsked("assessment_first", {})], True), ([], False)):
        put_commitment(
            version=compact.version, fields=fields, rules=rules, commitment=compact.funding, by=keeper.as_actor()
        )
        assert is_linked(decision) is tied


def test_funding_is_checked_as_it_is_entered_by_an_officer_of_whoever_pays(
    compact: Compact, council_officer: User
) -> None:
    fields = {
        "title": "Lunch clubs", "funder": compact.council, "recipient": "Lunch Clubs", "kind": "end",
        "effective": date(2012, 4, 1), "amount": None, "consulted_from": None, "consulted_to": None,
        "notice_on": date(2012, 2, 1), "in_writing": True, "says_why": "Money is short.", "assessed_on": None,
        "reason": "", "is_public": True,
    }  # fmt: skip
    decision = put_funding(fields=fields, by=council_officer.as_actor())
    assert Check.objects.get(rule__kind="funding_notice").verdict == "broken"
    put_funding(fields=fields | {"notice_on": date(2012, 1, 1)}, decision=decision, by=council_officer.as_actor())
    assert Check.objects.get(rule__kind="funding_notice").verdict == "kept"
    put_payment(
        decision=decision, period_starts=date(2011, 4, 1), paid_on=date(2011, 4, 9), by=council_officer.as_actor()
    )
    assert Check.objects.get(rule__kind="payment_in_advance").verdict == "broken"
    with pytest.raises(Refused):
        put_funding(fields=fields | {"funder": compact.keeper}, by=council_officer.as_actor())
    with pytest.raises(Invalid, match="Notice comes after"):
        put_funding(fields=fields | {"notice_on": date(2012, 4, 2)}, by=SYSTEM)


def test_an_award_is_no_change_of_funding(compact: Compact) -> None:
    make_funding(compact, kind="award")
    assert not check_records(today=TODAY)
