"""Faulty packs: what cannot be read is listed with its lines, and what was mended says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_core.agendapacks import as_listing, as_plain, read_pack, read_text
from folkmoot_core.agendapacks.days import find_day, find_time
from folkmoot_core.agendapacks.people import names_in
from folkmoot_core.values import Invalid

PACKS = Path(__file__).parent / "packs"
COUNTY = (PACKS / "northmere.txt").read_text(encoding="utf-8")


def whys(text: str) -> str:
    return "\n".join(f"{one.first}-{one.last} {one.why} {one.text}" for one in read_text(text).not_read)


def test_every_fault_of_a_list_of_items_is_named(pack) -> None:
    read = pack("faults")
    said = {(one.first, one.why) for one in read.not_read}
    assert (12, "the number B1 stands twice, at line 11 and here") in said
    assert (13, "an entry with pages but without an item number") in said
    assert (15, "the last page stands before the first") in said
    assert (16, "an entry with pages but without an item number") in said
    assert (15, "B5 follows B3: a number is left out, or could not be read") in said
    assert (18, "the pages could not be read") in said
    assert (22, "the pages of C1 begin before those of B5 end") in said
    by_number = [(one.number.value, one.title.value, one.pages and one.pages.value) for one in read.items]
    assert ("B3", "Harbour dues", None) in by_number, "no pages rather than wrong ones"
    assert ("B2", "Dredging", (20, 24)) in by_number
    assert [one.pages.sure for one in read.items if one.number.value == "B2"] == ["likely"], "printed 2O"
    assert [one.number.sure for one in read.items if one.number.value == "B1"] == ["certain", "doubtful"]


def test_broken_labels_are_read_and_say_that_they_were_mended(pack) -> None:
    read = pack("faults")
    moorings, buoys = (one.papers[0] for one in read.items if one.number.value == "B1")
    assert moorings.from_.value == "Harbour Master"
    assert (moorings.subject.value, moorings.subject.sure) == ("Moorings", "likely")
    assert moorings.subject.note == "the label is printed “Sub ject”"
    assert moorings.classification.value == "Exempt"
    assert buoys.date is None
    said = [one.why for one in read.not_read]
    assert "this paper is marked exempt, but B1 stands among the items open to the public" in said
    assert "this date could not be read" in said
    assert said.count("the head of this paper has no date") == 2


def test_a_paper_under_another_title_is_placed_in_doubt(pack) -> None:
    (paper,) = next(one for one in pack("faults").items if one.number.value == "B2").papers
    assert paper.place.sure == "doubtful"
    assert "by its place" in paper.place.note


@pytest.mark.parametrize(
    ("change", "to", "said"),
    [
        ("Tuesday, 4 March 2014 at", "Monday, 4 March 2014 at", ""),
        ("Tuesday, 14 January 2014.", "Friday, 14 January 2014.", ""),
        ("Membership (7)", "Membership (8)", "8 members are announced, 7 names were read"),
        ("Green (3):", "Green (4):", "Green: 4 members are announced, 3 names were read"),
        ("Item B2\n\nReport of", "Item B3\n\nReport of", "“Item B3” is printed over this paper"),
        ("Page 9\n", "Page 99\n", "page 99 is marked in this paper, outside the pages 5 to 12 of B1"),
        ("33. Salt", "34. Salt", "minute 34 follows minute 32"),
        ("(3) RECOMMENDED", "(2) RECOMMENDED", "minute 33: paragraph (2) stands twice"),
        ("(13 - 20)", "(11 - 20)", "the pages of B2 begin before those of B1 end"),
        ("- B2 <u>Ferry", "- B4 <u>Ferry", "B4 follows B1"),
    ],
)
def test_contradictions_are_said(change: str, to: str, said: str) -> None:
    assert change in COUNTY
    changed = COUNTY.replace(change, to)
    assert said in whys(changed)
    if not said:
        read = read_text(changed)
        assert "doubtful" in {read.meeting.date.sure, read.minutes[0].meeting.date.sure}


def test_a_cover_that_says_another_day_than_the_agenda() -> None:
    changed = COUNTY.replace("Tuesday, 4th March, 2014", "Tuesday, 11th March, 2014", 1)
    assert "do not say the same date" in whys(changed)
    assert read_text(changed).meeting.date.sure == "doubtful"


def test_no_date_on_the_front_sheet() -> None:
    lines = [line for line in COUNTY.split("\n") if not line.startswith("Tuesday, 4")]
    assert "the date of the meeting was not found" in whys("\n".join(lines))


def test_a_misread_number_is_mended_only_where_it_follows() -> None:
    front = "COUNTY BOARD\n\nMonday, 3 March 2014\n\nAGENDA\n\nItem No\n\n"
    items = "\n".join(f"B{number} Matter {number}" for number in range(1, 10))
    read = read_text(f"{front}{items}\nBlO Lights\n")
    assert (read.items[-1].number.value, read.items[-1].number.sure) == ("B10", "likely")
    assert read.items[-1].number.note == "printed “BlO”"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.4 ...", "pdftotext"),
        (bytes(range(256)) * 4, "not plain text"),
        (b"Dear reader\n\n1. Bread\n2. Milk\n", "no agenda"),
        (
            b"MINUTES of a meeting of the Board held on 3 May 2011.\n\nPRESENT: Mr A B\n\n1. Tea\n\nRESOLVED that x.",
            "no agenda",
        ),
    ],
)
def test_what_is_no_pack_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_pack(content, "a.txt")


def test_windows_text_is_read() -> None:
    content = COUNTY.encode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert len(read_pack(content.replace(b"\n", b"\r\n")).items) == 7


@pytest.mark.parametrize("name", ["northmere", "wealdham", "faults", "supplement"])
def test_set_in_from_the_margin_it_reads_the_same(name: str) -> None:
    """As `pdftotext -layout` writes it: every line set in, a form feed before each page."""
    text = (PACKS / f"{name}.txt").read_text(encoding="utf-8")
    set_in = "\n".join(f"\f    {line}" if line.startswith("Page ") else f"    {line}" for line in text.split("\n"))
    assert as_plain(read_text(set_in)) == as_plain(read_text(text))


def test_json_has_the_sources_beside_the_values(pack) -> None:
    plain = json.loads(json.dumps(as_plain(pack("northmere"))))
    assert plain["meeting"]["date"] == "2014-03-04"
    ferry = next(one for one in plain["items"] if one["number"] == "B2")
    assert ferry["pages"] == [13, 20]
    assert ferry["read_from"]["pages"] == {"lines": [47, 47], "sure": "certain"}
    (paper,) = ferry["papers"]
    assert {"to", "from", "date", "subject", "classification", "summary", "contacts", "pages"} < paper.keys()
    assert paper["recommendation"]["verbs"] == ["note", "endorse"]
    assert paper["read_from"]["from"]["lines"] == [195, 195]
    minuted = plain["minutes"][0]["items"][2]
    assert len(minuted["resolutions"]) == len(minuted["read_from"]["resolutions"]) == 1
    assert set(plain["not_read"][0]) == {"lines", "why", "text"}


@pytest.mark.parametrize("name", ["northmere", "wealdham", "faults"])
def test_a_pack_cut_anywhere_is_read_or_refused(name: str) -> None:
    lines = (PACKS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    for end in range(1, len(lines), 3):
        try:
            read = read_text("\n".join(lines[:end]))
        except Invalid:
            continue
        assert as_listing(read)
        assert all(1 <= one.first <= one.last <= end for one in read.not_read)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*sorted({*COUNTY.split("\n")}), "AGENDA", "(1 - ", "To:", "1.", "| |", "(a)"]), max_size=60
    )
)
def test_lines_in_any_order_never_break_it(lines: list[str]) -> None:
    try:
        read = read_text("\n".join(lines))
    except Invalid:
        return
    assert as_listing(read)
    json.dumps(as_plain(read))


@pytest.mark.parametrize(
    ("text", "day", "agrees"),
    [
        ("Thursday, 15th September, 2011", "2011-09-15", True),
        ("Friday 15 Sept 2011", "2011-09-15", False),
        ("the 1st of May 2012", "2012-05-01", None),
        ("01/05/2012", "2012-05-01", None),
        ("31 June 2012 or 1 July 2012", "2012-07-01", None),
    ],
)
def test_days(text: str, day: str, agrees: bool | None) -> None:
    found = find_day(text)
    assert (found.value.isoformat(), found.weekday_agrees) == (day, agrees)


@pytest.mark.parametrize(
    ("text", "time"),
    [("10.00 am", "10:00"), ("at 2pm", "14:00"), ("12 noon", "12:00"), ("12.15 a.m.", "00:15"), ("18:30", "18:30")],
)
def test_times(text: str, time: str) -> None:
    assert find_time(text)[0] == time
    assert find_time("Thursday 5 May 2011") is None


def test_names() -> None:
    people, mended = names_in("Councillors A Smith (Chair), B Jones and C D Brown; Mr E Fox, OBE, JP Mrs G Hay")
    assert [one.name for one in people] == ["A Smith", "B Jones", "C D Brown", "Mr E Fox, OBE, JP", "Mrs G Hay"]
    assert people[0].role == "Chair"
    assert mended == "a comma is missing before Mrs G Hay"
