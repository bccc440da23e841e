from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from ..enums import Medium
from ..models import Message
from ..policies import address_lines
from .base import CannotBeSent, Receipt, TryLater, WayOut

LIVE = "https://api.notifications.service.gov.uk"
# What Notify says when a message will never arrive (docs.notifications.service.gov.uk, "Get message status").
LOST = frozenset(
    {
        "permanent-failure",
        "temporary-failure",
        "technical-failure",
        "validation-failed",
        "virus-scan-failed",
        "cancelled",
    }
)


class GovukNotify(WayOut):
    """E-mail, text and letter through GOV.UK Notify, with one template for each medium on their side.

    The templates hold nothing but ((subject)) and ((body)) (a text: ((body)) alone), since wording lives with us. The
    reference we give is our `dedupe_key`; before a second try Notify is asked whether it has that reference already.
    """

    reports_back = True

    def __init__(self) -> None:
        if len(settings.NOTIFY_API_KEY) < 74:
            raise TryLater(_("The key for GOV.UK Notify is missing or cut short: set FOLKMOOT_NOTIFY_API_KEY."))
        self.client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL or LIVE, timeout=20
        )

    def deliver(self, message: Message, *, again: bool) -> Receipt:
        template = settings.NOTIFY_TEMPLATES.get(message.medium, "")
        if not template:
            setting = f"FOLKMOOT_NOTIFY_TEMPLATE_{message.medium.upper()}"
            raise TryLater(_("No template is set for this kind of message: set %(setting)s.") % {"setting": setting})
        try:
            if again and (taken := self._already_taken(message)):
                return taken
            answer = self._send(message, template)
        except APIError as fault:
            raise _weighed(fault) from fault
        return Receipt(provider_id=str(answer.get("id", ""))[:80], status="created")

    def status_of(self, message: Message) -> tuple[str, str]:
        try:
            answer = self.client.get_notification_by_id(message.provider_id)
        except APIError as fault:
            raise TryLater(_words(fault)) from fault
        status = str(answer.get("status", ""))[:40]
        if status in LOST:
            return status, _("GOV.UK Notify could not deliver it: %(status)s.") % {"status": status}
        return status, ""

    def _already_taken(self, message: Message) -> Receipt | None:
        known = self.client.get_all_notifications(reference=message.dedupe_key).get("notifications") or []
        alive = [one for one in known if one.get("status") not in LOST]
        return Receipt(str(alive[0]["id"])[:80], str(alive[0].get("status", ""))[:40]) if alive else None

    def _send(self, message: Message, template: str) -> dict[str, Any]:
        words = {"subject": message.subject, "body": message.body}
        reference = message.dedupe_key
        if message.medium == Medium.EMAIL:
            return self.client.send_email_notification(message.to, template, words, reference)
        if message.medium == Medium.TEXT:
            return self.client.send_sms_notification(message.to, template, {"body": message.body}, reference)
        lines = {f"address_line_{number}": line for number, line in enumerate(address_lines(message.to), start=1)}
        return self.client.send_letter_notification(template, words | lines, reference)


def _weighed(fault: APIError) -> TryLater | CannotBeSent:
    """400 says that this message is wrong. 403 (key), 404 (template), 429 (too many) and 5xx say something about
    us or them, and pass."""
    sentence = _("GOV.UK Notify answered %(answer)s") % {"answer": _words(fault)}
    return CannotBeSent(sentence) if fault.status_code == 400 else TryLater(sentence)


def _words(fault: APIError) -> str:
    message = fault.message
    if isinstance(message, list):
        message = "; ".join(
            str(error.get("message", error)) if isinstance(error, dict) else str(error) for error in message
        )
    return f"{fault.status_code}: {message}"[:500]
