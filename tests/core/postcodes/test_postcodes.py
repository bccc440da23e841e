"""Postcodes: every form there is, what people really type, and one slip mended."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.postcodes import AREAS, UNUSABLE, Kind, candidates, parse, suggestions

# One real postcode of each outward form (BS 7666), and the special cases.
FORMS = ["M1 1AE", "B33 8TH", "W1A 0AX", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "JE2 3AB", "GY1 1AA", "IM9 9ZZ", "BF1 2AU"]


@pytest.mark.parametrize("postcode", FORMS)
def test_every_form_is_read_whole_and_in_part(postcode: str) -> None:
    outward, inward = postcode.split()
    area = outward.rstrip(string.ascii_uppercase).rstrip(string.digits)
    full = parse(postcode)
    assert (full.kind, full.normal) == (Kind.FULL, postcode)
    assert (full.area, full.district, full.sector) == (area, outward, postcode[:-2])
    assert parse(postcode.replace(" ", "").lower()) == full
    assert parse(f"{outward} {inward[0]}").kind is Kind.SECTOR
    assert parse(f"{outward} {inward[0]}").normal == postcode[:-2]
    assert parse(f"{outward} {inward[:2]}").normal == postcode[:-2]
    assert parse(outward).kind is Kind.DISTRICT
    assert parse(outward).normal == outward


@pytest.mark.parametrize(
    ("typed", "kind", "normal"),
    [
        ("me14 1xq", Kind.FULL, "ME14 1XQ"),
        ("  ME14-1XQ. ", Kind.FULL, "ME14 1XQ"),
        ("M E 1 4 1 X Q", Kind.FULL, "ME14 1XQ"),
        ("ME1 41XQ", Kind.FULL, "ME14 1XQ"),
        ("ＭＥ１４ １ＸＱ", Kind.FULL, "ME14 1XQ"),
        ("ME14\u00a01XQ\n", Kind.FULL, "ME14 1XQ"),
        ("MEI4 IXQ", Kind.FULL, "ME14 1XQ"),
        ("ME1O 1AA", Kind.FULL, "ME10 1AA"),
        ("S01 4AA", Kind.FULL, "SO1 4AA"),
        ("0X1 1AA", Kind.FULL, "OX1 1AA"),
        ("BLO OAA", Kind.FULL, "BL0 0AA"),
        ("WIA 1AA", Kind.FULL, "W1A 1AA"),
        ("LI1 1AA", Kind.FULL, "L11 1AA"),
        ("ME14", Kind.DISTRICT, "ME14"),
        ("me 14", Kind.DISTRICT, "ME14"),
        ("ME1 4", Kind.SECTOR, "ME1 4"),
        ("ME141", Kind.SECTOR, "ME14 1"),
        ("ME14 1X", Kind.SECTOR, "ME14 1"),
        ("ME141X", Kind.SECTOR, "ME14 1"),
        ("ME 14 I", Kind.SECTOR, "ME14 1"),
        ("ME", Kind.AREA, "ME"),
        ("so", Kind.AREA, "SO"),
        ("GIR 0AA", Kind.FULL, "GIR 0AA"),
        ("giroaa", Kind.FULL, "GIR 0AA"),
        ("BFPO 58", Kind.FULL, "BFPO 58"),
        ("bfp058", Kind.FULL, "BFPO 58"),
        ("BFPO", Kind.DISTRICT, "BFPO"),
    ],
)
def test_what_people_type_is_read(typed: str, kind: Kind, normal: str) -> None:
    parsed = parse(typed)
    assert (parsed.kind, parsed.normal) == (kind, normal)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "n/a",
        "NO",
        "Maidstone",
        "14",
        "14 1XQ",
        "noi",
        "0",
        "ME14 1XQ ME14 1XQ",
        "QE1 1AA",  # Q V X never come first
        "MJ1 1AA",  # I J Z never come second
        "ME14 1CQ",  # C I K M O V never stand in the unit
        "ME014 1XQ",
        "ME14 XQ1",
        "90210",
        "AAA 1AA",
        "\x00",
        "٣" * 7,
        "ME14 1XQ" + " " * 100,
        "x" * 1_000_000,
    ],
)
def test_what_is_no_postcode_is_unusable(typed: str) -> None:
    assert parse(typed) == UNUSABLE
    assert not parse(typed).usable


def test_all_areas_are_read_as_areas() -> None:
    assert len(AREAS) == 124
    assert {parse(area.lower()).normal for area in AREAS} == AREAS


first = st.sampled_from("ABCDEFGHIJKLMNOPRSTUWYZ")
second = st.sampled_from("ABCDEFGHKLMNOPQRSTUVWXY")
number = st.integers(0, 99).map(str)
outwards = st.one_of(
    st.builds("{}{}".format, first, number),
    st.builds("{}{}{}".format, first, second, number),
    st.builds("{}{}{}".format, first, st.integers(0, 9), st.sampled_from("ABCDEFGHJKPSTUW")),
    st.builds("{}{}{}{}".format, first, second, st.integers(0, 9), st.sampled_from("ABEHMNPRVWXY")),
)
unit = st.sampled_from("ABDEFGHJLNPQRSTUWXYZ")
postcodes = st.builds("{} {}{}{}".format, outwards, st.integers(0, 9), unit, unit)


@given(postcodes)
def test_every_postcode_of_standard_form_is_read_as_it_is(postcode: str) -> None:
    assert parse(postcode).normal == postcode
    assert parse(postcode).kind is Kind.FULL


@given(postcodes, st.data())
def test_zero_and_letter_o_one_and_letter_i_lead_nowhere_else(postcode: str, data: st.DataObject) -> None:
    swaps = {"0": "0Oo", "1": "1Ii", "O": "O0", "I": "I1"}
    typed = "".join(data.draw(st.sampled_from(swaps.get(character, character))) for character in postcode)
    parsed = parse(typed)
    assert parsed == UNUSABLE or (parsed.kind is Kind.FULL and folded(parsed.normal) == folded(postcode))


def folded(postcode: str) -> str:
    return postcode.translate(str.maketrans("OI", "01"))


@given(st.text(max_size=70))
def test_reading_never_raises_and_is_settled(text: str) -> None:
    parsed = parse(text)
    assert parse(parsed.normal) == parsed
    assert parsed.usable == bool(parsed.normal)
    # Where everything is known, a whole postcode needs no mending, and everything else gets the first few guesses.
    assert suggestions(text, lambda _: True) == ([] if parsed.kind is Kind.FULL else candidates(text)[:5])


@given(postcodes, st.integers(0, 5), st.booleans())
def test_two_neighbours_swapped_are_mended(postcode: str, at: int, space: bool) -> None:
    letters = postcode.replace(" ", "")
    at = min(at, len(letters) - 2)
    typed = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
    found = suggestions(typed if not space else f" {typed} ", {postcode}.__contains__)
    assert found == ([] if parse(typed).normal == postcode else [postcode])


@pytest.mark.parametrize(
    "typed",
    ["ME14 1CQ", "NE14 1XQ", "ME14 1XA", "ME144 1XQ", "MME14 1XQ", "ME1A 1XQ", "ME14 LXQ", "EM14 1XQ", "ME14X 1Q"],
)
def test_one_slip_is_mended(typed: str) -> None:
    known = {"ME14 1XQ", "ME14 1DQ", "TN23 1AA"}
    assert "ME14 1XQ" in suggestions(typed, known.__contains__)
    assert "TN23 1AA" not in suggestions(typed, known.__contains__)


def test_suggestions_are_bounded_and_silent_for_what_is_known() -> None:
    everything = candidates("ME14 1XQ")
    assert 20 < len(everything) <= 120
    assert len(set(everything)) == len(everything)
    assert "ME14 1XQ" not in everything
    assert suggestions("ME14 1XQ", {"ME14 1XQ", *everything}.__contains__) == []
    assert len(suggestions("ME14 1XQ", set(everything).__contains__, limit=3)) == 3
    assert suggestions("ME14 1XQ", set(everything).__contains__, limit=0) == []
    assert candidates("no thank you") == candidates("") == candidates("x" * 100) == []
