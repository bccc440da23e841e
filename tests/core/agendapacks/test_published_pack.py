"""A pack that was published, where its text is at hand (it is not ours to copy): the bar of issue 5, point 3.

What is expected of each head is the text of its lines without the label, so that nothing of the pack stands here.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from folkmoot_core.agendapacks import read_pack
from folkmoot_core.agendapacks.values import AgendaPack, Paper

SEEDS = Path("/work/shared/seeds")
FACTS = Path("/work/shared/kent")
FIELDS = ("to", "from_", "date", "subject", "classification", "summary")
# For each item the lines of To, From or By, Date, Subject, Classification, Summary.
HEADS = {
    "B1": ("321", "323-324", "326", "328", "330", "332"),
    "B2": ("374", "376-378", "380", "382", "384", "386"),
    "B3": ("528", "526", "530", "532", "534", "536"),
    "B4": ("634-635", "631-632", "637", "639", "641", "643"),
    "B5": ("936", "938-939", "941", "943", "945", "947-949"),
    "B6": ("977", "979", "981", "983", "985", "987"),
    "B7": ("2713", "2715", "2717", "2719", "2721", "2723-2727"),
    "B9": ("2862-2863", "2859-2860", "2865", "2867", "2869", "2871"),
    "B10": ("3386", "3388-3389", "3391", "3393", "3395", "3397-3399"),
    "C1": ("3631-3632", "3630", "3633", "3634", "3635", "3637-3638"),
}
RESOLVED = (116, 176, 199, 214, 235, 255, 269, 276, 289, 299, 307, 317)

pytestmark = pytest.mark.skipif(not list(SEEDS.glob("002*.txt")), reason="the published pack is not here")


def seed(number: str) -> bytes:
    return next(SEEDS.glob(f"{number}*.txt")).read_bytes()


@pytest.fixture(scope="module")
def pack() -> AgendaPack:
    return read_pack(seed("002"))


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return seed("002").decode().split("\n")


def facts(name: str) -> list[dict[str, str]]:
    path = FACTS / f"{name}.csv"
    if not path.exists():
        pytest.skip("the facts to compare with are not here")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def flat(text: str) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]", "", text.lower())


def test_the_meeting(pack: AgendaPack) -> None:
    (row,) = [row for row in facts("meetings") if row["meeting_id"] == "posc_2011_09_15"]
    meeting = pack.meeting
    assert (meeting.date.value.isoformat(), meeting.time.value) == (row["date"], row["time"])
    assert meeting.venue.value == row["room"]
    assert len(meeting.members.value) == 12
    assert meeting.members.sure == "doubtful", "eleven members of one party are announced, and ten are named"


def test_all_items_with_number_title_and_pages(pack: AgendaPack) -> None:
    rows = [row for row in facts("agenda_items") if row["meeting_id"] == "posc_2011_09_15"]
    wanted = [(row["item_no"], flat(row["title"]), row["page_from"], row["page_to"]) for row in rows]
    read = [
        (one.number.value, flat(one.title.value), *(map(str, one.pages.value) if one.pages else ("", "")))
        for one in pack.items
    ]
    assert read == wanted
    assert len(read) == 16


def test_all_minuted_items_with_their_resolutions(pack: AgendaPack, lines: list[str]) -> None:
    rows = [row for row in facts("agenda_items") if row["meeting_id"] == "posc_2011_07_08"]
    (minutes,) = pack.minutes
    assert [(one.number.value, one.item.value) for one in minutes.items] == [
        (row["minute_no"], row["item_no"]) for row in rows
    ]
    assert all(
        flat(one.title.value).startswith(flat(row["title"])) for one, row in zip(minutes.items, rows, strict=True)
    )
    read = [[flat(resolution.value) for resolution in one.resolutions] for one in minutes.items]
    wanted = [[flat(lines[number - 1]).lstrip("0123456789")] for number in RESOLVED]
    assert read == wanted


def test_who_was_there(pack: AgendaPack) -> None:
    rows = [row for row in facts("attendance") if "presenter" not in row["capacity"]]
    (minutes,) = pack.minutes
    read = [*minutes.present.value, *minutes.also_present.value, *minutes.officers.value]
    assert [re.sub(r", OBE$", "", one.name) for one in read] == [f"{row['honorific']} {row['person']}" for row in rows]
    assert [one.substitute_for for one in read if one.substitute_for] == ["Mr A T Willicombe"]


def test_heads_of_papers(pack: AgendaPack, lines: list[str]) -> None:
    papers = {one.number.value: one.papers for one in pack.items if one.papers}
    assert {number: len(held) for number, held in papers.items()} == dict.fromkeys(HEADS, 1)
    wrong = [
        (number, field)
        for number, ranges in HEADS.items()
        for field, span in zip(FIELDS, ranges, strict=True)
        if not is_right(papers[number][0], field, span, lines)
    ]
    assert not wrong
    assert not pack.papers_without_item


def is_right(paper: Paper, field: str, span: str, lines: list[str]) -> bool:
    first, _, last = span.partition("-")
    read = getattr(paper, field)
    if read is None or (read.first, read.last) != (int(first), int(last or first)):
        return False
    if field == "date":
        return bool(read.value == date(2011, 9, 15))
    text = " ".join(lines[int(first) - 1 : int(last or first)])
    label = r"^\s*(?:To|From|By|Subject|Classification|Summary and Recommendations|Summary)\b:?"
    return flat(read.value) == flat(re.sub(label, "", text))


def test_what_members_are_asked_to_do(pack: AgendaPack) -> None:
    rows = {row["item_no"]: row for row in facts("agenda_items") if row["meeting_id"] == "posc_2011_09_15"}
    for one in pack.items:
        for paper in one.papers:
            wanted = set(rows[one.number.value]["recommendation_verbs"].lower().split("; "))
            assert set(paper.recommendation.value.verbs) == wanted, one.number.value


def test_what_is_odd_about_the_pack_is_said(pack: AgendaPack) -> None:
    said = {one.first: one.why for one in pack.not_read}
    assert "10 names were read" in said[29]
    assert "(14) stands twice" in said[166]
    assert "“Item B10” is printed over this paper, which was placed under B9" in said[2857]
    consultations = next(one for one in pack.items if one.number.value == "B10")
    assert consultations.papers[0].place.sure == "doubtful", "its title is not that of the item"


def test_the_supplement() -> None:
    read = read_pack(seed("003"))
    assert read.kind == "supplement"
    assert read.meeting.date.value == date(2011, 9, 15)
    assert [(one.number.value, one.pages.value, len(one.papers)) for one in read.items] == [
        ("B6", (1, 6), 1),
        ("B7", (7, 16), 1),
    ]
