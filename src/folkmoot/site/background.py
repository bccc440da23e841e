"""The work behind the pages: messages that are due, queued tasks, what a date has made due, and once a day what need
not be kept any longer."""

from __future__ import annotations

import logging
import os
import threading
from datetime import timedelta
from time import monotonic

from django.core.management import call_command
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from folkmoot.ground.notify.public import deliver_due
from folkmoot.site.registries import offered

log = logging.getLogger(__name__)
AT_ONCE = 100
A_MINUTE = 60
A_DAY = 24 * 60 * 60
TASK_RESULTS_KEPT_DAYS = 7


class Background:
    """One loop. A database that does not answer is tried again; whatever was half done is picked up where it was."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._looked_at: float | None = None
        self._tidied_at: float | None = None

    def run(self, *, pause: float, parent: int = 0) -> None:
        """Go on until `stop` is set, or the process `parent` is no longer the one that started this; what is being done
        then is finished first."""
        while not self.stop.is_set() and parent in (0, os.getppid()):
            try:
                busy = self.do_what_is_due()
            except DatabaseError:
                log.exception("The database did not answer; trying again in %s seconds.", pause)
                busy = False
            if not busy:
                self.stop.wait(pause)

    def do_what_is_due(self) -> bool:
        """Deliver a batch of messages, run the queued tasks, see to what is due if a minute has passed, tidy if a day
        has. True when messages went out, so that more may be waiting."""
        close_old_connections()
        delivered = deliver_due(AT_ONCE)
        if not self.stop.is_set():
            run_queued_tasks()
        if not self.stop.is_set() and (self._looked_at is None or monotonic() - self._looked_at > A_MINUTE):
            see_to_what_is_due()
            self._looked_at = monotonic()
        if not self.stop.is_set() and (self._tidied_at is None or monotonic() - self._tidied_at > A_DAY):
            tidy()
            self._tidied_at = monotonic()
        return delivered > 0


def run_queued_tasks() -> None:
    """Run what is in the queue, and come back. Looks before it asks for the lock that claiming a task takes, since on
    SQLite that lock keeps residents' answers waiting."""
    if not DBTaskResult.objects.ready().exists():
        return
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=AT_ONCE,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()


def see_to_what_is_due() -> list[str]:
    """What the apps do when its date has come, such as a snapshot of a consultation that has closed."""
    return _told("due")


def tidy() -> list[str]:
    """Throw away sessions that have ended, results of old tasks, and what the apps say need not be kept."""
    call_command("clearsessions")
    long_ago = timezone.now() - timedelta(days=TASK_RESULTS_KEPT_DAYS)
    DBTaskResult.objects.finished().filter(finished_at__lte=long_ago).delete()
    return _told("tidy")


def _told(name: str) -> list[str]:
    done = [sentence for _label, offer in offered(name) for sentence in offer()]
    for sentence in done:
        log.info(sentence)
    return done
