"""`folkmoot composition` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.factories.bodies import MembershipFactory, OrganisationFactory
from tests.factories.partnerships import BoardRuleFactory

from folkmoot.site import cli

BOARD = """\
key: parks
name: Parks Board
profile: voluntary-board
members:
  - {person: Ann, role: Chair, tier: county}
  - {person: Bob, tier: district, until: 2025}
rules:
  - {key: members, kind: seats, words: members, exactly: 2, source: Paragraph 1}
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def board(tmp_path: Path) -> Path:
    path = tmp_path / "board.yaml"
    path.write_text(BOARD, encoding="utf-8")
    return path


def test_a_board_in_a_file_is_checked_without_a_database(board: Path, capsys: Capture) -> None:
    assert cli.main(["composition", str(board), "--on", "2026-06-15", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["body"], found["kept"], found["members"]) == ("parks", False, 1)
    assert found["findings"][0]["sentence"] == "Rule: two members; listed: one."
    assert cli.main(["composition", str(board), "--on", "2025-06-15"]) == 0
    assert "kept     Rule: two members; listed: two." in capsys.readouterr().out


def test_a_fault_of_the_file_is_told_with_its_line(board: Path, capsys: Capture) -> None:
    board.write_text(BOARD.replace("kind: seats", "kind: seat"), encoding="utf-8")
    assert cli.main(["composition", str(board)]) == 1
    told = capsys.readouterr().err
    assert "board.yaml:8" in told
    assert "Did you mean 'seats'?" in told


@pytest.mark.django_db
def test_a_body_on_the_register_is_checked_by_its_key(capsys: Capture) -> None:
    body = OrganisationFactory(key="parks")
    BoardRuleFactory(body=body)
    MembershipFactory(organisation=body)
    assert cli.main(["composition", "parks", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"][0]["verdict"] == "kept"
    assert cli.main(["composition", "perks"]) == 1
    assert "There is no body “perks” on the register." in capsys.readouterr().err
