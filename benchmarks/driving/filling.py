"""Fill a consultation of a site with responses, through the same action that takes in a spreadsheet. A program, because
it runs with the settings of the site that it fills: python -m driving.filling SLUG UP_TO
"""

from __future__ import annotations

import sys
from datetime import timedelta
from itertools import cycle, islice

from folkmoot.site.cli import set_up_django

AT_ONCE = 5_000


def main(slug: str, up_to: int) -> None:
    set_up_django()
    # Models can be imported only now that Django stands.
    from folkmoot.domains.consultations.actions.submit_many import ResponseRow, submit_many  # noqa: PLC0415
    from folkmoot.domains.consultations.models import Consultation, Response  # noqa: PLC0415
    from folkmoot.ground.base.policies import SYSTEM  # noqa: PLC0415

    consultation = Consultation.objects.get(slug=slug)
    questionnaire = consultation.questionnaires.filter(published_at__isnull=False).latest("version")
    models = list(Response.objects.filter(consultation=consultation).values_list("answers", "channel"))
    number = len(models)
    endless = cycle(models)
    while number < up_to:
        batch = islice(endless, min(AT_ONCE, up_to - number))
        rows = [
            ResponseRow(
                key=f"bench:{number + place}",
                channel=channel,
                received_on=consultation.opens_on + timedelta(days=place % 28),
                answers=answers,
            )
            for place, (answers, channel) in enumerate(batch)
        ]
        number += len(submit_many(questionnaire=questionnaire, rows=rows, by=SYSTEM))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
