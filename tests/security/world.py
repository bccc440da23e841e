"""Two bodies with consultations in every state, and what hangs on them, each text a resident or an officer can give
filled with the same planted words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.apps.consultations.officers import type_form
from tests.apps.consultations.reports.making_reports import report_with_edition
from tests.apps.consultations.theme_work.making import with_everything
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.consultations import DEFINITION, ConsultationFactory, QuestionnaireFactory, respond
from tests.factories.incidents import CategoryFactory, WatchSchemeFactory, reported
from tests.factories.places import PlaceFactory
from tests.security.casework import make_case, make_confidential_case

from folkmoot.domains.complaints.models import Case
from folkmoot.domains.consultations.actions.drafts import begin_draft
from folkmoot.domains.consultations.actions.letters import Letter, record_letter
from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.enums import Consent, ReadingState
from folkmoot.domains.consultations.models import (
    Answer,
    CodingRound,
    Consultation,
    Draft,
    Outcome,
    OutcomeItem,
    Questionnaire,
    Report,
    Response,
    SecondEntry,
    Theme,
    Weighting,
)
from folkmoot.domains.consultations.queries.answering import forget_sheets
from folkmoot.domains.incidents.actions.api_keys import issue_key
from folkmoot.domains.incidents.actions.deciding import Step, change_status
from folkmoot.domains.incidents.models import ApiKey, Incident, Photo, Watcher
from folkmoot.domains.incidents.queries.routing import Where
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.base.public import new_key
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.thread.public import link

PLAIN = "More benches, please."
ANSWERS = {"capacity": "public", "visited": "yes", "visits": 12, "repairs": ["play", "paths"]}
WITH_FILE = (
    DEFINITION
    + """\
      - key: photo
        kind: file
        text: "Show us a picture"
      - key: founded
        kind: date
        text: "Since when?"
      - key: where
        kind: map_point
        text: "Where is it?"
      - key: age
        kind: choose_one
        role: age_band
        declines: true
        text: "How old are you?"
        options:
          - {key: young, text: "Under 30"}
          - {key: old, text: "30 and over"}
      - key: order
        kind: rank
        text: "Put them in order"
        options:
          - {key: a, text: "First"}
          - {key: b, text: "Second"}
"""
)


@dataclass
class World:
    """A consultation in the state asked for, with one of everything that can hang on it."""

    officer: User
    other: User
    consultation: Consultation
    version: Questionnaire
    answer: Answer
    response: Response
    held: Response
    letter: Response
    paper: Response
    again: Response
    draft: Draft
    theme: Theme
    outcome: Outcome
    round: CodingRound
    weighting: Weighting
    report: Report
    incident: Incident
    photo: Photo
    watcher: Watcher
    api_key: ApiKey
    case: Case
    confidential: Case

    def client(self, person: User | None = None) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(person or self.officer)
        return client


def make_world(state: str = "open", words: str = PLAIN, published: bool = False, **plan: Any) -> World:
    """`state`: open, closed or decided. `words` stands wherever somebody can write."""
    forget_sheets()
    body = OrganisationFactory(name=f"The body {words}"[:200])
    consultation = ConsultationFactory(
        **{state: True}, organisation=body, title=f"Parks {words}"[:190], summary=words, **plan
    )
    version = QuestionnaireFactory(consultation=consultation, definition=WITH_FILE)
    officer = UserFactory(roles=[("engagement_officer", body.scope)], name=f"Officer {words}"[:150])
    other = UserFactory(roles=[("engagement_officer", body.scope)])
    contact = ContactDetails(
        name=f"Ann {words}"[:200], medium="email", address="ann@example.org", wants_outcome=True, copy_to=""
    )
    response = respond(version, {**ANSWERS, "words": words}, consent=Consent.NAMED, contact=contact)
    held = respond(version, {**ANSWERS, "words": f"Held: {words}"}, held_because="It looks like spam.")
    letter = record_letter(
        questionnaire=version,
        letter=Letter(channel="letter", received_on=None, words=f"Dear officers, {words}", key="letter-1-of-the-world"),
        by=SYSTEM,
    ).response
    paper = type_form(version, officer.as_actor(), key="paper-form-1-of-the-world").response
    again = type_form(version, officer.as_actor(), key="paper-form-2-of-the-world").response
    typed_twice(again, officer, other)
    # The fifth that counts where none is held for its words: of fewer a report is not shown.
    respond(version, ANSWERS)
    draft = begin_draft(questionnaire=version, entered={"words": [words]}, by=RESIDENT)
    Answer.objects.filter(response=response).update(reading=ReadingState.APPROVED, public_text=words)
    answer = Answer.objects.get(response=response)
    theme = Theme.objects.create(
        consultation=consultation, key="benches", title=words[:200], description=words, question=answer.question
    )
    link("grouped_in", answer, theme, by=SYSTEM)
    round_ = with_everything(theme, [answer], officer.as_actor())
    published_at = timezone.now() if published else None
    outcome = Outcome.objects.create(
        consultation=consultation, asked=words, said=words, did=words, published_at=published_at
    )
    OutcomeItem.objects.create(outcome=outcome, theme=theme, verdict="accepted", because=words)
    return World(
        officer=officer,
        other=other,
        consultation=consultation,
        version=version,
        answer=answer,
        response=response,
        held=held,
        letter=letter,
        paper=paper,
        again=again,
        draft=draft,
        theme=theme,
        outcome=outcome,
        round=round_,
        weighting=weighting_of(consultation, words),
        report=report_with_edition(consultation, words),
        **a_report_and_a_watcher(body, words),
        case=make_case(body, words),
        confidential=make_confidential_case(body, words),
    )


def a_report_and_a_watcher(body: Organisation, words: str) -> dict[str, Any]:
    """A problem that was reported to this body, in a kind that everybody can see, and somebody who watches for it."""
    text = {"key": "note", "kind": "text", "text": f"Note {words}"[:500], "lines": 1}
    category = CategoryFactory(
        goes_to=body, name=f"Litter {words}"[:120], description=words, questions=[text], emergency=words[:300]
    )
    where = Where(words[:500], 1.05, 51.05, "given")
    incident = reported(category, words, where=where, email="ann@example.org", answers={"note": words.strip() or "x"})
    incident.public_words = words
    incident.save()
    change_status(incident=incident, step=Step("planned", words or "x"), by=SYSTEM)
    photo = Photo.objects.create(incident=incident, key=new_key())
    scheme = WatchSchemeFactory(organisation=body, title=f"Watch {words}"[:120], text=words)
    watcher = Watcher.objects.create(
        scheme=scheme,
        key=new_key(),
        form_key=new_key(),
        name=f"Wat {words}"[:200],
        email="wat@example.org",
        ward=PlaceFactory(kind="ward"),
        state="active",
    )
    api_key, _secret = issue_key(title="An app", contact="", by=SYSTEM)
    return {"incident": incident, "photo": photo, "watcher": watcher, "api_key": api_key}


def weighting_of(consultation: Consultation, words: str) -> Weighting:
    margins = [{"variable": "visited", "level": level, "total": 50} for level in ("yes", "no")]
    return Weighting.objects.create(
        consultation=consultation, name=words[:200], source=words[:300], margins=margins, trim_high=3
    )


def typed_twice(response: Response, first: User, second: User) -> None:
    """The two disagree about one answer."""
    SecondEntry.objects.create(
        response=response,
        answers={},
        fields=1,
        differences={"visits": [12, 13]},
        first_typed_by_key=first.as_actor().key,
        typed_by=second.name,
        typed_by_key=second.as_actor().key,
    )
