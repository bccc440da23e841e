from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.actions.outcome import ItemWords, OutcomeWords, publish_outcome, save_outcome
from folkmoot.domains.consultations.actions.reading import approve, only_left_out, redact, withhold
from folkmoot.domains.consultations.actions.themes import (
    ThemeWords,
    add_theme,
    group_answers,
    move_theme,
    remove_theme,
    ungroup_answers,
)
from folkmoot.domains.consultations.enums import Consent
from folkmoot.domains.consultations.models import Answer, Questionnaire, Response
from folkmoot.domains.consultations.queries.themes import answers_under, theme_rows
from folkmoot.domains.consultations.queries.words import published_words
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(closed=True))


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(UserFactory(roles=["engagement_officer"]))
    return client


def wrote(questionnaire: Questionnaire, text: str, consent: str = Consent.UNNAMED) -> Answer:
    return respond(questionnaire, {"words": text}, consent=consent).words.get()


def test_only_what_is_approved_and_agreed_to_is_published(closed: Questionnaire, client: Client) -> None:
    plain, named, unread = (wrote(closed, text) for text in ("More benches.", "Ask Bob at number 4.", "Not read."))
    refused = wrote(closed, "Keep this to yourselves.", Consent.NONE)
    approve(answer=plain, by=SYSTEM)
    redact(answer=named, public_text="Ask […].", reason="Names a neighbour", by=SYSTEM)
    with pytest.raises(Refused):
        approve(answer=refused, by=SYSTEM)
    page = client.get(f"/consultations/{closed.consultation.slug}/words/").content.decode()
    assert "More benches." in page
    assert "Ask […]." in page
    assert "number 4" not in page
    assert unread.text not in page
    assert refused.text not in page
    for answer, status in ((plain, 200), (unread, 404), (refused, 404)):
        assert client.get(f"/consultations/answers/{answer.pk}/").status_code == status


def test_what_is_set_aside_or_taken_back_later_is_no_longer_published(closed: Questionnaire) -> None:
    answer = wrote(closed, "More benches.")
    approve(answer=answer, by=SYSTEM)
    assert list(published_words(closed.consultation)) == [answer]
    Response.objects.filter(pk=answer.response_id).update(state="set_aside")
    assert list(published_words(closed.consultation)) == []
    Response.objects.filter(pk=answer.response_id).update(state="counted", consent=Consent.NONE)
    assert list(published_words(closed.consultation)) == []


def test_words_can_be_left_out_but_not_changed(closed: Questionnaire) -> None:
    answer = wrote(closed, "Ask Bob at number 4 about it.")
    for public_text in ("Ask Ann about it.", "Ask […] about that.", "[…]", "Ask Bob at number 4 about it."):
        with pytest.raises(Invalid) as caught:
            redact(answer=answer, public_text=public_text, reason="", by=SYSTEM)
        assert {fault.where for fault in caught.value.faults} == {"public_text", "reason"}
    redact(answer=answer, public_text="Ask [...] about it.", reason="A name", by=SYSTEM)
    assert answer.public_text == "Ask […] about it."
    with pytest.raises(Invalid):
        withhold(answer=answer, reason=" ", by=SYSTEM)


@given(st.lists(st.text("abc ", min_size=1, max_size=6), min_size=3, max_size=7), st.data())
def test_leaving_any_parts_out_is_recognised(parts: list[str], data: st.DataObject) -> None:
    kept = [data.draw(st.booleans()) for _part in parts]
    text = "".join(parts)
    public = "".join(part if keep else "[…]" for part, keep in zip(parts, kept, strict=True))
    if any(part.strip() for part, keep in zip(parts, kept, strict=True) if keep) and not all(kept):
        assert only_left_out(text, public)
    assert not only_left_out(text, f"{public}z[…]")


def test_themes_have_an_order_and_answers(closed: Questionnaire) -> None:
    seats, paths = (
        add_theme(consultation=closed.consultation, words=ThemeWords(title, suggestions=2), by=SYSTEM)
        for title in ("More seats", "Better paths")
    )
    answer, other = wrote(closed, "More benches."), wrote(closed, "Benches and paths.")
    assert group_answers(theme=seats, answers=[answer, other], by=SYSTEM) == 2
    assert group_answers(theme=seats, answers=[answer], by=SYSTEM) == 0
    move_theme(theme=paths, by_places=-5, by=SYSTEM)
    assert [(row.theme, row.answers) for row in theme_rows(closed.consultation)] == [(paths, 0), (seats, 2)]
    assert ungroup_answers(theme=seats, answers=[other], by=SYSTEM) == 1
    assert list(answers_under(seats, public_only=False)) == [answer]
    assert list(answers_under(seats, public_only=True)) == []
    with pytest.raises(Refused):
        remove_theme(theme=seats, reason="Wrong", by=SYSTEM)
    remove_theme(theme=paths, reason="Wrong", by=SYSTEM)


