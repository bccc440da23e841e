from __future__ import annotations

from itertools import count
from typing import Any

from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import tell

numbers = count(1)
ADDRESSES = {"email": "ann@example.org", "text": "07700 900123", "letter": "Ann Lee\n1 High Street\nAnytown\nZZ1 1ZZ"}


def make_message(**given: Any) -> Message:
    """A message in the outbox, an e-mail unless said otherwise."""
    medium = given.get("medium", "email")
    told = {
        "medium": medium,
        "to": ADDRESSES.get(medium, "nowhere"),
        "template": "plain",
        "values": {"subject": "What came of it", "body": "You said, we did."},
        "dedupe_key": f"test-{next(numbers)}",
        **given,
    }
    message = tell(**told)
    assert message is not None
    return message
