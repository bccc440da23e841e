from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.documents import EML, GEOJSON, JPEG, PDF, PNG, a_file, make_document, office

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Grant, Refused
from folkmoot.ground.documents.adapters import type_of_file
from folkmoot.ground.documents.enums import FILE_TYPES
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import attach, consistency, documents_of, store
from folkmoot_core.values import Invalid

DOCX = office("word/document.xml")
XLSX = office("xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "a.pdf", "application/pdf"),
        (PNG, "a.PNG", "image/png"),
        (JPEG, "a.jpeg", "image/jpeg"),
        (DOCX, "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (XLSX, "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"a,b\n1,2\n", "a.csv", "text/csv"),
        ("Straße £5".encode("cp1252"), "a.txt", "text/plain"),
        (EML, "a.eml", "message/rfc822"),
        (GEOJSON, "a.geojson", "application/geo+json"),
    ],
)
def test_the_type_is_told_from_the_bytes(content: bytes, name: str, media_type: str) -> None:
    assert type_of_file(io.BytesIO(content), name).media_type == media_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00", "a.pdf"),
        (b"MZ no nul here", "a.txt"),
        (b"\x7fELF", "a.png"),
        (b"#!/bin/sh\nrm -rf /", "a.txt"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a.txt"),
        (b"\xef\xbb\xbf  <HTML>", "a.csv"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a.svg"),
        (b"<script>alert(1)</script>", "a.html"),
        (b"plain", "a.js"),
        (b"plain", "noending"),
        (PDF, "a.png"),
        (PNG, "a.pdf"),
        (office("word/document.xml", "word/vbaProject.bin"), "a.docx"),
        (office("anything.txt"), "a.docx"),
        (b"PK\x03\x04 broken", "a.xlsx"),
        (b"no header at all", "a.eml"),
        (b"[1, 2]", "a.geojson"),
        (b"[" * 100_000, "a.geojson"),
        (b"a\x00b", "a.txt"),
    ],
)
def test_dangerous_and_mislabelled_files_are_refused_with_a_sentence(content: bytes, name: str) -> None:
    with pytest.raises(Invalid) as problem:
        type_of_file(io.BytesIO(content), name)
    (fault,) = problem.value.faults
    assert fault.where == "file"
    assert fault.message.endswith(".")
    assert fault.mend


@given(st.binary(max_size=200), st.sampled_from(["a.pdf", "a.docx", "a.csv", "a.eml", "a.geojson", "a", "a\x00.txt"]))
def test_any_bytes_give_a_type_or_a_sentence(content: bytes, name: str) -> None:
    try:
        assert type_of_file(io.BytesIO(content), name) in FILE_TYPES
    except Invalid as problem:
        assert problem.faults


@pytest.mark.django_db
def test_a_stored_document_has_fingerprint_size_random_name_and_history() -> None:
    document = make_document(PDF, "secret plan.pdf", title="  The\nplan ")
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (document.size, document.title, document.added_by) == (len(PDF), "The plan", "Folkmoot")
    assert "plan" not in document.file.name
    with document.file.open("rb") as file:
        assert file.read() == PDF
    assert Path(document.file.path).stat().st_mode & 0o077 == 0
    assert Entry.objects.get(verb="document.stored").subject_label == "The plan"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"content": b""}, "file"),
        ({"name": ""}, "file"),
        ({"title": " "}, "title"),
        ({"classification": "top secret"}, "classification"),
    ],
)
def test_what_cannot_be_stored_is_named(given: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as problem:
        make_document(**given)
    assert [fault.where for fault in problem.value.faults] == [field]
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused_before_it_is_kept(settings) -> None:
    settings.LARGEST_UPLOAD = 1024 * 1024
    with pytest.raises(Invalid, match="larger than 1 megabytes"):
        make_document(PDF + b"x" * 1024 * 1024)


@pytest.mark.django_db
def test_residents_publish_nothing() -> None:
    with pytest.raises(Refused):
        make_document(classification="public", by=RESIDENT)
    assert make_document(classification="internal", by=RESIDENT).added_by == "A resident"


@pytest.mark.django_db
def test_a_failed_row_leaves_no_bytes_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Document, **kwargs: object) -> None:
        kept.append(self.file.name)
        raise RuntimeError("disk full")

    kept: list[str] = []
    monkeypatch.setattr(Document, "save", fail)
    with pytest.raises(RuntimeError):
        store(title="A paper", upload=a_file(PDF, "a.pdf"), classification="internal", by=SYSTEM)
    assert not default_storage.exists(kept[0])


@pytest.mark.django_db
def test_documents_belong_to_a_record() -> None:
    other = make_document()
    document = make_document(subject=other)
    assert list(documents_of(other)) == [document]
    attach(document, document, Actor("person", "user:1", "Olu", frozenset({Grant("clerk")})))
    assert list(documents_of(other)) == []
    assert Entry.objects.get(verb="document.attached").changes["subject"][0] == f"documents.document:{other.pk}"


@pytest.mark.django_db
def test_consistency_finds_missing_and_changed_files() -> None:
    gone, changed = make_document(title="Gone"), make_document(title="Changed")
    assert list(consistency()) == []
    default_storage.delete(gone.file.name)
    Path(changed.file.path).write_bytes(b"x")
    missing, altered = consistency()
    assert "Gone" in missing
    assert "missing" in missing
    assert "Changed" in altered
