"""Mail about accounts (invitations, new passwords, changes) goes out by the one door, `ground.notify`."""

from __future__ import annotations

from uuid import uuid4

from folkmoot.ground.notify.public import tell


def send_person_mail(*, to: str, subject: str, body: str, secret: bool) -> None:
    """Queue one e-mail. Each is its own: asking twice for a new password sends two.

    `secret` is for a link that opens the account: whoever keeps the outbox must not be able to follow it.
    """
    tell(
        medium="email",
        to=to,
        template="plain",
        values={"subject": subject, "body": body},
        dedupe_key=f"person_mail:{uuid4()}",
        secret=secret,
    )
