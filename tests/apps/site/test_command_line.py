"""One program: every verb found by listing its package, and whatever goes wrong is said in a sentence."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from django.db import OperationalError

from folkmoot.site import cli
from folkmoot.site.cli import docs
from folkmoot_core.values import Fault, Invalid

ROOT = Path(__file__).parents[3]
PROMISED = {
    *("run", "serve", "migrate", "load", "check", "backup", "restore"),
    *("worker", "report", "bench", "user", "django", "docs"),
}


@pytest.fixture
def broken_verb(monkeypatch: pytest.MonkeyPatch):
    """A verb `report` that fails as the test says."""

    def make(problem: Exception) -> None:
        def fail(args: argparse.Namespace) -> int:
            raise problem

        monkeypatch.setattr("folkmoot.site.cli.report.run", fail)

    return make


def test_all_promised_verbs_are_there() -> None:
    assert cli.verbs().keys() >= PROMISED


def test_help_lists_every_verb_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--help"])
    assert stopped.value.code == 0
    printed = capsys.readouterr().out
    for verb in cli.verbs().values():
        assert verb.name in printed
        assert verb.help in printed


def test_no_verb_shows_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "backup" in capsys.readouterr().out


def test_unknown_verb_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bakup"]) == 2
    assert "There is no verb 'bakup'. Did you mean 'backup'?" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "٣"])
def test_bad_port_is_refused_with_the_range(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["serve", "--port", port])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert "--port" in error
    assert "Traceback" not in error


def test_faults_are_printed_one_a_line(broken_verb, capsys: pytest.CaptureFixture[str]) -> None:
    broken_verb(Invalid([Fault("email", "is missing.", "Write one.", 3, "people.csv"), Fault("name", "is missing.")]))
    assert cli.main(["report"]) == 1
    assert capsys.readouterr().err == "people.csv:3: email: is missing. Write one.\nname: is missing.\n"


def test_unforeseen_error_is_a_sentence_without_a_traceback(broken_verb, capsys: pytest.CaptureFixture[str]) -> None:
    broken_verb(RuntimeError("the sky fell"))
    assert cli.main(["report"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("RuntimeError: the sky fell")
    assert "File " not in error


def test_traceback_is_shown_when_asked_for(broken_verb, capsys: pytest.CaptureFixture[str]) -> None:
    broken_verb(RuntimeError("the sky fell"))
    assert cli.main(["--traceback", "report"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_missing_file_is_named(broken_verb, capsys: pytest.CaptureFixture[str]) -> None:
    broken_verb(FileNotFoundError(2, "No such file or directory", "answers.csv"))
    assert cli.main(["report"]) == 1
    assert capsys.readouterr().err == "answers.csv: No such file or directory.\n"


def test_interrupting_ends_quietly(broken_verb, capsys: pytest.CaptureFixture[str]) -> None:
    broken_verb(KeyboardInterrupt())  # type: ignore[arg-type]
    assert cli.main(["report"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.django_db
def test_report_counts_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "--json"]) == 0
    assert '"app": "accounts"' in capsys.readouterr().out


@pytest.mark.django_db
def test_unknown_report_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "weather"]) == 1
    assert "There is no report 'weather'. There are: records" in capsys.readouterr().err


def test_reference_in_the_docs_is_fresh() -> None:
    committed = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
    assert committed == docs.reference(), "Run `make docs` and commit what it wrote."


@pytest.mark.django_db
def test_a_database_that_is_not_there_is_not_blamed_on_the_pack(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: object) -> None:
        raise OperationalError("unable to open database file")

    monkeypatch.setattr("folkmoot.site.packs.loader.places.load_pack", fail)
    assert cli.main(["load", str(ROOT / "packs/example")]) == 1
    assert "run `folkmoot migrate` first" in capsys.readouterr().out
