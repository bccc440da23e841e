"""The questionnaire is written as a list or as text; both change one draft, and what is published stays."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.consultations import DEFINITION, ConsultationFactory, QuestionnaireFactory

from folkmoot.domains.consultations.actions.questionnaire import discard_draft, publish_questionnaire, put_draft
from folkmoot.domains.consultations.forms.builder import choice_lines, condition_of, read_choices, ticks_of
from folkmoot.domains.consultations.models import Consultation
from folkmoot.domains.consultations.queries.drafting import drafting_of
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot_core.questionnaires import load_questionnaire
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation() -> Consultation:
    return ConsultationFactory(draft=True)


@pytest.fixture
def officer(consultation: Consultation) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[("engagement_officer", consultation.organisation.scope)]))
    return client


def home(consultation: Consultation) -> str:
    return f"/consultations/{consultation.slug}/questionnaire/"


def seen(consultation: Consultation) -> str:
    return drafting_of(consultation).seen


def post(officer: Client, consultation: Consultation, path: str, **fields: object) -> None:
    """Post a builder form and insist that it was taken."""
    answer = officer.post(home(consultation) + path, {"seen": seen(consultation), **fields})
    assert answer.status_code == 302, answer.context["form"].errors


def test_a_questionnaire_is_built_question_by_question(consultation: Consultation, officer: Client) -> None:
    post(officer, consultation, "sections/new/", title="About you")
    chosen = officer.post(home(consultation) + "sections/0/questions/new/", {"kind": "choose_one"})
    assert chosen["Location"].endswith("/sections/0/questions/add/?kind=choose_one")
    post(officer, consultation, "sections/0/questions/add/?kind=choose_one",
         text="Are you here for yourself?", role="capacity", required="on",
         options="For myself\nbusiness | For a business\nIn another way | say more")  # fmt: skip
    post(officer, consultation, "sections/new/", title="Paths")
    post(officer, consultation, "sections/1/questions/add/?kind=text", text="Which path, and why?",
         lines=3, show_if=["q1=business"])  # fmt: skip
    questionnaire = load_questionnaire(drafting_of(consultation).text)
    capacity, words = questionnaire.questions
    assert [(option.key, option.specify) for option in capacity.options] == [
        ("for-myself", False),
        ("business", False),
        ("in-another-way", True),
    ]
    assert (capacity.role, capacity.required, words.lines) == ("capacity", True, 3)
    assert words.show_if is not None
    assert words.show_if.holds({"q1": "business"})
    page = officer.get(home(consultation)).content.decode()
    assert "asked of some people only" in page
    assert officer.get(home(consultation) + "preview/").status_code == 200
    paper = officer.get(f"/consultations/{consultation.slug}/paper-form/?version=draft").content.decode()
    assert "Only if you ticked “For a business” at question 1." in paper
    assert "If you ticked “For myself” or “In another way”, go to the end." in paper


def test_questions_move_and_go(consultation: Consultation, officer: Client) -> None:
    put_draft(consultation=consultation, text=DEFINITION, seen="", by=SYSTEM)
    assert keys(consultation) == ["capacity", "visited", "visits", "repairs", "words", "postcode"]
    post(officer, consultation, "sections/1/questions/2/move-up/")
    assert keys(consultation)[3:] == ["repairs", "postcode", "words"]
    post(officer, consultation, "sections/1/questions/0/move-up/")
    assert [line.key for line in drafting_of(consultation).sections[0].questions][-1] == "repairs"
    post(officer, consultation, "sections/1/questions/0/remove/")
    assert "postcode" not in keys(consultation)
    post(officer, consultation, "sections/0/move-down/")
    assert drafting_of(consultation).sections[0].title == "What should come first"
    post(officer, consultation, "sections/0/remove/")
    assert len(drafting_of(consultation).sections) == 1


def keys(consultation: Consultation) -> list[str]:
    return [line.key for section in drafting_of(consultation).sections for line in section.questions]


def test_a_draft_that_needs_mending_is_kept_and_says_so(consultation: Consultation, officer: Client) -> None:
    put_draft(consultation=consultation, text=DEFINITION, seen="", by=SYSTEM)
    post(officer, consultation, "sections/0/questions/1/", text="Been there?", key="visited", options="Yes")
    page = officer.get(home(consultation)).content.decode()
    assert "needs mending before it can open" in page or "need mending before it can open" in page
    assert "There are too few options." in page
    with pytest.raises(Invalid):
        publish_questionnaire(consultation=consultation, by=SYSTEM)


def test_a_new_short_name_is_followed_by_the_conditions(consultation: Consultation, officer: Client) -> None:
    put_draft(consultation=consultation, text=DEFINITION, seen="", by=SYSTEM)
    post(officer, consultation, "sections/0/questions/1/", text="Been there?", key="been", options="yes | Yes\nno | No")
    assert load_questionnaire(drafting_of(consultation).text).question("visits").show_if.question == "been"  # type: ignore[union-attr]


def test_a_rule_that_ticks_cannot_say_stays(consultation: Consultation, officer: Client) -> None:
    text = DEFINITION.replace('{question: visited, any_of: ["yes"]}', '{not: {question: visited, any_of: ["no"]}}')
    put_draft(consultation=consultation, text=text, seen="", by=SYSTEM)
    before = load_questionnaire(text).question("visits").show_if
    post(officer, consultation, "sections/0/questions/2/", text="How often?", key="visits")
    assert load_questionnaire(drafting_of(consultation).text).question("visits").show_if == before


def test_text_with_faults_comes_back_with_line_and_mend(consultation: Consultation, officer: Client) -> None:
    wrong = DEFINITION.replace("kind: number", "kind: numbr")
    assert officer.post(home(consultation) + "text/", {"text": wrong, "seen": ""}).status_code == 302
    page = officer.get(home(consultation) + "text/").content.decode()
    assert "Line 21" in page
    assert "Did you mean “number”?" in page
    broken = officer.post(home(consultation) + "text/", {"text": "sections: [", "seen": seen(consultation)})
    assert broken.status_code == 422
    assert "sections: [" in broken.content.decode()
    assert drafting_of(consultation).text == wrong


@pytest.mark.parametrize("text", ["- a\n- b\n", "sections: {a: b}\n", "sections:\n  - 1\n", "\x00", "{", "a: &x [*x]"])
def test_text_that_is_no_questionnaire_is_never_kept(consultation: Consultation, officer: Client, text: str) -> None:
    answer = officer.post(home(consultation) + "text/", {"text": text, "seen": ""})
    assert answer.status_code == 422
    assert drafting_of(consultation).row is None
    assert officer.get(home(consultation)).status_code == 200


def test_a_file_takes_the_place_of_the_text(consultation: Consultation, officer: Client) -> None:
    upload = SimpleUploadedFile("q.yaml", DEFINITION.encode())
    post(officer, consultation, "text/", text="ignored", file=upload)
    assert drafting_of(consultation).text == DEFINITION
    unreadable = SimpleUploadedFile("q.yaml", b"\xff\xfe\x00")
    answer = officer.post(home(consultation) + "text/", {"seen": seen(consultation), "file": unreadable})
    assert answer.status_code == 422
    download = officer.get(home(consultation) + "text/download/")
    assert download.content.decode() == DEFINITION


def test_nobody_writes_over_somebody_else(consultation: Consultation, officer: Client) -> None:
    put_draft(consultation=consultation, text=DEFINITION, seen="", by=SYSTEM)
    late = officer.post(home(consultation) + "sections/new/", {"title": "Late", "seen": "what I saw before"})
    assert late.status_code == 422
    assert "Somebody else changed the questionnaire" in late.content.decode()


def test_a_published_version_stays_and_a_change_makes_the_next() -> None:
    published = QuestionnaireFactory(consultation=ConsultationFactory(draft=True))
    consultation = published.consultation
    changed = DEFINITION.replace("Play areas", "Play grounds")
    put_draft(consultation=consultation, text=changed, seen=published.sha256, by=SYSTEM)
    published.refresh_from_db()
    assert published.definition == DEFINITION
    assert [change.sentence for change in drafting_of(consultation).changes()] == [
        "Question repairs: the option “Play areas” became “Play grounds”."
    ]
    assert publish_questionnaire(consultation=consultation, by=SYSTEM).version == 2
    put_draft(consultation=consultation, text=DEFINITION, seen=seen(consultation), by=SYSTEM)
    with pytest.raises(Invalid, match="Somebody else changed"):
        discard_draft(consultation=consultation, seen="what I saw before", by=SYSTEM)
    assert discard_draft(consultation=consultation, seen=seen(consultation), by=SYSTEM)
    assert not discard_draft(consultation=consultation, seen=seen(consultation), by=SYSTEM)
    assert [row.version for row in consultation.questionnaires.all()] == [1, 2]


def test_what_people_answer_cannot_be_changed() -> None:
    version = QuestionnaireFactory()
    consultation = version.consultation
    with pytest.raises(Refused):
        put_draft(consultation=consultation, text=DEFINITION, seen=version.sha256, by=SYSTEM)
    client = Client()
    client.force_login(UserFactory(roles=["administrator"]))
    page = client.get(home(consultation)).content.decode()
    assert "It can be looked at, and not changed." in page
    assert "Add a question" not in page
    assert client.post(home(consultation) + "text/", {"text": "a: b", "seen": version.sha256}).status_code == 403


def test_where_a_phase_allows_it_a_new_version_needs_a_reason() -> None:
    version = QuestionnaireFactory()
    consultation = version.consultation
    consultation.phases.filter(kind="open").update(switches={"editing": True})
    changed = DEFINITION.replace("Play areas", "Play grounds")
    put_draft(consultation=consultation, text=changed, seen=version.sha256, by=SYSTEM)
    with pytest.raises(Invalid):
        publish_questionnaire(consultation=consultation, by=SYSTEM)
    assert publish_questionnaire(consultation=consultation, by=SYSTEM, reason="A slip").note == "A slip"


def test_a_draft_that_changed_meanwhile_is_neither_published_nor_thrown_away() -> None:
    officer = Client()
    officer.force_login(UserFactory(roles=["administrator"]))
    version = QuestionnaireFactory(consultation=ConsultationFactory(draft=True))
    consultation = version.consultation
    text = DEFINITION.replace("Play areas", "Play grounds")
    put_draft(consultation=consultation, text=text, seen=version.sha256, by=SYSTEM)
    looked_at = seen(consultation)
    put_draft(consultation=consultation, text=text.replace("grounds", "fields"), seen=looked_at, by=SYSTEM)
    for page in ("publish/", "discard/"):
        assert f'value="{seen(consultation)}"' in officer.get(home(consultation) + page).content.decode()
        late = officer.post(home(consultation) + page, {"reason": "A slip", "seen": looked_at})
        assert (late.status_code, "Somebody else changed" in late.content.decode()) == (422, True)
    assert drafting_of(consultation).is_draft
    now = {"reason": "A slip", "seen": seen(consultation)}
    assert officer.post(home(consultation) + "publish/", now).status_code == 302
    assert not drafting_of(consultation).is_draft


@pytest.mark.parametrize("path", ["sections/7/", "sections/0/questions/9/", "sections/7/questions/new/",
                                  "sections/0/questions/add/?kind=nonsense", "sections/0/questions/add/",
                                  "sections/7/remove/"])  # fmt: skip
def test_places_that_do_not_exist_are_no_pages(consultation: Consultation, officer: Client, path: str) -> None:
    put_draft(consultation=consultation, text=DEFINITION, seen="", by=SYSTEM)
    assert officer.get(home(consultation) + path).status_code == 404


def test_files_are_said_not_to_work_on_paper(consultation: Consultation, officer: Client) -> None:
    put_draft(consultation=consultation, text=DEFINITION, seen="", by=SYSTEM)
    page = officer.get(home(consultation) + "sections/0/questions/add/?kind=file").content.decode()
    assert "People who answer on paper cannot answer this one." in page
    post(officer, consultation, "sections/0/questions/add/?kind=file", text="Send us a picture")
    assert "Cannot be answered on paper" in officer.get(home(consultation)).content.decode()
    assert (
        "cannot be answered on paper: Send us a picture"
        in officer.get(f"/consultations/{consultation.slug}/plan/").content.decode()
    )


def test_lines_stand_for_options_and_back() -> None:
    lines = ["Yes", "no | No", "Something else | say more", "a | b | c"]
    choices = read_choices(lines, with_words=True)
    assert choices == [
        {"key": "yes", "text": "Yes"},
        {"key": "no", "text": "No"},
        {"key": "something-else", "text": "Something else", "specify": True},
        {"key": "a", "text": "b|c"},
    ]
    assert read_choices(choice_lines(choices), with_words=True) == choices


def test_ticks_stand_for_conditions_and_back() -> None:
    for ticked in ([], ["a=x"], ["a=x", "a=y"], ["a=x", "b=z"]):
        assert ticks_of(condition_of(ticked)) == ticked
    assert ticks_of({"any": [{"question": "a", "any_of": ["x"]}]}) is None
    assert ticks_of({"question": "a", "answered": True}) is None
