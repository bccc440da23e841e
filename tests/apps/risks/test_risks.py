"""A register of risks by clicks alone, what everybody sees of it, and what nobody else may."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.plans import make_plan
from tests.factories.risks import make_function, make_risk

from folkmoot.domains.risks.actions.load_pack import load_pack
from folkmoot.domains.risks.models import ContinuityFunction, Control, Risk, RiskScore
from folkmoot.domains.risks.public import consistency, due
from folkmoot.domains.risks.queries.reading import matrix
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.notify.models import Message
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
SAID = {"title": "Storms", "cause": "Old trees", "event": "One falls", "consequence": "Harm", "owner": "Head of parks"}
STEPS = {"inherent_likelihood": 5, "inherent_impact": 4, "target_likelihood": 2, "target_impact": 4}


def officer(*bodies: object) -> User:
    return UserFactory(roles=[(Role.PERFORMANCE_OFFICER, body.scope) for body in bodies])  # type: ignore[attr-defined]


def do(client: Client, risk: Risk, deed: str, **data: object) -> int:
    return client.post(reverse("risks:do", args=[risk.pk, deed]), data).status_code


def test_a_risk_from_its_entry_to_its_end_by_clicks(client: Client) -> None:
    body, above = OrganisationFactory(), OrganisationFactory(name="The Cabinet")
    client.force_login(officer(body))
    today = timezone.localdate().isoformat()
    wrong = client.post(reverse("risks:add_risk"), SAID | STEPS | {"body": body.pk, "target_impact": ""})
    assert wrong.status_code == 422, "half of a target"
    added = client.post(reverse("risks:add_risk"), SAID | STEPS | {"body": body.pk})
    risk = Risk.objects.get()
    assert added["Location"] == reverse("risks:do", args=[risk.pk, "score"])
    desk = client.get(reverse("risks:list_desk")).content.decode()
    assert "20 Very high" in desk
    assert "It was never scored" in desk
    assert "should be taken up" in desk
    assert do(client, risk, "score", on="2999-01-01", likelihood=3, impact=4, because="No") == 422
    assert do(client, risk, "score", on="2025-01-10", likelihood=4, impact=4, because="One storm.") == 302
    assert do(client, risk, "score", on=today, likelihood=3, impact=4, because="Trees were looked at.") == 302
    assert do(client, risk, "control", words="Look at trees", owner="Tree officer", state="planned") == 302
    control = risk.controls.get()
    address = reverse("risks:change_control", args=[risk.pk, control.pk])
    changed = {"words": "Look at trees", "owner": "Tree officer", "state": "in_place", "checked_on": today}
    assert client.post(address, changed).status_code == 302
    assert do(client, risk, "escalate", to=above.pk) == 422, "it does not say what is asked"
    assert do(client, risk, "escalate", to=above.pk, because="Pay for it.") == 302
    assert do(client, risk, "describe", **SAID | STEPS | {"is_public": "on", "title": "Storms and trees"}) == 302
    page = client.get(risk.get_absolute_url()).content.decode()
    for words in ("Storms and trees", "12 High", "The Cabinet: Pay for it.", "Scores: 16 on 2025-01-10", "In place"):
        assert words in page
    assert do(client, risk, "close", on=today) == 422, "it does not say why"
    assert do(client, risk, "close", on=today, because="All old trees are gone.") == 302
    assert "12 High" not in client.get(reverse("risks:list_risks")).content.decode()
    assert do(client, risk, "close", on="", because="") == 302
    assert "12 High" in client.get(reverse("risks:list_risks")).content.decode()


def test_what_must_go_on_by_clicks(client: Client) -> None:
    body = OrganisationFactory()
    client.force_login(officer(body))
    said = {"title": "Answer calls", "tolerable_hours": 4, "test_every_months": 12, "is_public": "on"}
    today = timezone.localdate().isoformat()
    assert client.post(reverse("risks:add_function"), said | {"body": body.pk, "tested_on": today}).status_code == 422
    assert client.post(reverse("risks:add_function"), said | {"body": body.pk}).status_code == 302
    function = ContinuityFunction.objects.get()
    assert "No test is known" in client.get(reverse("risks:list_risks")).content.decode()
    tested = said | {"tested_on": today, "test_result": "It held."}
    assert client.post(reverse("risks:change_function", args=[function.pk]), tested).status_code == 302
    page = client.get(reverse("risks:list_risks")).content.decode()
    assert "may stand still for 4 hours" in page
    assert "to be tested again by" not in page


def test_who_sees_what(client: Client) -> None:
    risk, above = make_risk(title="Planted secret", is_public=False), OrganisationFactory()
    make_function(risk.body, title="Planted function", is_public=False)
    assert b"Planted" not in client.get(reverse("risks:list_risks")).content
    assert client.get(risk.get_absolute_url()).status_code == 404
    client.force_login(officer(above))
    assert b"Planted" not in client.get(reverse("risks:list_desk")).content
    assert client.get(reverse("risks:run_risk", args=[risk.pk])).status_code == 404
    risk.escalated_to, risk.escalated_because = above, "Pay."
    risk.save()
    assert b"Planted secret" in client.get(reverse("risks:list_desk")).content
    assert client.get(reverse("risks:run_risk", args=[risk.pk])).status_code == 200
    assert do(client, risk, "score", on="2025-01-10", likelihood=1, impact=1, because="Better") == 404
    other = make_risk()
    client.force_login(officer(risk.body, other.body))
    strange = reverse("risks:change_control", args=[risk.pk, other.controls.get().pk])
    assert client.get(strange).status_code == 404, "a control of another risk"


def test_a_long_register_costs_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(5):
        make_risk()
        make_function()
    with django_assert_max_num_queries(8):
        assert client.get(reverse("risks:list_risks")).status_code == 200


@pytest.mark.parametrize(("pack", "highest", "functions"), [("kent-2011", 25, 12), ("example", 16, 2)])
def test_the_packs(pack: str, highest: int, functions: int) -> None:
    for key in ("yos", "parks_board"):
        OrganisationFactory(key=key)
    folder = Path("packs") / pack
    for _again in range(2):
        report = Report(folder)
        load_pack(folder, report, SYSTEM)
        assert report.ok, report.as_text()
    assert (Risk.objects.count(), ContinuityFunction.objects.count()) == (1, functions)
    assert matrix().highest == highest
    assert list(consistency()) == []


def test_faults_of_a_pack_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks" / "matrix.yaml").write_text("likelihood: [One]\nimpact: [A, B]\nbands: []\n")
    risk = "- body: nobody\n  title: T\n  cause: C\n  event: E\n  consequence: D\n  owner: O\n"
    (tmp_path / "risks" / "risks.yaml").write_text(risk + "  inherent: {likelihood: 9, impact: 1}\n")
    (tmp_path / "risks" / "more.txt").write_text("x")
    report = Report(tmp_path)
    load_pack(tmp_path, report, SYSTEM)
    told = {(fault.file, fault.line) for fault in report.faults}
    assert {
        ("risks/matrix.yaml", 1),
        ("risks/risks.yaml", 1),
        ("risks/risks.yaml", 7),
        ("risks/more.txt", None),
    } <= told
    assert not Risk.objects.exists()


def test_scores_of_today_and_before_stay_in_order() -> None:
    risk = make_risk()
    assert [each.on for each in risk.scores.all()] == [date(2025, 1, 10)]


def test_a_risk_is_tied_to_what_it_threatens_and_each_shows_the_other(client: Client) -> None:
    planned = make_plan()
    risk = make_risk(planned.keeper)
    client.force_login(officer(planned.keeper))
    tie = reverse("risks:tie_risk", args=[risk.pk])
    assert planned.action.title in client.get(f"{tie}?words=trees").content.decode()
    for kind, record in (
        ("threatens", planned.objective),
        ("lessened_by", planned.action),
        ("grouped_in", planned.plan),
    ):
        client.post(tie, {"kind": kind, "record": f"{record._meta.label_lower}:{record.pk}"})
    page = Client().get(risk.get_absolute_url()).content.decode()
    assert "Threatens" in page
    assert planned.objective.get_absolute_url() in page
    assert "Made less by" in page
    assert planned.plan.get_absolute_url() + '"' not in page, "a risk is not tied like that"
    assert "Threatened by" in Client().get(planned.objective.get_absolute_url()).content.decode()
    assert risk.title in Client().get(planned.action.get_absolute_url()).content.decode()
    client.post(tie, {"kind": "threatens", "record": f"plans.objective:{planned.objective.pk}", "step": "untie"})
    assert "Threatens" not in Client().get(risk.get_absolute_url()).content.decode()


def test_each_reminder_goes_once_and_says_nothing_of_what_is_not_public() -> None:
    today = timezone.localdate()
    risk = make_risk(owner_email="a@example.org", review_by=today)
    make_risk(owner_email="a@example.org", review_by=today, closed_on=today, closed_because="Gone.")
    secret = make_risk(is_public=False, title="Planted secret")
    Control.objects.filter(risk=secret).update(
        owner_email="b@example.org", check_every_months=1, checked_on=today - timedelta(days=45)
    )
    tested = make_function(owner_email="c@example.org", tested_on=today - timedelta(days=200), test_every_months=6)
    make_function(owner_email="c@example.org", tested_on=today)
    assert list(due()) == ["3 reminders of risks are on their way."]
    assert list(due()) == []
    told = {message.to: message.values for message in Message.objects.all()}
    assert told["a@example.org"]["what"] == risk.title
    assert told["a@example.org"]["words"] == "It is due today."
    assert told["b@example.org"]["what"] == ""
    assert told["c@example.org"]["what"] == tested.title
    assert "days ago" in told["c@example.org"]["words"]


def test_an_administrator_sets_the_matrix_from_a_day_on(client: Client) -> None:
    risk = make_risk()
    address = reverse("risks:set_matrix")
    client.force_login(officer(risk.body))
    assert client.get(address).status_code == 403
    client.force_login(UserFactory(roles=[(Role.ADMINISTRATOR, "*")]))
    today = timezone.localdate()
    wanted = {
        "starts": today.isoformat(), "likelihood": "A\nB\nC\nD", "impact": "A\nB\nC\nD\nE",
        "bands": "1 Calm; green\n8 Storm; red", "escalate_from": "8",
    }  # fmt: skip
    for name, bad in (("bands", "High 8"), ("bands", "1 Calm; pink"), ("bands", "2 Calm"), ("likelihood", "A\nB\nC")):
        assert client.post(address, wanted | {name: bad}).status_code == 422, (name, bad)
    past = (today - timedelta(days=1)).isoformat()
    assert client.post(address, wanted | {"starts": past}).status_code == 422
    assert client.post(address, wanted).status_code == 302
    RiskScore.objects.create(risk=risk, on=today, likelihood=3, impact=3, because="As before.")
    page = client.get(risk.get_absolute_url()).content.decode()
    assert page.count("9 Storm") == 2, "now, and the score of today"
    assert "9 Medium" in page, "the score of 2025 keeps its band"
    assert list(consistency()) == []
    assert matrix(today - timedelta(days=1)).highest == 25


def test_the_body_above_sees_what_is_taken_up_and_the_register_comes_as_a_table(client: Client) -> None:
    above = OrganisationFactory(name="The Cabinet")
    risk = make_risk(escalated_to=above, escalated_because="Pay for it.", title="=Storms")
    make_risk(is_public=False, title="Planted secret")
    page = client.get(f"{reverse('risks:list_risks')}?body={above.key}").content.decode()
    assert "Taken up to this body" in page
    assert "Pay for it." in page
    client.force_login(officer(above))
    assert "Taken up to you" in client.get(reverse("risks:list_desk")).content.decode()
    public = client.get(reverse("risks:take_register", args=["csv"])).content.decode()
    assert "Planted" not in public
    assert "'=Storms" in public
    workbook = load_workbook(BytesIO(client.get(reverse("risks:take_own_register", args=["xlsx"])).content))
    assert [row[3] for row in workbook["Risks"].iter_rows(values_only=True)] == ["title", risk.title]
    assert client.get(reverse("risks:take_register", args=["pdf"])).status_code == 404
