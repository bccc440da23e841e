"""Volunteers who watch: they join, are welcomed, and write down what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.base.public import new_key
from folkmoot.ground.notify.policies import is_email_address
from folkmoot.ground.notify.public import Medium, forget_messages, takes_more_today, tell
from folkmoot.ground.places.models import Place
from folkmoot_core.values import Fault, Invalid

from ..enums import WatcherState
from ..models import Outing, Watcher, WatchScheme
from ..models.watcher import MOST_BAGS, MOST_MINUTES
from ..policies import check_keep_watch

JOINED = "incidents/joined_watch"
# What is written down later than this is a guess.
LATEST_DAYS = 366


def join(*, scheme: WatchScheme, name: str, email: str, ward: Place, form_key: str, by: Actor) -> Watcher:
    """Sign up for a patch. The same form sent twice is one watcher. The secret link goes to the address that was given,
    and nowhere else: so nobody joins for somebody else. Raises Invalid, naming the field."""
    name, email = " ".join(name.split()), email.strip()
    faults = []
    if not name:
        faults.append(Fault("name", _("Tell us your name."), _("Only the officers who look after watchers see it.")))
    if not is_email_address(email):
        faults.append(Fault("email", _("This is not an e-mail address."), _("It looks like name@example.org.")))
    if faults:
        raise Invalid(faults)
    try:
        with transaction.atomic():
            watcher = Watcher.objects.create(
                scheme=scheme, key=new_key(), form_key=form_key, name=name[:200], email=email, ward=ward
            )
            if takes_more_today(medium=Medium.EMAIL, to=email, templates=(JOINED,)):
                _send_link(watcher)
    except IntegrityError:
        return Watcher.objects.get(form_key=form_key)
    return watcher


def _send_link(watcher: Watcher) -> None:
    tell(
        medium=Medium.EMAIL,
        to=watcher.email,
        template=JOINED,
        values={
            "name": watcher.name,
            "scheme": watcher.scheme.title,
            "ward": watcher.ward.name,
            "page": reverse("incidents:show_patch", args=[watcher.key]),
        },
        dedupe_key=f"watcher-joined:{watcher.pk}",
        subject_record=watcher,
        secret=True,
    )


@transaction.atomic
def decide_watcher(*, watcher: Watcher, state: str, by: Actor) -> Watcher:
    """Welcome somebody who waits, stop somebody, or welcome them back. Raises Refused."""
    check_keep_watch(by, watcher.scheme.organisation.scope)
    if state not in (WatcherState.ACTIVE, WatcherState.STOPPED) or state == watcher.state:
        raise Refused(_("Somebody has already decided about this. Load the page again."))
    old, watcher.state = watcher.state, state
    watcher.save(update_fields=["state", "updated_at"])
    record(verb="watcher.decided", subject=watcher, by=by, changes={"state": [str(old), str(state)]})
    return watcher


@dataclass(frozen=True)
class Deed:
    """What was done on a day."""

    done_on: date
    minutes: int
    bags: int = 0
    words: str = ""


def log_outing(*, watcher: Watcher, deed: Deed, form_key: str, by: Actor) -> Outing:
    """Write down an outing. The same form sent twice is one. Raises Refused for somebody who is not active; Invalid,
    naming the field."""
    if watcher.state != WatcherState.ACTIVE:
        raise Refused(_("You can write down hours once you have been welcomed."))
    today = timezone.localdate()
    faults = []
    if deed.done_on > today:
        faults.append(Fault("done_on", _("The day lies in the future."), _("Write it down when it is done.")))
    elif deed.done_on < today - timedelta(days=LATEST_DAYS):
        faults.append(Fault("done_on", _("The day is more than a year ago."), _("Give a later one.")))
    if not 1 <= deed.minutes <= MOST_MINUTES:
        faults.append(Fault("minutes", _("Give the minutes, from 1 to %(most)d.") % {"most": MOST_MINUTES}))
    if not 0 <= deed.bags <= MOST_BAGS:
        faults.append(Fault("bags", _("Give the number of bags, from 0 to %(most)d.") % {"most": MOST_BAGS}))
    if faults:
        raise Invalid(faults)
    try:
        with transaction.atomic():
            return Outing.objects.create(
                watcher=watcher,
                form_key=form_key,
                done_on=deed.done_on,
                minutes=deed.minutes,
                bags=deed.bags,
                words=deed.words.strip()[:500],
            )
    except IntegrityError:
        return Outing.objects.get(form_key=form_key)


@transaction.atomic
def leave(*, watcher: Watcher, by: Actor) -> None:
    """Forget who a watcher is, at their own wish; what was done stays, under nobody's name."""
    forget_messages(about=watcher, dedupe_keys=[], by=by)
    watcher.name, watcher.email = _("Has left"), "left@invalid.example"
    watcher.state, watcher.key = WatcherState.STOPPED, new_key()
    watcher.save(update_fields=["name", "email", "state", "key", "updated_at"])
    record(verb="watcher.left", subject=watcher, by=by)
