"""What we write to the person, and keep; it goes out in the way they chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.notify.enums import Medium
from folkmoot.ground.notify.public import tell
from folkmoot_core.values import Fault, Invalid

from ..enums import Direction
from ..models import Case, Complainant, Letter
from ..queries.letters import fill_in, places_in, values_of

LONGEST = 20_000


@dataclass(frozen=True)
class LetterWords:
    subject: str
    body: str


def send_letter(case: Case, step: str, words: LetterWords, *, by: Actor, on: date | None = None) -> Letter:
    """Keep the letter and tell the person, where we know how; what still stands in curly brackets is filled in as the
    case is now. Call it inside a transaction. Raises Invalid."""
    faults = []
    if not words.subject.strip() or len(words.subject) > 200:
        faults.append(Fault("subject", _("A letter has a subject of up to 200 characters.")))
    if not words.body.strip() or len(words.body) > LONGEST:
        faults.append(Fault("body", _("A letter has some words, and not more than 20,000 characters of them.")))
    if faults:
        raise Invalid(faults)
    words = fill_late(case, words, officer=by.name)
    letter = Letter.objects.create(
        case=case,
        direction=Direction.OUT,
        step=step,
        stage=case.stage,
        on=on or timezone.localdate(),
        subject=" ".join(words.subject.split()),
        body=words.body.strip(),
        by_name=by.name,
    )
    key = f"case-letter:{letter.pk}"
    if tell_person(case, subject=letter.subject, body=letter.body, key=key):
        letter.message_key = key
        letter.save(update_fields=["message_key"])
    return letter


def fill_late(case: Case, words: LetterWords, *, officer: str) -> LetterWords:
    """{points}, {findings} and {answer_by} are known only once the step itself is written down."""
    if not places_in(f"{words.subject} {words.body}"):
        return words
    values = values_of(case, officer=officer)
    return LetterWords(fill_in(words.subject, values), fill_in(words.body, values))


def tell_person(case: Case, *, subject: str, body: str, key: str) -> bool:
    """Put a message to the person in the outbox; False where nobody asked to be told.

    An e-mail or text holds the link to the resident's page, so its words are wiped once it is sent.
    """
    person = Complainant.objects.filter(case=case).first()
    if person is None or not person.address:
        return False
    medium = person.medium
    tell(
        medium=medium,
        to=f"{person.name}\n{person.postal}" if medium == Medium.LETTER else person.address,
        template="complaints/text" if medium == Medium.TEXT else "complaints/letter",
        values={
            "subject": subject,
            "body": body,
            "reference": case.arrival.reference,
            "secret": case.secret,
            "path": follow_path(case),
        },
        dedupe_key=key,
        subject_record=case,
        secret=medium != Medium.LETTER,
    )
    return True


def follow_path(case: Case) -> str:
    """Where the resident follows the case: whoever has the link may."""
    return reverse("complaints:follow_case", args=[case.arrival.reference, case.secret])
