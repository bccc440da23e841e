"""What tests of consultations begin with: `ConsultationFactory(open=True)`, `QuestionnaireFactory()`, `respond(…)`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from folkmoot.domains.consultations.actions.submit import ContactDetails, Origin, submit_response
from folkmoot.domains.consultations.enums import Consent, EqualityStatus, PhaseKind
from folkmoot.domains.consultations.models import Consultation, Phase, Questionnaire, Response, Theme
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import RESIDENT, Actor
from folkmoot_core.calendars import start_of_day
from folkmoot_core.questionnaires import fingerprint, load_questionnaire
from folkmoot_core.values import Invalid

from .bodies import OrganisationFactory

DEFINITION = """\
questionnaire: parks
title: "What should our parks be like?"
sections:
  - key: start
    title: "You and the parks"
    questions:
      - key: capacity
        kind: choose_one
        text: "Are you answering for yourself or for a group?"
        role: capacity
        options:
          - {key: public, text: "For myself"}
          - {key: club, text: "For a club or group"}
      - key: visited
        kind: choose_one
        text: "Have you been to a park this year?"
        options:
          - {key: "yes", text: "Yes"}
          - {key: "no", text: "No"}
      - key: visits
        kind: number
        text: "About how many times?"
        show_if: {question: visited, any_of: ["yes"]}
  - key: priorities
    title: "What should come first"
    questions:
      - key: repairs
        kind: choose_many
        text: "Which two repairs matter most?"
        max_choices: 2
        declines: true
        options:
          - {key: play, text: "Play areas"}
          - {key: paths, text: "Paths"}
          - {key: toilets, text: "Toilets"}
      - key: words
        kind: text
        text: "What else should we know?"
      - key: postcode
        kind: postcode
        text: "What is your postcode?"
        role: postcode
"""
ANSWERS = {"capacity": "public", "visited": "yes", "visits": 12, "repairs": ["play", "paths"], "words": "More benches."}


class ConsultationFactory(factory.django.DjangoModelFactory):
    """A consultation being prepared, planned well enough to open. Traits: `open`, `closed` (answers are being read),
    `decided`. Those have phases and dates; add `questionnaires=1` or a QuestionnaireFactory for what is answered."""

    class Meta:
        model = Consultation
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(opens_on=None, closes_on=None)
        open = factory.Trait(
            opens_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=14)),
            closes_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=76)),
        )
        closed = factory.Trait(
            opens_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100)),
            closes_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10)),
        )
        decided = factory.Trait(
            opens_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=200)),
            closes_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=110)),
        )

    slug = factory.Sequence(lambda number: f"consultation-{number}")
    title = factory.Sequence(lambda number: f"Consultation {number}")
    summary = "We ask what our parks should be like."
    organisation = factory.SubFactory(OrganisationFactory)
    objectives = ["Learn what people want of their parks"]
    why_now = "The plan for the parks ends next year."
    still_open = ["What is mended first"]
    already_decided = ["That no park is sold"]
    who_decides = "The parks committee decides in spring."
    equality_status = EqualityStatus.INITIAL_DONE
    contact_name = "The parks team"
    contact_email = "parks@example.org"
    contact_address = "Parks, Town Hall, Exampleton"

    @factory.post_generation
    def phases(self: Consultation, create: bool, phases: Any, **_rest: Any) -> None:
        """The phases that follow from the dates, for what has been put on the calendar; `phases=False` for none."""
        if not create or phases is False or self.opens_on is None or self.closes_on is None:
            return
        starts = {
            PhaseKind.OPEN: start_of_day(self.opens_on),
            PhaseKind.ANALYSING: start_of_day(self.closes_on + timedelta(days=1)),
        }
        decided = self.closes_on + timedelta(days=60)
        if decided < timezone.localdate():
            starts[PhaseKind.DECIDED] = start_of_day(decided)
        for kind, instant in starts.items():
            Phase.objects.create(consultation=self, kind=kind, starts_at=instant)

    @factory.post_generation
    def questionnaires(self: Consultation, create: bool, wanted: int | None, **_rest: Any) -> None:
        if create and wanted:
            QuestionnaireFactory(consultation=self)


class QuestionnaireFactory(factory.django.DjangoModelFactory):
    """A published version (`published_at=None`: the draft) of a small questionnaire about parks, in an open
    consultation."""

    class Meta:
        model = Questionnaire

    consultation = factory.SubFactory(ConsultationFactory, open=True)
    version = factory.LazyAttribute(lambda each: each.consultation.questionnaires.count() + 1)
    definition = DEFINITION
    sha256 = factory.LazyAttribute(lambda each: fingerprint_of(each.definition))
    published_at = factory.LazyFunction(timezone.now)


class ThemeFactory(factory.django.DjangoModelFactory):
    """A theme of a consultation; of one question with `question="words"`."""

    class Meta:
        model = Theme

    consultation = factory.SubFactory(ConsultationFactory, closed=True)
    key = factory.Sequence(lambda number: f"theme-{number}")
    title = factory.Sequence(lambda number: f"Theme {number}")


class ResponseFactory(factory.Factory):
    """A response taken in by the same action as any other: `ResponseFactory(questionnaire=…, channel="paper")`."""

    class Meta:
        model = Response

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    answers = factory.LazyFunction(lambda: dict(ANSWERS))
    channel = Channel.WEB
    by = RESIDENT
    consent = Consent.NONE
    contact = None
    held_because = ""

    @classmethod
    def _create(cls, model_class: Any, *_args: Any, **named: Any) -> Response:
        return respond(**named)


def respond(
    questionnaire: Questionnaire,
    answers: dict[str, Any],
    channel: str = Channel.WEB,
    by: Actor = RESIDENT,
    consent: str = Consent.NONE,
    contact: ContactDetails | None = None,
    held_because: str = "",
    key: str | None = None,
) -> Response:
    origin = Origin(channel=channel, key=key, held_because=held_because)
    submitted = submit_response(
        questionnaire=questionnaire, answers=answers, origin=origin, by=by, consent=consent, contact=contact
    )
    return submitted.response


def fingerprint_of(definition: str) -> str:
    """The fingerprint that the product would give; of an unfit draft, which has none, 64 zeros."""
    try:
        return fingerprint(load_questionnaire(definition))
    except Invalid:
        return "0" * 64