def test_themes_with_one_title_have_addresses_of_their_own(closed: Questionnaire) -> None:
    made = [add_theme(consultation=closed.consultation, words=ThemeWords("Seats"), by=SYSTEM) for _turn in range(3)]
    assert [theme.key for theme in made] == ["seats", "seats-2", "seats-3"]
    with pytest.raises(Invalid):
        add_theme(consultation=closed.consultation, words=ThemeWords(" "), by=SYSTEM)
    with pytest.raises(Refused):
        add_theme(consultation=closed.consultation, words=ThemeWords("Seats"), by=RESIDENT)


def test_an_answer_hangs_only_on_themes_of_its_own_consultation(closed: Questionnaire) -> None:
    theme = add_theme(consultation=closed.consultation, words=ThemeWords("Seats"), by=SYSTEM)
    with pytest.raises(Refused):
        group_answers(theme=theme, answers=[wrote(QuestionnaireFactory(), "Elsewhere")], by=SYSTEM)


def test_a_theme_is_public_once_the_outcome_is(closed: Questionnaire, client: Client) -> None:
    theme = add_theme(consultation=closed.consultation, words=ThemeWords("Seats"), by=SYSTEM)
    answer = wrote(closed, "More benches.")
    approve(answer=answer, by=SYSTEM)
    group_answers(theme=theme, answers=[answer, wrote(closed, "Unread words")], by=SYSTEM)
    address = f"/consultations/{closed.consultation.slug}/themes/seats/"
    assert client.get(address).status_code == 404
    words = OutcomeWords("a", "b", "c", [ItemWords("accepted", "Twelve benches are ordered.", theme=theme.pk)])
    outcome = save_outcome(consultation=closed.consultation, words=words, by=SYSTEM)
    publish_outcome(outcome=outcome, by=SYSTEM, now=outcome.created_at)
    page = client.get(address).content.decode()
    assert "More benches." in page
    assert "Twelve benches are ordered." in page
    assert "Unread words" not in page


def test_officers_tick_answers_and_put_them_under_a_theme(closed: Questionnaire, officer: Client) -> None:
    slug = closed.consultation.slug
    made = officer.post(f"/consultations/{slug}/themes/", {"title": "Seats", "suggestions": "3", "question": "words"})
    assert made.status_code == 302
    theme = closed.consultation.themes.get()
    answers = [wrote(closed, "More benches."), wrote(closed, "No benches.", Consent.NONE)]
    ticked = {"answer": [answer.pk for answer in answers], "theme": theme.key, "deed": "group"}
    officer.post(f"/consultations/{slug}/words/all/", ticked)
    assert set(answers_under(theme, public_only=False)) == set(answers)
    officer.post(f"/consultations/{slug}/words/all/", {**ticked, "deed": "approve"})
    assert list(published_words(closed.consultation)) == [answers[0]]
    listed = officer.get(f"/consultations/{slug}/words/all/", {"question": "words", "words": "no bench"})
    assert [row[0] for row in listed.context["rows"]] == [answers[1]]
    for address in (f"themes/{theme.key}/edit/", f"themes/{theme.key}/", "words/all/", "themes/"):
        assert officer.get(f"/consultations/{slug}/{address}").status_code == 200


def test_the_deciding_page_says_what_is_wrong(closed: Questionnaire, officer: Client) -> None:
    answer = wrote(closed, "Ask Bob about it.")
    address = f"/consultations/answers/{answer.pk}/decide/"
    assert officer.get(address).status_code == 200
    changed = {"deed": "redact", "redact-public_text": "Ask Ann […].", "redact-reason": "A name"}
    page = officer.post(address, changed)
    assert page.status_code == 200
    assert "Take words out" in page.content.decode()
    done = officer.post(address, {**changed, "redact-public_text": "Ask […] about it."})
    assert done.status_code == 302
    answer.refresh_from_db()
    assert answer.public_text == "Ask […] about it."
    assert officer.post(address, {"deed": "withhold", "withhold-reason": "Off the subject"}).status_code == 302
