"""Whatever is done to the files of a pack, loading it ends in a report: loaded whole, or faults and nothing loaded."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from folkmoot.ground.places.models import Place
from folkmoot.site.packs.loader import load

EXAMPLE = Path(__file__).parents[3] / "packs" / "example"
FILES = sorted(path.relative_to(EXAMPLE) for path in EXAMPLE.rglob("*") if path.suffix in (".csv", ".yaml", ".geojson"))
TODAY = date(2026, 11, 23)
# What people and programs do to files by accident, and what attackers do on purpose.
MARKS = ',\n";: \t\x00\ufeff-{[%é∞\u202e'
WORDS = (
    "- ",
    "  ",
    "&a",
    "*a",
    "=1+1",
    "null",
    "1e999",
    "NaN",
    "!!python/none",
    "today+99999",
    "X07000001",
    "parks_board",
)
INSERTS = st.sampled_from([*MARKS, *WORDS, "9" * 30, "x" * 400])


@st.composite
def damages(draw: st.DrawFn) -> tuple[Path, bytes]:
    """One file of the example with one to three things done to it."""
    file = draw(st.sampled_from(FILES))
    text = (EXAMPLE / file).read_text(encoding="utf-8")
    for _time in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.sampled_from([0, 0, 1, 3, 40])))
        text = text[:at] + draw(st.one_of(INSERTS, st.just(""), st.text(max_size=5))) + text[until:]
        if draw(st.integers(0, 9)) == 0:
            lines = text.splitlines(keepends=True)
            draw(st.randoms(use_true_random=False)).shuffle(lines)
            text = "".join(lines)
    content = text.encode("utf-8", "surrogatepass")
    return file, draw(st.sampled_from([content, content, content, content[: len(content) // 2], text.encode("utf-16")]))


@pytest.mark.slow
class BrokenPacksTest(TestCase):
    @settings(max_examples=60)
    @given(damages())
    def test_a_damaged_pack_ends_in_a_report(self, damage: tuple[Path, bytes]) -> None:
        file, content = damage
        with tempfile.TemporaryDirectory() as folder:
            pack = Path(shutil.copytree(EXAMPLE, Path(folder) / "example"))
            (pack / file).write_bytes(content)
            result = load(pack, today=TODAY, demo=True)
        assert result.ok == bool(result.counts)
        assert result.ok or not Place.objects.exists()
        for fault in result.report.faults:
            assert fault.message
            assert fault.file
