"""What residents and officers see of indicators, scorecards and questions."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.accounts import UserFactory
from tests.factories.performance import STEADY, a_county, give, make_indicator, make_question, make_scorecard
from tests.factories.places import PlaceFactory

from folkmoot.domains.performance.models import Explanation, Indicator, Judgement, QuestionIndicator, Reading
from folkmoot.domains.performance.public import due
from folkmoot.ground.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Place:
    return a_county()


def page_of(client: Client, view: str, *args: object, **asked: str) -> str:
    response = client.get(reverse(f"performance:{view}", args=args), asked)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def officer_of(thing: object) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[("performance_officer", thing.scope)], name="Pat"))  # type: ignore[attr-defined]
    return client


def test_an_indicator_says_in_words_what_its_figures_show(client: Client, county: Place) -> None:
    indicator = make_indicator(title="Visits")
    give(indicator, county, [*STEADY, 90.0])
    give(indicator, county, [40.0], kind="target", periods=["2025"])
    page = page_of(client, "show_indicator", indicator.key)
    assert "A real improvement: May 2026 is above the upper limit" in page
    assert "will sometimes miss its target" not in page
    assert "will meet its target of at least 40" in page
    assert page.count("<svg") >= 2
    assert "above the upper limit</td>" in page
    assert "Enter figures" not in page
    assert client.get(reverse("performance:show_indicator", args=[indicator.key]), {"place": "none"}).status_code == 404


def test_a_draft_is_for_its_keepers(client: Client, county: Place) -> None:
    indicator = make_indicator(standing="draft")
    for browser, status in ((client, 404), (officer_of(make_indicator()), 404), (officer_of(indicator), 200)):
        assert browser.get(reverse("performance:show_indicator", args=[indicator.key])).status_code == status
    assert indicator.title not in page_of(client, "list_indicators")


def test_small_numbers_leave_no_trace_on_any_public_page(client: Client, county: Place) -> None:
    indicator = make_indicator(counts_people=True, geography="district", decimals=3)
    town = PlaceFactory(kind="district", parent=county, name="Smallton")
    give(indicator, county, [30.125 + each for each in range(13)])
    give(indicator, town, [3.125, *(20.125 + each for each in range(12))])
    seen = [
        page_of(client, "show_indicator", indicator.key, place=town.slug),
        page_of(client, "compare_places", indicator.key, period="2025-01"),
        page_of(client, "export_csv", indicator.key),
        page_of(client, "export_json", indicator.key),
    ]
    assert "not shown" in seen[0]
    assert not [page for page in seen if "3.125" in page.replace("33.125", "").replace("23.125", "")]
    assert "3.125" in page_of(officer_of(indicator), "show_indicator", indicator.key, place=town.slug)


def test_limits_begin_anew_with_a_reason_that_everybody_reads(client: Client, county: Place) -> None:
    indicator = make_indicator()
    give(indicator, county, [*STEADY, *(each + 30 for each in STEADY)])
    officer, where = officer_of(indicator), reverse("performance:begin_anew", args=[indicator.key])
    told = {"place": "", "period": "2026-05", "reason": "Longer opening hours"}
    assert officer.post(where, {**told, "reason": ""}).status_code == 422
    assert officer.post(where, told).status_code == 302
    page = page_of(client, "show_indicator", indicator.key)
    assert "Limits begin anew at 2026-05: Longer opening hours (Pat" in page
    assert "No real change since May 2026" in page
    assert b"already" in officer.post(where, told).content
    back = re.search(r"/limits/\d+/", page_of(officer, "show_indicator", indicator.key))
    assert back is not None
    officer.post(f"/indicators/{indicator.key}{back.group()}", {"reason": "It was another gate"})
    assert "It was another gate" in page_of(client, "show_indicator", indicator.key)


def test_an_officer_types_figures_and_explains_them(client: Client, county: Place) -> None:
    indicator = make_indicator(geography="district", unit="percent")
    town = PlaceFactory(kind="district", parent=county)
    give(indicator, county, STEADY[:11])
    officer, where = officer_of(indicator), reverse("performance:enter_figures", args=[indicator.key])
    assert 'value="2025-12"' in officer.get(where).content.decode()
    typed = {"kind": "actual", "period": "2025-12", f"value_{county.pk}": "51.5%", f"value_{town.pk}": "181"}
    refused = officer.post(where, typed).content.decode()
    assert "A percentage lies between 0 and 100" in refused
    assert "51.5%" in refused, "what was typed is still there"
    assert officer.post(where, {**typed, f"value_{town.pk}": ""}).status_code == 302
    words = {"place": county.slug, "period": "2025-12", "words": "Snow closed the gates."}
    assert officer.post(reverse("performance:explain", args=[indicator.key]), words).status_code == 302
    page = page_of(client, "show_indicator", indicator.key)
    assert "51.5" in page
    assert "Snow closed the gates." in page


def test_a_scorecard_opens_with_outcomes_in_a_fixed_number_of_queries(client: Client, county: Place) -> None:
    def made(level: str) -> object:
        indicator = make_indicator(level=level, title=f"About {level}")
        give(indicator, county, STEADY)
        Explanation.objects.create(indicator=indicator, place=county, period="2026-04", words="Snow", by_name="Pat")
        return indicator

    indicators = [made("activity"), made("outcome")]
    card = make_scorecard(*indicators)  # type: ignore[arg-type]
    where = reverse("performance:show_scorecard", args=[card.key])
    counts = []
    for turn in range(3):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(where).content.decode()
        counts.append(len(queries))
        if turn == 1:
            card.lines.create(indicator=made("output"), position=9)
            client.get(where)
    assert counts[1] == counts[2]
    assert counts[1] < counts[0]
    assert page.index("About outcome") < page.index("About output") < page.index("About activity")
    assert page.count("usual variation") >= 3
    assert Reading.objects.count() == 3
    assert list(due()) == []
    give(indicators[0], county, [90.0], periods=["2026-05"])  # type: ignore[arg-type]
    assert "above the upper limit" in client.get(where).content.decode()
    Indicator.objects.update(edition=99)
    assert list(due()) == ["3 indicators are read anew."]
    assert "About output" in page_of(client, "export_scorecard", card.key)
    assert "About output" in page_of(client, "export_register")


def test_a_question_shows_what_speaks_for_and_against_and_what_is_missing(client: Client, county: Place) -> None:
    indicator = make_indicator(title="Visits")
    question = make_question()
    QuestionIndicator.objects.create(question=question, indicator=indicator)
    page = page_of(client, "show_question", question.key)
    assert "Nobody has judged this yet." in page
    assert "“Visits” has no figures." in page
    assert "From long-term studies there is nothing yet." in page
    officer = officer_of(question)
    told = {"source": "studies", "stance": "against", "words": "Fewer come by bus.", "dated": "2024"}
    assert officer.post(reverse("performance:give_evidence", args=[question.key]), told).status_code == 302
    for answer, statement in (("cannot_tell", "Too early."), ("no", "It fell.")):
        judged = {"answer": answer, "statement": statement, "missing": "Bus figures", "judged_by": "The board"}
        assert officer.post(reverse("performance:judge", args=[question.key]), judged).status_code == 302
    page = page_of(client, "show_question", question.key)
    assert page.index("<strong>No.</strong> It fell.") < page.index("<strong>Cannot tell.</strong> Too early.")
    assert "Fewer come by bus." in page
    assert "From long-term studies" not in page
    assert Judgement.objects.count() == 2
    assert "No, " in page_of(client, "list_questions")


def test_what_residents_said_is_tied_and_shows_on_the_indicator(client: Client, county: Place) -> None:
    indicator, other = make_indicator(), PlaceFactory(name="Duck Pond")
    officer, where = officer_of(indicator), reverse("performance:tie", args=[indicator.key])
    page = officer.get(where, {"words": "Duck"}).content.decode()
    record = re.search(r'name="record" value="([^"]+)"', page)
    assert record is not None
    officer.post(where, {"record": record.group(1)})
    assert re.search(r"Measures.*Duck Pond", page_of(client, "show_indicator", indicator.key))
    assert indicator.title in client.get(f"/places/{other.slug}/").content.decode()


def test_a_scorecard_is_a_paper_of_what_its_page_shows(client: Client, county: Place) -> None:
    shown, draft = (
        make_indicator(level="outcome", title="Trees planted"),
        make_indicator(standing="draft", title="Secret"),
    )
    few = make_indicator(title="Harmed", counts_people=True)
    give(shown, county, STEADY)
    give(few, county, [12.0, 3.0])
    card = make_scorecard(shown, draft, few, introduction="What we promised.")
    for form in ("pdf", "docx"):
        assert client.get(reverse("performance:take_scorecard", args=[card.key, form])).status_code == 200
    taken = client.get(reverse("performance:take_scorecard", args=[card.key, "xlsx"]))
    workbook = load_workbook(BytesIO(taken.content))
    cells = [str(cell) for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Trees planted" in cells
    assert "51" in cells, "the latest figure"
    assert "12" in cells, "of another, as everybody may see it"
    assert "3" not in cells, "a small number"
    assert "Secret" not in cells
    assert client.get(reverse("performance:take_scorecard", args=[card.key, "html"])).status_code == 404
    card.is_public = False
    card.save()
    assert client.get(reverse("performance:take_scorecard", args=[card.key, "pdf"])).status_code == 404
