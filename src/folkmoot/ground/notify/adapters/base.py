from __future__ import annotations

from dataclasses import dataclass

from ..models import Message


class TryLater(Exception):
    """It did not go, and may go later: the service is down, busy or not reached."""


class CannotBeSent(Exception):
    """It will never go as it is; the message is a sentence for officers."""


@dataclass(frozen=True)
class Receipt:
    """What the way out gave back: its own name for the message, and what it last said of it."""

    provider_id: str = ""
    status: str = ""


class WayOut:
    """Delivers messages. `reports_back`: it can say later what became of one."""

    reports_back = False

    def deliver(self, message: Message, *, again: bool) -> Receipt:
        """Send it. `again`: it may have gone before, and only the mark was lost; look first where that is possible.

        Raises TryLater or CannotBeSent."""
        raise NotImplementedError

    def status_of(self, message: Message) -> tuple[str, str]:
        """(what the service says now, why it failed or ''), for a message it took. Raises TryLater."""
        raise NotImplementedError
