from django.db import models
from django.utils.translation import gettext_lazy as _


class Medium(models.TextChoices):
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    LETTER = "letter", _("Letter")


class MessageState(models.TextChoices):
    QUEUED = "queued", _("Waiting to go")
    SENDING = "sending", _("Going")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
