"""May and may-not for reports of problems. Pure: they read the actor and the scope of the body in charge."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused
from folkmoot_core.values import Fault

from .enums import CHOSEN_REASONS, ENDED, ClosingReason, Status

HANDLERS = (Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR)
WATCH_KEEPERS = (Role.ENGAGEMENT_OFFICER, Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR)


def can_handle(actor: Actor, scope: str) -> bool:
    """May read a report whole and decide about it: for the body in charge."""
    return actor.holds(*HANDLERS, scope=scope)


def check_handle(actor: Actor, scope: str) -> None:
    if not can_handle(actor, scope):
        raise Refused(_("This report is for the officers of the body in charge of it."))


def can_keep_watch(actor: Actor, scope: str) -> bool:
    """May see who watches, welcome them and stop them: for the body that looks after the scheme."""
    return actor.holds(*WATCH_KEEPERS, scope=scope)


def check_keep_watch(actor: Actor, scope: str) -> None:
    if not can_keep_watch(actor, scope):
        raise Refused(_("The watchers are known only to the officers who look after them."))


def check_keep_keys(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site gives keys to other systems."))


def check_load_reports(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load the categories of reports."))


def faults_of_change(old: str, new: str, reason: str, words: str) -> list[Fault]:
    """Why a report may not go from one status to another in this way; [] when it may.

    Closing needs a reason from the list and words: "closed" alone is what people resent most. What has ended is opened
    again, and only then goes on.
    """
    faults = []
    if new not in Status.values:
        faults.append(Fault("status", _("There is no such status."), _("Choose one from the list.")))
    elif old in ENDED and new != Status.OPEN:
        faults.append(Fault("status", _("This report has ended."), _("Open it again first.")))
    elif new == Status.CLOSED:
        if reason not in (*CHOSEN_REASONS, ClosingReason.DUPLICATE):
            faults.append(Fault("closing_reason", _("Say why it is closed."), _("Choose a reason from the list.")))
        if not words.strip():
            faults.append(
                Fault(
                    "words",
                    _("Say in words why it is closed."),
                    _("Whoever reported it reads them, and everybody else."),
                )
            )
    elif old in ENDED and not words.strip():
        faults.append(Fault("words", _("Say why it is opened again."), _("A few words are enough.")))
    elif old == new and not words.strip():
        faults.append(Fault("words", _("Nothing would change."), _("Choose another status, or write what is new.")))
    return faults
