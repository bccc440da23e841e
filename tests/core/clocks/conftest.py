from __future__ import annotations

from pathlib import Path

import pytest

from folkmoot_core.clocks import Policy, read_policy

THREE_AND_TWENTY = """
name: local
title: A council's own standard
source: Its complaints leaflet
calendar: england-wales
stages:
  - key: complaint
    name: Complaint
    begins: received
    limits:
      - {key: acknowledge_by, name: Acknowledge, within: 3 working days, met_by: acknowledged}
      - {key: respond_by, name: Answer, within: 20 working days, met_by: responded, extendable: yes}
"""


@pytest.fixture
def three_and_twenty(tmp_path: Path) -> Policy:
    path = tmp_path / "local.yaml"
    path.write_text(THREE_AND_TWENTY, encoding="utf-8")
    return read_policy(path)
