"""`folkmoot import-pack`: JSON for programs, a listing for clerks, a sentence for bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from folkmoot.site import cli

AGENDA = """FENLAND FORUM

Monday, 3 March 2014

10.00 am

Long Barn, Eelham

AGENDA

Item No

1. Apologies
2. Drains (1 - 4)
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "pack.txt"
    path.write_text(AGENDA, encoding="utf-8")
    return path


def test_json(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import-pack", str(pack), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["kind"] == "agenda"
    assert (read["meeting"]["date"], read["meeting"]["venue"]) == ("2014-03-03", "Long Barn, Eelham")
    assert [(one["number"], one["title"], one["pages"]) for one in read["items"]] == [
        ("1", "Apologies", None),
        ("2", "Drains", [1, 4]),
    ]
    assert [one["why"] for one in read["not_read"]] == ["no paper was found for 2"]


def test_listing(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import-pack", str(pack)]) == 0
    out = capsys.readouterr().out
    assert "2    Drains (pages 1 to 4)  <line 14>" in out
    assert "line 14: no paper was found for 2: Drains" in out


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "the file is empty"), (b"%PDF-1.7", "pdftotext"), (b"Hello", "no agenda was found")]
)
def test_bad_input_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    assert cli.main(["import-pack", str(path)]) == 1
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.startswith(str(path))
    assert "Traceback" not in complaint


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import-pack", str(tmp_path / "none.txt")]) == 1
    assert "No such file" in capsys.readouterr().err
