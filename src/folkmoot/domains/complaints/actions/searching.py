from __future__ import annotations

from django.db import transaction

from folkmoot.ground.base.policies import Actor

from ..adapters.search_index import WORDS
from ..models import Case, Complainant, Note
from ..policies import check_set_up

AT_ONCE = 500


def index_case(case: Case) -> None:
    """Make the case findable by its words, its person and what was noted. Call it after each change of these."""
    person = Complainant.objects.filter(case=case).first()
    named = [person.name, person.email, person.telephone, person.postcode, person.on_behalf_of] if person else []
    notes = Note.objects.filter(case=case).values_list("words", flat=True)
    parts = [case.arrival.reference, case.summary, case.place_words, case.arrival.words, case.wanted, *named, *notes]
    WORDS.put(case.pk, "\n".join(part for part in parts if part))


def index_all(*, by: Actor) -> int:
    """Build the whole index anew; returns how many cases it holds."""
    check_set_up(by)
    done, last = 0, 0
    while True:
        cases = list(Case.objects.filter(pk__gt=last).select_related("arrival").order_by("pk")[:AT_ONCE])
        if not cases:
            return done
        with transaction.atomic():
            for case in cases:
                index_case(case)
        done, last = done + len(cases), cases[-1].pk


def is_index_lost() -> bool:
    """Whether there are cases and none can be found: a backup in lines of JSON does not hold the index."""
    return WORDS.is_empty and Case.objects.exists()
