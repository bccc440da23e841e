"""Send somebody a copy of what they answered."""

from __future__ import annotations

from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.enums import Medium
from folkmoot.ground.notify.public import tell

from ..adapters import as_plain_text, questionnaire_of
from ..models import Response
from ..queries.asked_mail import COPY, takes_more_today


def send_copy(*, response: Response, arrival: Arrival, address: str) -> bool:
    """Queue the copy; the worker sends it. Asked for by the respondent, so it goes to the address they gave.

    False where that address has had all the mail it takes in a day: whoever answers can still keep a copy from the
    received page.
    """
    if not takes_more_today(address):
        return False
    questionnaire = questionnaire_of(response.questionnaire)
    tell(
        medium=Medium.EMAIL,
        to=address,
        template=COPY,
        values={
            "title": response.consultation.title,
            "reference": arrival.reference,
            "answers": as_plain_text(questionnaire, response.answers),
        },
        dedupe_key=f"copy:{arrival.key}",
        subject_record=response,
    )
    return True
