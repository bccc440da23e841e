from __future__ import annotations

import hashlib
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage
from django.utils.translation import gettext as _

from ..enums import Medium
from ..models import Message
from .base import CannotBeSent, Receipt, TryLater, WayOut
from .outbox import TO_PRINT


class Smtp(WayOut):
    """E-mail through a mail server; letters stay in the outbox for printing; text messages cannot go.

    A mail server cannot be asked whether it has had a message. After a crash between sending and marking, the
    message goes again with the same Message-ID (RFC 5322, section 3.6.4), which mailbox programs use to fold doubles.
    """

    def deliver(self, message: Message, *, again: bool) -> Receipt:
        if message.medium == Medium.LETTER:
            return Receipt(status=TO_PRINT)
        if message.medium == Medium.TEXT:
            raise CannotBeSent(_("This site sends e-mail and letters only. Ring or write instead."))
        name = message_id(message.dedupe_key)
        mail = EmailMessage(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.to])
        mail.extra_headers = {"Message-ID": name, "Auto-Submitted": "auto-generated"}
        try:
            mail.send()
        except SMTPRecipientsRefused as fault:
            raise _weighed(next(iter(fault.recipients.values()), (0, b""))) from fault
        except SMTPResponseException as fault:
            raise _weighed((fault.smtp_code, fault.smtp_error)) from fault
        except BadHeaderError as fault:
            raise CannotBeSent(str(fault)) from fault
        except (SMTPException, OSError) as fault:
            raise TryLater(_("The mail server was not reached: %(fault)s") % {"fault": fault}) from fault
        return Receipt(provider_id=name[:80], status="handed over")


def message_id(dedupe_key: str) -> str:
    """The same Message-ID for the same message, always; says nothing about the key."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]}@{host}>"


def _weighed(reply: tuple[int, bytes | str]) -> TryLater | CannotBeSent:
    """RFC 5321, section 4.2.1: 5yz is final, 4yz may pass; wrong sign-in (535) is ours to mend, not the reader's."""
    code, words = reply
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    sentence = _("The mail server answered %(code)s: %(words)s") % {"code": code, "words": said[:300]}
    if 550 <= code <= 559:
        return CannotBeSent(sentence)
    return TryLater(sentence)
