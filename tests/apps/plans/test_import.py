"""A spreadsheet of actions goes in whole or not at all; the same file again changes nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from tests.factories.accounts import UserFactory
from tests.factories.plans import make_plan

from folkmoot.domains.plans.actions.import_file import import_actions
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.base.public import Put
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
GOOD = """number,title,objectives,owner,body,timetable,depends_on,public
A1,Buy spades,{objective},Head of parks,{body},2027-03-31,A2,yes
A2,Find money,,Treasurer,,twice yearly,,no
"""
BAD = """key,title,objectives,email,body,understood,depends_on,plan
Not A Key,,nowhere,nobody,nowhere,every now and then,,other
a7,Wait for a8,,,,,a8,
a8,Wait for a7,,,,,a7,
"""


def test_a_spreadsheet_goes_in_from_the_desk_and_comes_out_again_the_same(client: Client) -> None:
    planned = make_plan()
    plan, objective = planned.plan, planned.objective
    client.force_login(UserFactory(roles=[(Role.PERFORMANCE_OFFICER, planned.keeper.scope)]))
    address = reverse("plans:import_actions", args=[plan.key])
    text = GOOD.format(objective=objective.key, body=planned.board.name)

    def send(content: str, **more: str) -> str:
        return client.post(address, {"file": SimpleUploadedFile("a.csv", content.encode())} | more).content.decode()

    assert "2 actions are new. Nothing is changed yet." in send(text, only_look="on")
    assert plan.actions.count() == 1, "it only looked"
    assert "2 actions are new." in send(text)
    spades, money = plan.actions.get(number="A1"), plan.actions.get(number="A2")
    assert (spades.understood, spades.body, spades.is_public) == ("2027-03-31", planned.board, True)
    assert list(spades.depends_on.all()) == [money], "named further down in the file"
    assert list(spades.objectives.all()) == [objective]
    assert money.understood.startswith("every 6 months")
    assert not money.is_public
    assert "2 stood there already." in send(text)
    saved = client.get(reverse("plans:save_actions", args=[plan.key])).content.decode()
    assert "3 stood there already." in send(saved)
    assert "1 action is changed. 2 stood there already." in send(saved.replace("Buy spades", "Buy forty spades"))
    opened = client.get(reverse("plans:export_actions", args=[plan.key])).content.decode()
    assert "2 stood there already." in send(opened), "open data, without what is not public"
    client.force_login(UserFactory(roles=[(Role.PERFORMANCE_OFFICER, make_plan().keeper.scope)]))
    assert client.get(address).status_code == 404


def test_each_fault_is_told_by_its_line_and_nothing_goes_in() -> None:
    plan = make_plan().plan
    with pytest.raises(Invalid) as raised:
        import_actions(plan=plan, content=BAD.encode(), name="a.csv", by=SYSTEM)
    told = {(fault.line, fault.where) for fault in raised.value.faults}
    assert told == {(2, name) for name in ("key", "title", "objectives", "email", "body", "understood", "plan")}
    with pytest.raises(Invalid) as raised:
        import_actions(plan=plan, content=BAD.replace(BAD.splitlines()[1] + "\n", "").encode(), name="a.csv", by=SYSTEM)
    assert [(fault.line, fault.where) for fault in raised.value.faults] == [(3, "depends_on")], "they would wait"
    twice = b"number,title\nA1,One\nA1,Another\n"
    with pytest.raises(Invalid, match="stands on line 2 already"):
        import_actions(plan=plan, content=twice, name="a.csv", by=SYSTEM)
    assert plan.actions.count() == 1


def test_a_workbook_is_read_as_well() -> None:
    plan, workbook, file = make_plan().plan, Workbook(), BytesIO()
    for row in (["title", "owner"], ["Mend the fence", "Ranger"]):
        workbook.active.append(row)
    workbook.save(file)
    assert import_actions(plan=plan, content=file.getvalue(), name="a.xlsx", by=SYSTEM) == Put(created=1)
    assert plan.actions.get(title="Mend the fence").owner_name == "Ranger"
