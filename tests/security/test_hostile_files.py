"""Files that are made to hurt: they are refused with a sentence, and quickly."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.apps.consultations.officers import open_questionnaire, signed_in
from tests.factories.documents import a_file
from xlsxwriter import Workbook

from folkmoot.ground.base.adapters import workbooks
from folkmoot.ground.base.adapters.workbooks import records_of
from folkmoot.ground.documents.models import Document
from folkmoot_core.questionnaires import load_questionnaire
from folkmoot_core.values import Invalid

SHEET = "xl/worksheets/sheet1.xml"


def a_workbook(*rows: tuple[str, ...]) -> bytes:
    kept = io.BytesIO()
    book = Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell)
    book.close()
    return kept.getvalue()


def rewritten(content: bytes, change: dict[str, bytes], **more: bytes) -> bytes:
    """The same archive with some of its files put in the place of others."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
        for name, extra in more.items():
            new.writestr(name, extra)
    return kept.getvalue()


GOOD = a_workbook(("reference_no", "channel"), ("1", "paper"))


def sheet_with(rows: str, size: str = "A1:B2") -> bytes:
    text = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{size}"/><sheetData>{rows}</sheetData></worksheet>'
    )
    return rewritten(GOOD, {SHEET: text.encode()})


def test_a_plain_workbook_is_read() -> None:
    assert list(records_of(GOOD)) == [(1, ["reference_no", "channel"]), (2, ["1", "paper"])]


def test_a_sheet_that_claims_a_million_rows_is_not_believed() -> None:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>reference_no</t></is></c></row>'
    assert list(records_of(sheet_with(cell, "A1:XFD1048576"))) == [(1, ["reference_no"])]


def test_a_sheet_with_its_last_cell_at_the_end_of_the_world_is_refused() -> None:
    rows = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(Invalid) as refused:
        list(records_of(sheet_with(rows)))
    assert "too large" in str(refused.value)


def test_many_wide_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_CELLS", 100_000)
    wide = "".join(f'<row r="{row}"><c r="XFD{row}" t="n"><v>1</v></c></row>' for row in range(1, 50))
    with pytest.raises(Invalid):
        list(records_of(sheet_with(wide)))


def test_what_unpacks_to_more_than_we_hold_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Invalid) as refused:
        list(records_of(rewritten(GOOD, {}, padding=b"0" * 1_000_001)))
    assert "too large" in str(refused.value)


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(Invalid):
        list(records_of(rewritten(GOOD, {SHEET: text.encode()})))


@given(place=st.integers(0, len(GOOD) - 1), bytes_there=st.binary(min_size=1, max_size=40))
@hypothesis_settings(max_examples=150)
def test_a_torn_workbook_is_read_or_refused(place: int, bytes_there: bytes) -> None:
    torn = GOOD[:place] + bytes_there + GOOD[place + len(bytes_there) :]
    try:
        list(records_of(torn))
    except Invalid as refused:
        assert refused.faults


@given(cell=st.text(max_size=30))
@hypothesis_settings(max_examples=60)
def test_any_text_in_a_cell_is_read(cell: str) -> None:
    for _line, cells in records_of(a_workbook(("reference_no",), (cell,))):
        assert all(isinstance(text, str) for text in cells)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 100),
        ("a.xlsx", rewritten(GOOD, {SHEET: b"<worksheet"})),
        ("a.xlsx", a_workbook(("reference_no", "channel", "received_on", "words"), ("_xD800_", "x", "y", "\x01z"))),
        ("a.csv", b"reference_no,channel,received_on,words\n1,paper,2026-01-01,\xff\xfe\x00"),
        ("a.csv", b"reference_no,channel,received_on,words\n1,paper,9999-12-31,x\n2,paper,0001-01-01,x"),
        ("a.csv", b'"' * 100_000),
        ("a.csv", ("a," * 50_000).encode()),
        ("a.csv", "reference_no,channel,received_on,words\n\ud800,x,y,z".encode("utf-8", "surrogatepass")),
        ("\ud800.csv".encode("utf-8", "replace").decode(), b""),
    ],
)
def test_a_hostile_sheet_is_refused_on_its_page(name: str, content: bytes) -> None:
    version = open_questionnaire()
    page = signed_in(version.consultation).post(
        f"/consultations/{version.consultation.slug}/import/", {"file": a_file(content, name)}
    )
    assert page.status_code == 422
    assert not Document.objects.exists()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
YAMLS = [
    BOMB,
    "[" * 5000,
    "{" * 5000,
    "!!python/object/apply:os.system ['true']",
    "questionnaire: !!binary aGVsbG8=",
    'questionnaire: "\\uD800"',
    'questionnaire: "\\0"',
    "? [a]\n: b",
    "questionnaire: x\ntitle: 1e999999\nsections: .inf",
    "%YAML 9.9\n---\na: b",
    "a: b\n---\nc: d",
    "<<: {a: b}\n<<: *x",
    "\x85\u2028",
    "- " * 3000,
    "questionnaire: 0x" + "f" * 10_000,
    "questionnaire: 2026-99-99",
    "questionnaire: 1:" + "59:" * 2000 + "59",
]


@pytest.mark.parametrize("text", YAMLS)
def test_a_hostile_questionnaire_is_refused_with_its_faults(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        load_questionnaire(text)
    assert refused.value.faults


@pytest.mark.django_db
@pytest.mark.parametrize("text", [*YAMLS, 'questionnaire: parks\ntitle: "\\uD800 \\0"\nsections: []'])
def test_a_hostile_questionnaire_never_breaks_the_editor(text: str) -> None:
    version = open_questionnaire()
    version.consultation.phases.all().delete()
    client = signed_in(version.consultation)
    start = f"/consultations/{version.consultation.slug}/questionnaire/"
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(f"{start}text/").content.decode())
    posted = client.post(f"{start}text/", {"text": text, "seen": seen.group(1) if seen else ""})
    assert posted.status_code in (302, 422)
    for page in ("", "text/", "preview/", "changes/", "settings/", "publish/", "text/download/", "sections/0/"):
        assert client.get(f"{start}{page}").status_code in (200, 302, 404), page


@given(text=st.text(st.characters(codec=None), max_size=200))
@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_a_questionnaire_or_refused(text: str) -> None:
    try:
        load_questionnaire(text)
    except Invalid as refused:
        assert refused.faults
