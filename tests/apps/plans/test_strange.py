"""No form of a plan breaks over strange values, and no address over strange days."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory
from tests.factories.plans import make_plan, told

from folkmoot.domains.plans.actions.planning import put_commitment
from folkmoot.domains.plans.actions.telling import put_milestone, tell_progress
from folkmoot.domains.plans.views.deeds import DEEDS
from folkmoot.ground.base.policies import SYSTEM

pytestmark = pytest.mark.django_db
STRANGE = ("", "\x00", "9999-12-31", "every 999 weeks from 9999-12-31", "0001", "-1", "<b>" + "x" * 9000)
REFUSED_AT_WORST = 499


def test_no_form_and_no_day_breaks_a_page() -> None:
    planned, fields = make_plan(), {"who": "Us", "words": "Help", "organisation": None, "objective": None}
    rows = {
        "Action": planned.action.pk,
        "Objective": planned.objective.pk,
        "ProgressUpdate": tell_progress(action=planned.action, told=told(), by=SYSTEM).pk,
        "Milestone": put_milestone(action=planned.action, title="Half", due="", done_on=None, by=SYSTEM).pk,
        "PartnerCommitment": put_commitment(plan=planned.plan, fields=fields, by=SYSTEM).pk,
    }
    client, key = Client(raise_request_exception=False), planned.plan.key
    client.force_login(UserFactory(roles=["administrator"]))
    for name, deed in DEEDS.items():
        address = reverse("plans:do_to", args=[key, name, rows[deed.of.__name__]]) if deed.of else None
        for there in filter(None, (address, reverse("plans:do", args=[key, name]) if deed.adds else None)):
            page = client.get(there)
            assert page.status_code <= REFUSED_AT_WORST, there
            for value in STRANGE:
                given = dict.fromkeys(page.context["form"].fields, value)
                assert client.post(there, given).status_code <= REFUSED_AT_WORST, (there, value)
    for value in STRANGE:
        for there in (planned.plan.get_absolute_url(), "/plans/matrix/", f"/plans/{key}/changes/"):
            seen = client.get(there, {"on": value, "edition": value, "from": value, "to": value})
            assert seen.status_code <= REFUSED_AT_WORST, (there, value)
