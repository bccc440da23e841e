"""folkmoot themes discover and duplicates, as an analyst runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.site.cli import main

LINES = [
    "id,What would you change?",
    "1,More buses please",
    "2,n/a",
    "3,",
    '4,"Mend the road, the holes are deep"',
    "5,MORE BUSES PLEASE!",
    "6,Mae angen mwy o fysiau yn y pentref os gwelwch yn dda",
]
COLUMN = "What would you change?"


def write(folder: Path, content: bytes) -> str:
    path = folder / "comments.csv"
    path.write_bytes(content)
    return str(path)


@pytest.fixture
def comments(tmp_path: Path) -> str:
    return write(tmp_path, "\n".join(LINES).encode())


def test_discover(comments: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["themes", "discover", comments, "--text", COLUMN, "--seed", "7"]
    assert main([*command, "--json"]) == 0
    printed = capsys.readouterr().out
    told = json.loads(printed)
    assert sorted(row for cluster in told["clusters"] for row in cluster["members"]) == [0, 1, 3, 4, 5]
    assert all(cluster["size"] == len(cluster["members"]) for cluster in told["clusters"])
    assert told["blank"] == [2]
    assert main([*command, "--json"]) == 0
    assert capsys.readouterr().out == printed
    assert main(command) == 0
    assert "not in English (cy)" in capsys.readouterr().out


def test_duplicates(comments: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", "duplicates", comments, "--text", COLUMN, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"] == [{"kind": "exact", "rows": [0, 4], "sample": 0}]
    assert main(["themes", "duplicates", comments, "--text", COLUMN]) == 0
    assert "2 rows, equal (row 0): More buses please" in capsys.readouterr().out


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_a_byte_order_mark(
    tmp_path: Path, separator: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, f"id{separator}said\n1{separator}One, two\n2{separator}one two\n".encode("utf-8-sig"))
    assert main(["themes", "duplicates", file, "--text", "said", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"][0]["rows"] == [0, 1]


@pytest.mark.parametrize(
    ("content", "column", "says"),
    [
        (b"", "said", "The file is empty."),
        (b"id,said\n", "said", "There is no comment in it"),
        (b"id,said\n1,x\n", "wrote", "There is no column “wrote”. There are: id, said."),
        (b"id,said\n1,caf\xe9\n", "said", "This is not UTF-8 text."),
        (b'id,said\n1,"open\n', "said", "This cannot be read as CSV"),
    ],
)
@pytest.mark.parametrize("command", ["discover", "duplicates"])
def test_what_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, content: bytes, column: str, says: str
) -> None:
    assert main(["themes", command, write(tmp_path, content), "--text", column]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert "Traceback" not in said


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", "discover", "/nowhere/x.csv", "--text", "said"]) == 1
    assert "/nowhere/x.csv: There is no such file." in capsys.readouterr().err


@pytest.mark.parametrize("seed", ["-1", "x", "1.5", ""])
def test_a_seed_that_is_none(comments: str, capsys: pytest.CaptureFixture[str], seed: str) -> None:
    with pytest.raises(SystemExit):
        main(["themes", "discover", comments, "--text", COLUMN, f"--seed={seed}"])
    assert "is not a whole number from 0 on" in capsys.readouterr().err


def test_counting_duplicates_does_not_load_what_clusters(comments: str) -> None:
    code = (
        "import sys; from folkmoot.site.cli import main; main(sys.argv[1:]);"
        "sys.exit(bool({'sklearn', 'onnxruntime', 'scipy'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "themes", "duplicates", comments, "--text", COLUMN]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
