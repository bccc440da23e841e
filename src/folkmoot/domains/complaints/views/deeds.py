"""What an officer can do with a case: each deed has a form, an action, and the states in which it is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid, normalise_reference

from ..actions import assigning, ending, further, remedies, tying, writing
from ..actions.acknowledge import acknowledge
from ..actions.correct import correct_event
from ..actions.extend import extend, wait_for
from ..actions.pausing import pause, resume
from ..actions.respond import Found, respond
from ..actions.triage import Sorted, triage
from ..adapters import policy_of
from ..enums import KINDS_WITH_CLOCK, Ending, EventKind, Kind, State
from ..forms import deeds as forms
from ..models import Case, CaseEvent, Remedy
from ..policies import can_extend, can_pause, can_reopen_clock, next_stage_of
from ..queries.case_page import case_of
from ..queries.visible import user_id

ANY = frozenset(State.values)
OPEN = frozenset({State.OPEN})
ANSWERED = frozenset({State.ANSWERED})
OVER = frozenset({State.ANSWERED, State.CLOSED})
NOT_HELD = frozenset({State.OPEN, State.ANSWERED, State.CLOSED})
Run = Callable[[Case, Any, Actor], object]


@dataclass(frozen=True)
class Deed:
    """`press`: the key that opens it where there is a keyboard. `hint` stands above the form."""

    title: str | Promise
    form: type[forms.DeedForm]
    run: Run
    done: str | Promise
    states: frozenset[str] = ANY
    press: str = ""
    hint: str | Promise = ""
    group: str = "more"
    suits: Callable[[Case], bool] = lambda _case: True


def _triage(case: Case, form: Any, by: Actor) -> object:
    given = form.cleaned_data
    names = ("kind", "summary", "reasons", "place_words", "clock_from")
    flags = ("is_confidential", "is_anonymous", "is_safeguarding")
    found = Sorted(
        **{name: given[name] for name in (*names, *flags)},
        unit=form.units.get(given["unit"]),
        lead=form.bodies.get(given["lead"]),
        partners=[form.bodies[key] for key in given["partners"]],
    )
    with transaction.atomic():
        # First to whom it goes: what is confidential afterwards is theirs alone.
        if "handler" in form.data and form.cleaned_data["handler"] != str(case.handler_id or ""):
            assigning.assign(case=case, handler=form.people.get(form.cleaned_data["handler"]), by=by)
        return triage(case=case, found=found, by=by)


def _take(case: Case, _form: Any, by: Actor) -> object:
    me = User.objects.filter(pk=user_id(by)).first()
    if case.handler_id or me is None:
        raise Refused(_("Somebody has it already."))
    return assigning.assign(case=case, handler=me, by=by)


def _acknowledge(case: Case, form: Any, by: Actor) -> object:
    given = form.cleaned_data
    return acknowledge(case=case, by=by, on=given["on"], points=given["points"].splitlines(), letter=form.letter)


def _answer(case: Case, form: Any, by: Actor) -> object:
    given = form.cleaned_data
    found = {number: Found(given[f"outcome-{number}"], given[f"because-{number}"]) for number, _words in form.points}
    return respond(case=case, found=found, by=by, on=given["on"], letter=form.letter)


def _extend(case: Case, form: Any, by: Actor) -> object:
    given = form.cleaned_data
    return extend(case=case, until=given["until"], reason=given["reason"], letter=form.letter_words, by=by)


def _escalate(case: Case, form: Any, by: Actor) -> object:
    return further.escalate(case=case, by=by, handler=form.chosen, on=form.cleaned_data["on"], letter=form.letter)


def _remedy(case: Case, form: Any, by: Actor) -> object:
    return remedies.add_remedy(case=case, by=by, **form.cleaned_data)


def _lesson(case: Case, form: Any, by: Actor) -> object:
    return remedies.add_lesson(case=case, by=by, **form.cleaned_data)


def _other(form: Any, by: Actor) -> Case:
    """Raises Invalid where there is none that this officer may read."""
    reference = normalise_reference(form.cleaned_data["other"])
    found = case_of(reference, by) if reference else None
    if found is None:
        raise Invalid([Fault("other", str(_("We know no such case.")), str(_("Check the reference.")))])
    return found


def _person(case: Case, form: Any, by: Actor) -> object:
    return writing.edit_person(case=case, whose=form.whose(), by=by)


def _letter_in(case: Case, form: Any, by: Actor) -> object:
    given = form.cleaned_data
    return writing.keep_letter_in(case=case, words=given["words"], channel=given["channel"], on=given["on"], by=by)


def _file(case: Case, form: Any, by: Actor) -> object:
    return writing.add_file(case=case, upload=form.cleaned_data["file"], title=form.cleaned_data["title"], by=by)


def _correct(case: Case, form: Any, by: Actor) -> object:
    wrong = CaseEvent.objects.filter(case=case, pk=number_in(form.data.get("event"))).first()
    if wrong is None:
        raise Invalid([Fault("on", str(_("Choose the date that is wrong on the page of the case.")))])
    given = form.cleaned_data
    return correct_event(case=case, event=wrong, by=by, reason=given["reason"], on=given["on"], until=given["until"])


def _remedy_done(case: Case, form: Any, by: Actor) -> object:
    remedy = Remedy.objects.filter(case=case, pk=number_in(form.data.get("remedy"))).first()
    if remedy is None:
        raise Invalid([Fault("on", str(_("Choose the promise on the page of the case.")))])
    return remedies.mark_done(remedy=remedy, by=by, on=form.cleaned_data["on"], note=form.cleaned_data["note"])


def number_in(text: object) -> int:
    """0 for what is no number of a row."""
    typed = str(text or "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0


def _has_further(case: Case) -> bool:
    """Whether the clock of the case has a further stage that nobody has asked for yet. At most one query."""
    policy = further.policy_in(case)
    return next_stage_of(policy, 0) and next_stage_of(policy, further.times(case, EventKind.ESCALATED))


def _can_come_back(case: Case) -> bool:
    """Whether reopening begins a count of its own, once more. At most one query."""
    policy = further.policy_in(case)
    return can_reopen_clock(policy, 0) and can_reopen_clock(policy, further.times(case, EventKind.REOPENED))


def _was_answered(case: Case) -> bool:
    return case.policy is not None and case.ending in ("", Ending.ANSWERED)


def _owes_answer(case: Case) -> bool:
    return case.kind in KINDS_WITH_CLOCK


def _may_extend(case: Case) -> bool:
    return case.policy is not None and can_extend(policy_of(case.policy))


def _may_pause(case: Case) -> bool:
    return case.policy is not None and can_pause(policy_of(case.policy))


DEEDS: dict[str, Deed] = {
    "triage": Deed(
        _("Sort it"), forms.TriageForm, _triage, _("Sorted."), OPEN | ANSWERED, "t", group="first",
        hint=_("What it is, which service answers, and why it came about."),
    ),
    "assign": Deed(
        _("Give it to somebody"), forms.AssignForm,
        lambda case, form, by: assigning.assign(case=case, handler=form.chosen, by=by),
        _("Given."), NOT_HELD, "a", group="first",
    ),
    "acknowledge": Deed(
        _("Acknowledge"), forms.AcknowledgeForm, _acknowledge, _("Acknowledged."), OPEN, "k", group="first",
        suits=lambda case: case.policy is None or case.next_step == EventKind.ACKNOWLEDGED,
        hint=_("Acknowledging late does not move the date of the answer."),
    ),
    "answer": Deed(
        _("Answer"), forms.AnswerForm, _answer, _("Answered."), OPEN, "r", group="first", suits=_owes_answer,
        hint=_("Answer when you know, not when everything is done: what you promise is followed afterwards."),
    ),
    "extend": Deed(
        _("Take more time"), forms.ExtendForm, _extend, _("Extended; the person is told."), OPEN, "x", group="first",
        suits=_may_extend, hint=_("The person is told why, until when, and how to reach the Ombudsman."),
    ),
    "close": Deed(
        _("Close"), forms.CloseForm, lambda case, form, by: ending.close(case=case, by=by, letter=form.letter),
        _("Closed."), OPEN | ANSWERED, "c", group="first",
        suits=lambda case: case.state == State.ANSWERED or not _owes_answer(case),
    ),
    "escalate": Deed(
        _("Take it to the next stage"), forms.EscalateForm, _escalate, _("At the next stage."), NOT_HELD, "e",
        hint=_("Nobody is asked for reasons. Somebody else than before looks at all of it again."), group="first",
        suits=_has_further,
    ),
    "note": Deed(
        _("Note something"), forms.NoteForm,
        lambda case, form, by: writing.add_note(case=case, by=by, **form.cleaned_data), _("Noted."), press="n",
    ),
    "write": Deed(
        _("Write a letter"), forms.WriteForm,
        lambda case, form, by: writing.write_letter(case=case, letter=form.letter_words, by=by), _("Sent."), press="w",
    ),
    "heard": Deed(_("Keep what they wrote or said"), forms.LetterInForm, _letter_in, _("Kept."), press="h"),
    "file": Deed(_("Add a file"), forms.FileForm, _file, _("Kept."), press="f"),
    "wait": Deed(
        _("Wait for somebody"), forms.WaitForm,
        lambda case, form, by: wait_for(case=case, whom=form.cleaned_data["whom"], by=by), _("Kept."), OPEN, "o",
    ),
    "pause": Deed(
        _("Stop the clock"), forms.PauseForm,
        lambda case, form, by: pause(case=case, by=by, **form.cleaned_data), _("The clock stands still."), OPEN,
        suits=lambda case: _may_pause(case) and not case.is_paused,
        hint=_("The time until it goes on is not counted. The person sees that we wait for something."),
    ),
    "resume": Deed(
        _("Let the clock go on"), forms.OnDayForm,
        lambda case, form, by: resume(case=case, by=by, **form.cleaned_data), _("The clock goes on."), OPEN,
        suits=lambda case: case.is_paused,
    ),
    "remedy": Deed(
        _("Promise a remedy"), forms.RemedyForm, _remedy, _("Promised; it is followed until it is done."), NOT_HELD,
        "p",
    ),
    "lesson": Deed(_("Write down a lesson"), forms.LessonForm, _lesson, _("Written down."), NOT_HELD, "l"),
    "person": Deed(_("Mend who it is from"), forms.PersonForm, _person, _("Mended.")),
    "readers": Deed(
        _("Say who else may read it"), forms.ReadersForm,
        lambda case, form, by: assigning.set_readers(
            case=case, readers=[form.people[key] for key in form.cleaned_data["readers"]], by=by
        ),
        _("Kept."), suits=lambda case: case.is_confidential,
    ),
    "tie": Deed(
        _("Tie it to another case"), forms.OtherCaseForm,
        lambda case, form, by: tying.tie(case=case, other=_other(form, by), by=by), _("Tied."),
    ),
    "merge": Deed(
        _("Join it with another case"), forms.OtherCaseForm,
        lambda case, form, by: tying.merge(case=case, into=_other(form, by), by=by), _("Joined."), OPEN,
        hint=_("This one is closed, and all goes on in the other. Its own day and person stay in the record."),
    ),
    "split": Deed(
        _("Make a part of it a case of its own"), forms.SplitForm,
        lambda case, form, by: tying.split(case=case, by=by, **form.cleaned_data), _("There is a new case."), OPEN,
    ),
    "signpost": Deed(
        _("Send it on to another body"), forms.SignpostForm,
        lambda case, form, by: ending.signpost(case=case, to=form.cleaned_data["to"], letter=form.letter, by=by),
        _("Sent on."), OPEN,
    ),
    "withdraw": Deed(
        _("They do not go on with it"), forms.ReasonOnDayForm,
        lambda case, form, by: ending.withdraw(case=case, by=by, **form.cleaned_data), _("Withdrawn."), OPEN,
    ),
    "refuse": Deed(
        _("Do not take it on"), forms.RefuseForm,
        lambda case, form, by: ending.refuse(
            case=case, reason=form.cleaned_data["reason"], letter=form.letter_words, by=by
        ),
        _("Not taken on; the person is told why."), OPEN,
        hint=_("Only with a reason that was looked into for this case. Each is counted in the yearly report."),
    ),
    "reopen": Deed(
        _("Reopen"), forms.ReasonOnDayForm,
        lambda case, form, by: further.reopen(case=case, by=by, **form.cleaned_data), _("Open again."), OVER,
        "u", group="first",
        suits=lambda case: not _was_answered(case) or _can_come_back(case),
    ),
    "correct": Deed(
        _("Correct a date"), forms.CorrectForm, _correct, _("Corrected; the wrong date stays in the record."),
        group="hidden",
    ),
    "done": Deed(_("A promise is kept"), forms.RemedyDoneForm, _remedy_done, _("Done."), group="hidden"),
    "take": Deed(_("Take it yourself"), forms.DeedForm, _take, _("It is yours."), OPEN, group="hidden"),
    "read": Deed(
        _("Mark what they added as read"), forms.DeedForm,
        lambda case, form, by: assigning.mark_read(case=case, by=by), _("Marked as read."), group="hidden",
    ),
}  # fmt: skip


def deeds_for(case: Case, group: str) -> list[tuple[str, Deed]]:
    """What is offered on the page of the case as it stands."""
    offered = [
        (name, deed)
        for name, deed in DEEDS.items()
        if deed.group == group and case.state in deed.states and deed.suits(case)
    ]
    return sorted(offered, key=lambda each: each[0] != next_for(case))


def next_for(case: Case) -> str:
    """What most probably comes next: it stands first."""
    if case.state == State.ANSWERED:
        return "close"
    if case.state == State.CLOSED:
        return "reopen"
    if case.kind == Kind.UNDECIDED or case.unit is None:
        return "triage"
    if case.handler is None:
        return "assign"
    if case.next_step == EventKind.ACKNOWLEDGED:
        return "acknowledge"
    return "answer" if _owes_answer(case) else "close"
