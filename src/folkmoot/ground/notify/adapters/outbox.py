from __future__ import annotations

from ..models import Message
from .base import Receipt, WayOut

STATUS = "outbox"
TO_PRINT = "to_print"


class Outbox(WayOut):
    """Keeps every message on the messages page, and letters to be printed: nothing leaves the machine."""

    def deliver(self, message: Message, *, again: bool) -> Receipt:
        return Receipt(status=TO_PRINT if message.medium == "letter" else STATUS)
