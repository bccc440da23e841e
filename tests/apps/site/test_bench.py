from __future__ import annotations

import json
from pathlib import Path

import pytest

from folkmoot.site.cli import main
from folkmoot.site.text_table import Table, as_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def benchmark(folder: Path, name: str, *measures: dict, ending: str = "") -> None:
    lines = [f"print({json.dumps(json.dumps(measure))})" for measure in measures]
    (folder / f"{name}.py").write_text("\n".join(["print('warming up')", *lines, ending]))


def test_bench_prints_one_table_and_fails_when_a_goal_is_missed(folder: Path, capsys) -> None:
    benchmark(folder, "pages", {"measure": "p95", "figure": 41.5, "unit": "ms", "at_most": 60})
    benchmark(folder, "submit", {"measure": "rate", "figure": 90, "unit": "a second", "at_least": 150})
    assert main(["bench", "--folder", str(folder)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split() == ["benchmark", "measure", "figure", "unit", "goal"]
    assert printed[2].split() == ["pages", "p95", "41.5", "ms", "at", "most", "60", "met"]
    assert printed[3].split() == ["submit", "rate", "90.0", "a", "second", "at", "least", "150", "MISSED"]


def test_bench_runs_only_those_named(folder: Path, capsys) -> None:
    benchmark(folder, "pages", {"measure": "p95", "figure": 41.5})
    benchmark(folder, "submit", {"measure": "rate", "figure": 90})
    assert main(["bench", "--folder", str(folder), "--json", "pages"]) == 0
    assert [measure["benchmark"] for measure in json.loads(capsys.readouterr().out)] == ["pages"]


def test_a_benchmark_that_breaks_is_named(folder: Path, capsys) -> None:
    benchmark(folder, "pages", {"measure": "p95", "figure": 1}, ending="raise SystemExit(3)")
    assert main(["bench", "--folder", str(folder)]) == 1
    assert "These did not come to an end: pages." in capsys.readouterr().err


def test_a_benchmark_without_figures_is_not_a_success(folder: Path, capsys) -> None:
    benchmark(folder, "silent")
    assert main(["bench", "--folder", str(folder)]) == 1
    assert "silent printed no figure" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["nothing"]])
def test_no_such_benchmark_is_a_sentence(words: list[str], folder: Path, capsys) -> None:
    if words:
        benchmark(folder, "pages")
    assert main(["bench", "--folder", str(folder), *words]) == 1
    assert "There " in capsys.readouterr().err


def test_table_sets_numbers_to_the_right() -> None:
    assert as_text(Table(("what", "count"), [("a", 1), ("b", 1234)])) == (
        "what  count\n----  -----\na         1\nb     1,234"
    )
