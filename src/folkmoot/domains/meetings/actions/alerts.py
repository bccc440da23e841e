"""E-mails about the meetings of a body: asked for, confirmed, switched off."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_key
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.notify.public import forget_messages, tell

from ..enums import AlertState
from ..models import Alert


@transaction.atomic
def ask_for_alert(*, email: str, body: Organisation | None, by: Actor) -> Alert:
    """Keep the wish, and send a link that switches it on. Asked again, the same link is sent again once a day; the page
    says the same either way, so that nobody learns who asked."""
    alert, is_new = Alert.objects.get_or_create(body=body, email=email.strip().lower(), defaults={"secret": new_key()})
    if alert.state == AlertState.ASKED:
        if is_new:
            record(verb="meeting.alert_asked", subject=alert, by=by)
        tell(
            medium="email",
            to=alert.email,
            template="meetings/confirm",
            values={
                "body": body.name if body else _("any body"),
                "url": settings.PUBLIC_URL + reverse("meetings:confirm_alert", args=[alert.secret]),
            },
            dedupe_key=f"meeting-alert:{alert.pk}:{alert.asked_at.date()}",
            subject_record=alert,
            secret=True,
        )
    return alert


@transaction.atomic
def confirm_alert(*, alert: Alert, by: Actor) -> None:
    Alert.objects.filter(pk=alert.pk).update(state=AlertState.ON)
    record(verb="meeting.alert_confirmed", subject=alert, by=by)


@transaction.atomic
def stop_alert(*, alert: Alert, by: Actor) -> None:
    """Forget the address altogether, and the messages that carried the link."""
    record(verb="meeting.alert_stopped", subject=alert, by=by)
    forget_messages(about=alert, dedupe_keys=(), by=by)
    alert.delete()
