"""`folkmoot clock` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from folkmoot.site import cli
from folkmoot.site.packs.deadlines import check_policies
from folkmoot_core.packfiles import Report

ROOT = Path(__file__).parents[3]
Capture = pytest.CaptureFixture[str]


def asked(capsys: Capture, *words: str) -> dict[str, object]:
    assert cli.main(["clock", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_example_of_the_code(capsys: Capture) -> None:
    events = ["--event", "received=2026-03-30", "--event", "acknowledged=2026-04-08"]
    found = asked(capsys, "--policy", "lgsco-code", *events)
    assert (found["acknowledge_by"], found["respond_by"]) == ("2026-04-08", "2026-04-22")
    explained = found["explanation"]
    assert isinstance(explained, list)
    assert explained[4] == {
        "date": "2026-04-03",
        "stage": "stage-1",
        "limit": "acknowledge_by",
        "day": None,
        "says": "Good Friday: offices are closed.",
    }


def test_a_later_stage_is_named_with_its_stage(capsys: Capture) -> None:
    events = ["--event", "received=2026-03-30", "--event", "escalated=2026-04-07"]
    found = asked(capsys, "--policy", "lgsco-code", *events)
    assert found["stage_2_acknowledge_by"] == "2026-04-14"


def test_a_policy_and_closures_of_a_pack(capsys: Capture) -> None:
    pack = ["--pack", str(ROOT / "packs/kent-2011")]
    found = asked(capsys, "--policy", "kent-2009", *pack, "--event", "received=2010-12-23", "--today", "2011-01-26")
    assert (found["acknowledge_by"], found["respond_by"]) == ("2010-12-30", "2011-01-25")
    limits = found["limits"]
    assert isinstance(limits, list)
    assert all(limit["overdue"] for limit in limits)
    # A national policy is there beside the pack's own.
    assert asked(capsys, "--policy", "foi", *pack, "--event", "received=2026-03-02")["respond_by"] == "2026-03-31"


def test_in_words_it_says_each_day(capsys: Capture) -> None:
    assert cli.main(["clock", "--policy", "foi", "--event", "received=2026-03-02"]) == 0
    printed = capsys.readouterr().out
    assert "Request: Answer the request: by 2026-03-31" in printed
    patrick = next(line for line in printed.splitlines() if line.startswith("2026-03-17"))
    assert patrick.endswith("offices are closed.")
    assert "2026-03-31   20  Tuesday. The last day." in printed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--policy", "nobodys"], "There is no policy “nobodys” here."),
        (
            ["--policy", "nobodys", "--pack", str(ROOT / "packs/kent-2011")],
            "Use one of: compact-concern, kent-2008, kent-2009, adult-social-care",
        ),
        (["--policy", "../../etc/passwd", "--pack", str(ROOT / "packs/kent-2011")], "There is no policy"),
        (["--policy", "foi", "--event", "received"], "“received” is not an event with its date."),
        (["--policy", "foi", "--event", "received=2026-02-30"], "is not an event with its date"),
        (["--policy", "foi"], "nothing was “received”"),
        (["--policy", "foi", "--event", "received=2031-01-01"], "2031-01-01"),
    ],
)
def test_bad_input_is_told_in_a_sentence(words: list[str], says: str, capsys: Capture) -> None:
    assert cli.main(["clock", *words]) != 0
    told = capsys.readouterr().err
    assert says in told
    assert "Traceback" not in told


def test_a_fault_in_a_packs_policy_is_told_with_its_line(tmp_path: Path) -> None:
    good = (ROOT / "packs/kent-2011/clocks/kent-2009.yaml").read_text(encoding="utf-8")
    (tmp_path / "clocks").mkdir()
    (tmp_path / "clocks/other.yaml").write_text(good, encoding="utf-8")
    bad = good.replace("within: 3 working days", "within: three days").replace("kent-2009", "bad")
    (tmp_path / "clocks/bad.yaml").write_text(bad, encoding="utf-8")
    report = Report(tmp_path)
    assert check_policies(tmp_path, report) == {"policies": 2}
    told = [(fault.file, fault.line, str(fault.message)) for fault in report.faults]
    line = 1 + next(row for row, text in enumerate(bad.splitlines()) if "three days" in text)
    assert ("clocks/bad.yaml", line, "“three days” is not a span of time.") in told
    assert ("clocks/other.yaml", 1, "It is named 'kent-2009' inside.") in told
