"""The national postcode file, as the three publishers lay it out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.places import PlaceFactory, PostcodeFactory

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.places.adapters.national_postcodes import PLAIN, tidy_postcode
from folkmoot.ground.places.enums import PlaceKind
from folkmoot.ground.places.models import Place, Postcode
from folkmoot.ground.places.public import import_postcodes
from folkmoot_core.postcodes import parse
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db

ONSPD = """pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,oslaua,osward,lat,long
"AY1 1AA","AY1  1AA","AY1 1AA",198001,,0,,,X07000001,X05000001,51.5,0.5
"AY1 1AB","AY1  1AB","AY1 1AB",198001,201206,0,,,X07000001,X05000001,51.6,0.6
"AY121AD","AY12 1AD","AY12 1AD",198001,,0,,,X07000001,X05000002,99.999999,0.000000
"BA1 1AA","BA1  1AA","BA1 1AA",198001,,0,,,X07000099,X05000099,52.0,1.0
"JE1 1AA","JE1  1AA","JE1 1AA",198001,,0,,,L99999999,L99999999,49.2,-2.1
"""
NEWER = """PCDS,DOTERM,LAD25CD,WD25CD,LAT,LONG
AY1 1AA,,X07000001,X05000001,51.5,0.5
"""
CODE_POINT = """"AY1 1AA",10,546703,160652,"E92000001","","","",X07000001,X05000001
"AY121AD",90,0,0,"E92000001","","","",X07000001,X05000002
"""


@pytest.fixture(autouse=True)
def district() -> Place:
    ward = PlaceFactory(code="X05000001", name="Mill", kind=PlaceKind.WARD)
    district: Place = PlaceFactory(code="X07000001", name="Northby")
    Place.objects.filter(pk=ward.pk).update(parent=district)
    return district


def written(folder: Path, text: str, name: str = "postcodes.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_live_postcodes_of_known_districts_are_there_afterwards(tmp_path: Path, district: Place) -> None:
    PostcodeFactory(postcode="AY1 1AB", district=district)
    PostcodeFactory(postcode="AY1 1AA", district=PlaceFactory())
    done = import_postcodes(written(tmp_path, ONSPD), by=SYSTEM)
    found = {each.postcode: each for each in Postcode.objects.select_related("ward")}
    assert set(found) == {"AY1 1AA", "AY12 1AD"}
    assert (found["AY1 1AA"].district_id, str(found["AY1 1AA"].ward)) == (district.pk, "Mill")
    assert (found["AY1 1AA"].longitude, found["AY1 1AA"].latitude) == (0.5, 51.5)
    assert found["AY12 1AD"].latitude is None
    assert (done.read, done.written, done.ended, done.elsewhere, done.new_places) == (4, 2, 1, 1, 1)


def test_a_missing_ward_is_made_inside_its_district(tmp_path: Path, district: Place) -> None:
    import_postcodes(written(tmp_path, ONSPD), by=SYSTEM)
    ward = Place.objects.get(code="X05000002")
    assert (ward.name, ward.kind, ward.parent) == ("X05000002", PlaceKind.WARD, district)


def test_names_come_from_a_look_up_table(tmp_path: Path) -> None:
    names = written(tmp_path, "WD25CD,WD25NM,LAD25CD,LAD25NM\nX05000002,Weir,X07000001,Northby\n", "names.csv")
    import_postcodes(written(tmp_path, ONSPD), by=SYSTEM, names=names)
    assert Place.objects.get(code="X05000002").name == "Weir"


def test_everywhere_takes_in_districts_that_were_not_known(tmp_path: Path) -> None:
    done = import_postcodes(written(tmp_path, ONSPD), by=SYSTEM, everywhere=True)
    assert Postcode.objects.filter(postcode="BA1 1AA", district__code="X07000099").exists()
    # Jersey's code means "no district", everywhere.
    assert not Postcode.objects.filter(postcode__startswith="JE").exists()
    assert done.elsewhere == 0


def test_newer_editions_name_their_columns_by_year(tmp_path: Path) -> None:
    assert import_postcodes(written(tmp_path, NEWER), by=SYSTEM).written == 1


def test_code_point_open_has_no_header_and_positions_on_the_grid(tmp_path: Path) -> None:
    folder = tmp_path / "CSV"
    folder.mkdir()
    written(folder, CODE_POINT, "ay.csv")
    assert import_postcodes(folder, by=SYSTEM).written == 2
    found = Postcode.objects.get(postcode="AY1 1AA")
    # Easting 546703, northing 160652: a postcode near the county's edge, placed by two other programs alike.
    assert (found.longitude, found.latitude) == (pytest.approx(0.10414, abs=1e-5), pytest.approx(51.32605, abs=1e-5))
    assert Postcode.objects.get(postcode="AY12 1AD").longitude is None


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, ONSPD)
    import_postcodes(path, by=SYSTEM)
    before = list(Postcode.objects.order_by("pk").values_list())
    assert import_postcodes(path, by=SYSTEM).new_places == 0
    assert list(Postcode.objects.order_by("pk").values_list()) == before


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (ONSPD.replace("X07000001,X05000002", "X0700,X05000002"), 4, "'X0700' is not a code"),
        (ONSPD.replace('"AY12 1AD"', '"AY12 1ADX"'), 4, "not a whole postcode"),
        (ONSPD.replace("51.5,0.5", "north,0.5"), 2, "not in figures"),
        (ONSPD + "too,few\n", 7, "2 cells"),
        ("name,age\nAda,36\n", 1, "which columns hold the postcode, district"),
        ("", 1, "which columns"),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_imported(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(Invalid) as caught:
        import_postcodes(written(tmp_path, text), by=SYSTEM)
    (fault,) = caught.value.faults
    assert (fault.line, says in fault.message, bool(fault.mend)) == (line, True, True)
    assert not Postcode.objects.exists()
    assert not Place.objects.filter(code="X05000002").exists()


def test_a_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "onspd.zip"
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00\x80" * 50)
    with pytest.raises(Invalid, match="not a text file"):
        import_postcodes(path, by=SYSTEM)
    with pytest.raises(Invalid, match="cannot be read"):
        import_postcodes(tmp_path / "missing.csv", by=SYSTEM)


@given(st.from_regex(PLAIN, fullmatch=True))
def test_the_quick_reading_says_what_the_forgiving_one_says(postcode: str) -> None:
    assert parse(postcode).normal == tidy_postcode(postcode) == postcode


def test_only_an_administrator_of_the_site_may(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        import_postcodes(written(tmp_path, ONSPD), by=RESIDENT)


def test_the_history_says_that_it_was_done(tmp_path: Path) -> None:
    import_postcodes(written(tmp_path, ONSPD), by=SYSTEM)
    entry = Entry.objects.get(verb="postcodes.imported")
    assert entry.changes["counts"][1]["written"] == 2
