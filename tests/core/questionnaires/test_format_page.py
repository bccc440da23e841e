"""The reference page tells the truth: its example is a questionnaire, and it names every kind, role and setting."""

from __future__ import annotations

import re
from pathlib import Path

from folkmoot_core.questionnaires import KINDS, ROLES, load_questionnaire

PAGE = (Path(__file__).parents[3] / "docs/reference/questionnaire-format.md").read_text(encoding="utf-8")


def test_the_example_is_a_questionnaire() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    assert len(load_questionnaire(example[1]).questions) == 4


def test_every_kind_has_a_line_with_its_settings_and_abilities() -> None:
    lines = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE))
    for key, kind in KINDS.items():
        assert all(f"`{setting}`" in lines[key] for setting in kind.settings), key
        answers = [cell.strip().startswith("yes") for cell in lines[key].split("|")[1:]]
        abilities = kind.abilities
        assert answers == [abilities.printable, abilities.typeable, abilities.importable], key


def test_every_role_is_named() -> None:
    assert all(f"`{role}`" in PAGE or f"`role: {role}`" in PAGE for role in ROLES)
