"""Cases in which everything that can be written is written, each text with the same planted words."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.complaints import ReasonFactory, UnitFactory, log

from folkmoot.domains.complaints.actions.acknowledge import acknowledge
from folkmoot.domains.complaints.actions.further import escalate
from folkmoot.domains.complaints.actions.letters import LetterWords
from folkmoot.domains.complaints.actions.log import Whose
from folkmoot.domains.complaints.actions.remedies import add_lesson, add_remedy
from folkmoot.domains.complaints.actions.resident import add_to_case
from folkmoot.domains.complaints.actions.respond import Found, respond
from folkmoot.domains.complaints.actions.writing import add_file, add_note
from folkmoot.domains.complaints.models import Case, Reason, Unit
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.bodies.models import Organisation


def make_case(body: Organisation, words: str, **said: bool) -> Case:
    """At its second stage, with letters out, a note, a file, a promise and a lesson."""
    unit = UnitFactory(organisation=body, name=f"Unit {words}"[:200])
    reason = ReasonFactory(name=words[:200])
    whose = Whose(name=f"Carla {words}"[:200], medium="email", email="carla@example.org", adjustments=words)
    case = log(
        words,
        unit=unit,
        whose=whose,
        summary=words[:200],
        reasons=[reason.key],
        wanted=words,
        received=timezone.localdate() - timedelta(days=3),
        **said,
    )
    letter = LetterWords(f"Subject {words}"[:200], f"Dear Carla, {words}")
    acknowledge(case=case, by=SYSTEM, points=[words[:500]], letter=letter)
    add_note(case=case, words=words, by=SYSTEM)
    add_file(case=case, upload=SimpleUploadedFile("a.txt", b"A file"), title=words[:200], by=SYSTEM)
    respond(case=case, found={1: Found("partly_upheld", words)}, by=SYSTEM, letter=letter)
    due = timezone.localdate() + timedelta(days=3)
    add_remedy(case=case, kind="action", words=words[:500], owner_name=words[:200], due_on=due, by=SYSTEM)
    add_lesson(case=case, cause=words[:300], learned=words, changed=words, by=SYSTEM)
    escalate(case=case, by=SYSTEM)
    add_to_case(case=case, words=words, by=RESIDENT)
    return Case.objects.select_related("arrival").get(pk=case.pk)


def make_confidential_case(body: Organisation, words: str) -> Case:
    """One that has a handler, so that no role opens it."""
    case = make_case(body, words, is_confidential=True)
    # What a unit is called stands on the public form, and the list of reasons is every officer's.
    Unit.objects.filter(pk=case.unit_id).update(name="The unit")
    Reason.objects.filter(pk__in=case.reasons.all()).update(name="The reason")
    keeper = UserFactory(roles=[("complaints_officer", "service:none")])
    Case.objects.filter(pk=case.pk).update(handler=keeper, handler_name=keeper.name)
    return case
