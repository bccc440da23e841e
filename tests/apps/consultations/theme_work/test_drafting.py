"""Titles drafted by a language model: off unless it is set up, marked, and never more than what may be published."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from tests.apps.consultations.officers import signed_in
from tests.apps.consultations.theme_work.making import begun
from tests.apps.consultations.theme_work.test_search import made_up

from folkmoot.domains.consultations.actions.theme_work import drafting
from folkmoot.domains.consultations.actions.theme_work.drafting import ask_for_draft, drop_draft, run_draft
from folkmoot.domains.consultations.models import Answer, Response, Theme, ThemeSearch
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.values import Fault, Invalid

pytestmark = pytest.mark.django_db


@dataclass
class StandIn:
    """A model that answers as it is told, and remembers what it was asked."""

    said: str = '{"title": "Seats in parks", "description": "People want to sit."}'
    name: str = "stand-in-7b"
    asked: list[str] = field(default_factory=list)

    def answer(self, instruction: str, question: str) -> str:
        self.asked.append(question)
        if not self.said:
            raise Invalid([Fault("language model", "The language model's server cannot be reached.", "Try later.")])
        return self.said


@pytest.fixture
def search() -> ThemeSearch:
    return made_up(begun(12), (5, 4))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    found = StandIn()
    monkeypatch.setattr(drafting, "chosen_model", lambda: found)
    monkeypatch.setattr("folkmoot.domains.consultations.views.theme_work.merging.can_draft", lambda: True)
    return found


def address(search: ThemeSearch) -> str:
    return f"/consultations/{search.work.consultation.slug}/theme-work/words/clusters/"


def test_without_a_model_there_is_no_button_and_no_draft(search: ThemeSearch) -> None:
    page = signed_in(search.work.consultation).get(address(search)).content.decode()
    assert "Have a title drafted" not in page
    with pytest.raises(Invalid, match="No language model"):
        ask_for_draft(search=search, numbers=[1], by=SYSTEM)


def test_only_what_may_be_published_goes_out(search: ThemeSearch, model: StandIn) -> None:
    ask_for_draft(search=search, numbers=[1], by=SYSTEM)
    assert not run_draft(search=search)
    search.refresh_from_db()
    assert "cleared" in search.draft["fault"]
    assert model.asked == []
    own = search.clusters.get(number=1).members
    Answer.objects.filter(pk=own[0]).update(reading="redacted", public_text="More […] seats", read_by="Olu")
    Answer.objects.filter(pk=own[1]).update(reading="withheld")
    Answer.objects.filter(pk=own[2]).update(reading="approved", public_text="Kept back")
    Response.objects.filter(words=own[2]).update(consent="none")
    ask_for_draft(search=search, numbers=[1], by=SYSTEM)
    assert run_draft(search=search)
    assert len(model.asked) == 1
    assert "More […] seats" in model.asked[0]
    for text in ("Kept back", *Answer.objects.exclude(pk=own[0]).values_list("text", flat=True)):
        assert text not in model.asked[0]


def test_a_draft_is_marked_until_a_person_saves_it(search: ThemeSearch, model: StandIn) -> None:
    Answer.objects.update(reading="approved", public_text="Seats", read_by="Olu")
    browser = signed_in(search.work.consultation)
    browser.post(address(search), {"cluster": ["1", "2"], "deed": "draft"})
    search.refresh_from_db()
    run_draft(search=search)
    page = browser.get(address(search)).content.decode()
    for told in ("Drafted by a machine", "stand-in-7b", "Seats in parks", 'value="1" checked', 'value="2" checked'):
        assert told in page
    assert not Theme.objects.exists()
    said = {"cluster": ["1"], "deed": "place", "title": "Places to sit", "description": "People want to sit."}
    browser.post(address(search), said)
    assert Theme.objects.get().title == "Places to sit"
    assert "Drafted by a machine" not in browser.get(address(search)).content.decode()


def test_a_model_that_fails_is_told_of_and_a_dropped_draft_stays_dropped(search: ThemeSearch, model: StandIn) -> None:
    Answer.objects.update(reading="approved", public_text="Seats", read_by="Olu")
    model.said = ""
    ask_for_draft(search=search, numbers=[1], by=SYSTEM)
    assert not run_draft(search=search)
    assert "cannot be reached" in signed_in(search.work.consultation).get(address(search)).content.decode()
    model.said = '{"title": "Late"}'
    ask_for_draft(search=search, numbers=[2], by=SYSTEM)
    drop_draft(search=search, by=SYSTEM)
    assert not run_draft(search=search)
    search.refresh_from_db()
    assert search.draft is None
