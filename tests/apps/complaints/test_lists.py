"""Services and reasons are kept by clicks; what a case has is never deleted, and a pack does not undo it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.bodies import OrganisationFactory
from tests.factories.complaints import ReasonFactory, UnitFactory, log, officer

from folkmoot.domains.complaints.actions.load_pack.lists import read_reasons, read_units
from folkmoot.domains.complaints.models import Reason, Unit
from folkmoot.domains.complaints.queries.arrangements import live_units
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(officer())
    return client


def test_a_service_is_added_renamed_and_retired_on_a_day(manager: Client) -> None:
    body = OrganisationFactory(name="Anyshire")
    given = {"name": "Bins and streets", "about": "Bins.", "organisation": body.key, "last": ""}
    assert manager.post("/cases/lists/services/new/", given).status_code == 302
    unit = Unit.objects.get()
    assert (unit.key, unit.by_hand) == ("bins-and-streets", True)
    assert manager.post("/cases/lists/services/new/", {**given, "name": "bins AND streets"}).status_code == 422
    today = timezone.localdate()
    renamed = {**given, "name": "Waste", "last": today.isoformat()}
    manager.post(f"/cases/lists/services/{unit.key}/", renamed)
    assert unit.key in live_units()
    manager.post(f"/cases/lists/services/{unit.key}/", {**renamed, "last": (today - timedelta(days=1)).isoformat()})
    unit.refresh_from_db()
    assert (unit.key, unit.name) == ("bins-and-streets", "Waste")
    assert unit.key not in live_units()
    assert unit.key in live_units(besides=unit)
    page = manager.get("/cases/lists/").content.decode()
    assert "Waste" in page
    assert "Waste" not in manager.get("/complain/tell-us/").content.decode()


def test_what_is_in_use_is_never_deleted(manager: Client) -> None:
    used, unused, granted = UnitFactory(), UnitFactory(), UnitFactory()
    reason, other = ReasonFactory(), ReasonFactory()
    officer(granted.scope)
    log(unit=used, reasons=[reason.key])
    for row, status in ((used, 409), (granted, 409), (unused, 302)):
        assert manager.post(f"/cases/lists/services/{row.key}/", {"step": "delete"}).status_code == status
    for row, status in ((reason, 409), (other, 302)):
        assert manager.post(f"/cases/lists/reasons/{row.key}/", {"step": "delete"}).status_code == status
    assert set(Unit.objects.all()) == {used, granted}
    assert list(Reason.objects.all()) == [reason]
    assert "Delete it" not in manager.get(f"/cases/lists/reasons/{reason.key}/").content.decode()


def test_a_reason_ends_after_it_begins(manager: Client) -> None:
    given = {"name": "Delay", "description": "Too late.", "first": "2026-04-01", "last": "2026-03-01"}
    page = manager.post("/cases/lists/reasons/new/", given)
    assert page.status_code == 422
    assert "It ends before it begins." in page.content.decode()
    assert manager.post("/cases/lists/reasons/new/", {**given, "last": ""}).status_code == 302
    assert Reason.objects.get().first is not None


def test_a_pack_leaves_what_was_written_here(manager: Client, tmp_path: Path) -> None:
    body = OrganisationFactory(key="anyshire")
    units, reasons = tmp_path / "units.yaml", tmp_path / "reasons.yaml"
    units.write_text(
        "- {key: parks, name: Parks, organisation: anyshire}\n- {key: bins, name: Bins, organisation: anyshire}\n"
    )
    reasons.write_text("- {key: delay, name: Delay}\n")
    read_units(units, Report(tmp_path))
    read_reasons(reasons, Report(tmp_path))
    manager.post("/cases/lists/services/parks/", {"name": "Parks and paths", "organisation": body.key})
    manager.post("/cases/lists/services/new/", {"name": "Harbours", "organisation": body.key})
    manager.post("/cases/lists/reasons/delay/", {"name": "Delays"})
    units.write_text("- {key: parks, name: Parks, organisation: anyshire}\n")
    read_units(units, Report(tmp_path))
    read_reasons(reasons, Report(tmp_path))
    assert {unit.name for unit in live_units().values()} == {"Parks and paths", "Harbours"}
    assert Reason.objects.get().name == "Delays"


def test_officers_of_one_service_do_not_change_the_lists(client: Client) -> None:
    unit = UnitFactory()
    client.force_login(officer(unit.scope))
    for address in ("/cases/lists/", f"/cases/lists/services/{unit.key}/", "/cases/lists/reasons/new/"):
        assert client.get(address).status_code == 404
