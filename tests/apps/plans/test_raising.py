"""A decision makes an action in two clicks, and whoever raised the matter finds it in the thread."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.apps.thread.test_record_pages import a_decision
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory
from tests.factories.performance import STEADY, a_county, give, make_indicator
from tests.factories.plans import make_plan

from folkmoot.domains.consultations.models import Outcome, Theme
from folkmoot.domains.plans.actions.raising import tie_action
from folkmoot.domains.plans.models import Action
from folkmoot.domains.plans.queries.reporting import report_input
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.thread.public import link
from folkmoot_core.plans import period_named

pytestmark = pytest.mark.django_db


def test_a_decision_makes_an_action_in_two_clicks_and_shows_how_far_it_is(client: Client) -> None:
    decision, planned = a_decision(), make_plan()
    consultation = ConsultationFactory(decided=True)
    Outcome.objects.create(consultation=consultation, published_at=timezone.now())
    theme = Theme.objects.create(consultation=consultation, key="t", title="Benches")
    link("decided_as", theme, decision, SYSTEM)
    client.force_login(UserFactory(roles=[(Role.PERFORMANCE_OFFICER, planned.keeper.scope)]))
    page = client.get(decision.get_absolute_url()).content.decode()
    first = reverse("plans:make_action", args=["meetings.decision", decision.pk])
    assert first in page
    # The second click sends the form just as it came.
    form = client.get(first).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    assert client.post(first, given | {"plan": planned.plan.key}).status_code == 302
    made = Action.objects.latest("pk")
    page = Client().get(decision.get_absolute_url()).content.decode()
    assert "Carried out by" in page
    assert f"{made.title} (Not begun)".split(":", 1)[-1].strip() in page
    assert decision.get_absolute_url() in Client().get(made.get_absolute_url()).content.decode()
    trace = Client().get(reverse("thread:show_trace", args=["consultations.theme", theme.pk])).content.decode()
    assert made.get_absolute_url() in trace


def test_an_action_is_tied_by_hand_to_what_measures_it(client: Client) -> None:
    planned, other = make_plan(), make_plan()
    client.force_login(UserFactory(roles=[(Role.PERFORMANCE_OFFICER, planned.keeper.scope)]))
    tie = reverse("plans:tie_action", args=[planned.plan.key, planned.action.pk])
    assert other.strategy.title in client.get(f"{tie}?words=greener").content.decode()
    record = f"plans.objective:{other.objective.pk}"
    client.post(tie, {"kind": "measured_by", "record": record})
    page = Client().get(planned.action.get_absolute_url()).content.decode()
    assert "Measured by" in page
    client.post(tie, {"kind": "measured_by", "record": record, "step": "untie"})
    assert "Measured by" not in Client().get(planned.action.get_absolute_url()).content.decode()


def test_the_report_of_a_plan_says_what_its_indicators_show() -> None:
    planned, indicator, draft = make_plan(), make_indicator(title="Trees alive"), make_indicator(standing="draft")
    give(indicator, a_county(), STEADY)
    for each in (indicator, draft):
        tie_action(action=planned.action, kind="measured_by", other=each, by=SYSTEM)
    period = period_named("2025-year", 4)
    assert period is not None
    told = report_input(planned.plan, period, today=date(2026, 5, 1)).measures
    assert [(each.title, each.latest, each.period) for each in told] == [("Trees alive", "50", "March 2026")]
    early = report_input(planned.plan, period, today=date(2025, 6, 30)).measures
    assert early[0].period == "June 2025", "no figure of a later day"
