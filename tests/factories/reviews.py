"""What tests of topic reviews begin with: `make_review()`, gathering evidence, with one of everything on it."""

from __future__ import annotations

from itertools import count
from typing import Any

from folkmoot.domains.reviews.actions.evidence import Said, decide_submission, send_evidence
from folkmoot.domains.reviews.enums import Stage
from folkmoot.domains.reviews.models import Action, Recommendation, Session, Submission, TopicReview
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.public import new_form_key

from .bodies import OrganisationFactory

_number = count(1)


def make_review(body: Organisation | None = None, **more: Any) -> TopicReview:
    number = next(_number)
    fields = {"title": f"Eating together {number}", "scope": "Lunch clubs.", "stage": Stage.EVIDENCE}
    body = body or OrganisationFactory()
    return TopicReview.objects.create(
        key=f"eating-{number}", body=body, answering=OrganisationFactory(), **fields | more
    )


def make_submission(review: TopicReview, words: str = "It keeps me going.", **more: Any) -> Submission:
    """Sent by a resident, as by the public form."""
    held = more.pop("held_because", "")
    said = Said(words, **{"naming": "unnamed"} | more)
    return send_evidence(review=review, said=said, key=new_form_key(), held_because=held, by=RESIDENT)


def publish(submission: Submission, words: str = "It keeps me going.") -> Submission:
    return decide_submission(submission=submission, state="published", words=words, because="", by=SYSTEM)


def arguments_of(*names: str, of: str = "") -> dict[str, Any]:
    """A review with everything on it; of what names it, these arguments. `of`: whose number `pk` is."""
    review = make_review()
    submission = publish(make_submission(review, name="Ann", email="ann@example.org"))
    recommendation = Recommendation.objects.create(review=review, number=1, words="A fund", standing="final")
    rows = {
        "submission": submission,
        "recommendation": recommendation,
        "session": Session.objects.create(review=review, kind="visit", title="A club"),
        "action": Action.objects.create(recommendation=recommendation, words="Begin", owner="The council"),
    }
    row = rows.get(of)
    known = {
        "review": review.key,
        "deed": "answer" if of == "recommendation" else "plan",
        "reference": submission.arrival.reference,
        "secret": submission.secret,
        "number": submission.number,
        "pk": row.pk if row else 0,
    }
    return {name: known[name] for name in names}
