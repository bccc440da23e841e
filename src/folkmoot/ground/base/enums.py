from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a signed-in person may be granted; a person can hold several, each within a scope."""

    RESIDENT = "resident", _("Resident")
    ENGAGEMENT_OFFICER = "engagement_officer", _("Engagement officer")
    COMPLAINTS_OFFICER = "complaints_officer", _("Complaints officer")
    CLERK = "clerk", _("Clerk")
    PERFORMANCE_OFFICER = "performance_officer", _("Performance officer")
    MEMBER = "member", _("Member")
    ANALYST = "analyst", _("Analyst")
    LIAISON_OFFICER = "liaison_officer", _("Liaison officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Channel(models.TextChoices):
    """How something reached us, or how somebody wishes to be told."""

    WEB = "web", _("Online")
    PAPER = "paper", _("Paper form")
    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")
    TELEPHONE = "telephone", _("Telephone")
    FACE_TO_FACE = "face_to_face", _("Face to face")
    TEXT_MESSAGE = "text_message", _("Text message")
    SPREADSHEET = "spreadsheet", _("Spreadsheet")
    API = "api", _("Another system")


class Classification(models.TextChoices):
    """Who may read a document (Local Government Act 1972, Part VA, for exempt and confidential)."""

    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Staff only")
    EXEMPT = "exempt", _("Exempt")
    CONFIDENTIAL = "confidential", _("Confidential")
