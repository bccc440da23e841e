"""A district's extract has its themes: with a number where every answer was read, and never one of a few people."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, ThemeFactory, respond
from tests.factories.places import PlaceFactory, PostcodeFactory

from folkmoot.domains.consultations.actions.reports.releasing import left_out
from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.models import Answer, CodebookVersion, Consultation, Label, Report, ThemeWork
from folkmoot.domains.consultations.queries.reports import document_of
from folkmoot.domains.consultations.queries.reports.district_themes import themes_by_district, themes_in
from folkmoot.domains.consultations.queries.reports.filling import source_of
from folkmoot.domains.consultations.queries.reports.making import make
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.forms import write

pytestmark = pytest.mark.django_db
# {theme: how many in Largeham, in Smallham wrote of it}
WROTE = {"early": (12, 9), "rare": (2, 20), "fares": (0, 15)}


def themed(consultation: Consultation, *, exact: bool) -> None:
    """Labels for everybody as `WROTE` has them, and counts that were published of them."""
    work = ThemeWork.objects.create(consultation=consultation, question="words")
    codebook = CodebookVersion.objects.create(work=work, number=1, content={}, made_by="Ann")
    told = []
    for key, numbers in WROTE.items():
        theme = ThemeFactory(consultation=consultation, key=key, title=f"About {key}", question="words")
        for place, number in zip(("Largeham", "Smallham"), numbers, strict=True):
            answers = Answer.objects.filter(response__district__name=place).order_by("pk")[:number]
            for answer in answers:
                Label.objects.create(answer=answer, theme=theme, codebook=codebook, origin="person", made_by="Ann")
        count = {"count": sum(numbers), "low": sum(numbers), "high": sum(numbers), "percent": 50, "exact": exact}
        told.append({"key": key, "title": theme.title, "groups": [], **count})
    work.published = {"answers": 44, "audited": 44, "groups": [], "themes": told, "agreement": None}
    work.save()


@pytest.fixture
def consultation(settings: Any, tmp_path: Any) -> Consultation:
    settings.MEDIA_ROOT = tmp_path
    county = PlaceFactory(kind="county", name="Shire", code="E1")
    version = QuestionnaireFactory(consultation=ConsultationFactory(closed=True, area=county))
    for name, code, number in (("Largeham", "AA1 1AA", 20), ("Smallham", "AA2 2AA", 24)):
        PostcodeFactory(postcode=code, district=PlaceFactory(parent=county, name=name, code=name))
        for turn in range(number):
            visited = "yes" if turn % 2 else "no"
            respond(version, {"capacity": "public", "visited": visited, "words": "The last bus.", "postcode": code})
    return version.consultation  # type: ignore[no-any-return]


def test_an_extract_counts_its_themes_and_keeps_few_people_back(consultation: Consultation) -> None:
    themed(consultation, exact=True)
    snapshot = snapshot_now(consultation=consultation, by=SYSTEM)
    large, small = (
        themes_in(source_of(snapshot), consultation, name, frozenset()) for name in ("Largeham", "Smallham")
    )
    assert {theme.key: (theme.comments.n, theme.comments.kept_back) for theme in large} == {
        "early": (12, False), "rare": (None, True),
    }  # fmt: skip
    # Beside the published total the number of the other district would give the two away.
    assert {theme.key: (theme.comments.n, theme.comments.kept_back) for theme in small} == {
        "early": (9, False), "rare": (None, True), "fares": (15, False),
    }  # fmt: skip
    assert not any(theme.quotes for theme in (*large, *small))
    document = document_of("district", consultation, snapshot, district="Largeham")
    assert check(document) == ()
    page = write(document, "html").content.decode()
    assert "About early" in page
    assert "About fares" not in page


def test_estimates_are_named_and_not_counted(consultation: Consultation) -> None:
    themed(consultation, exact=False)
    snapshot = snapshot_now(consultation=consultation, by=SYSTEM)
    found = themes_in(source_of(snapshot), consultation, "Largeham", frozenset())
    assert {theme.key: theme.comments.n for theme in found} == {"early": None, "rare": None}


def test_what_is_shown_goes_into_the_ledger(consultation: Consultation) -> None:
    themed(consultation, exact=True)
    snapshot = snapshot_now(consultation=consultation, by=SYSTEM)
    place = next(iter(consultation.area.children.filter(name="Largeham")))
    report = Report.objects.create(consultation=consultation, kind="district", district=place, snapshot=snapshot)
    shown, out = left_out(report, make(report).generated)
    assert out == frozenset()
    (ours,) = [each for each in shown.breakdowns if each.question == "themes:words"]
    subjects = {subject for release in ours.releases for subject in release.subjects}
    assert subjects == {"words/theme:early", "words/theme:rare", "words/theme:fares"}
    assert themes_in(source_of(snapshot), consultation, "Largeham", {ours.key}) == ()
    assert len(list(themes_by_district(source_of(snapshot), consultation))) == 1
