"""The guide to weights and tables does what it says: each of its blocks is run, in its order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from folkmoot.site import cli

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "weigh-and-tabulate.md"
BLOCK = re.compile(r"```(python|shell)\n(.*?)```", re.DOTALL)


def test_every_block_of_the_guide_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(GUIDE.read_text(encoding="utf-8"))
    assert {kind for kind, _ in blocks} == {"python", "shell"}
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, str(GUIDE), "exec"), {"__name__": "guide"})
            continue
        for line in text.strip().splitlines():
            command, _, target = line.partition(" > ")
            assert cli.main(shlex.split(command)[1:]) == 0, line
            printed = capsys.readouterr().out
            assert printed.startswith("{") if target else "A consultation is not a sample" in printed
    assert "more often than" in capsys.readouterr().out, "the notebook ends with the differences in words"
    assert (tmp_path / "weighed.csv").is_file()
