from __future__ import annotations

from datetime import date
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Channel, Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.enums import EML
from folkmoot.ground.documents.public import attach, store
from folkmoot_core.values import Fault, Invalid

from .. import policies
from ..adapters.emails import parse_email
from ..enums import UNSORTED
from ..models import Arrival
from .attachments import keep_attachments
from .receive import receive

BY_HAND = (Channel.TELEPHONE, Channel.LETTER, Channel.EMAIL, Channel.FACE_TO_FACE, Channel.PAPER)


@transaction.atomic
def log_by_hand(
    *,
    channel: str,
    received_on: date,
    by: Actor,
    words: str = "",
    upload: IO[bytes] | File[Any] | None = None,
    key: str | None = None,
) -> Arrival:
    """Write down what came by telephone, post, e-mail or face to face, before anybody has decided what it becomes.

    The file (a scan, an e-mail as `.eml`) is kept as it came and only those who keep the log may open it; an e-mail's
    own words are taken from it when none are typed, and its attachments are kept beside it. Raises Invalid, naming the
    field, or Refused.
    """
    policies.check_keep_door(by)
    _check(channel, received_on, words, upload)
    known = Arrival.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    source, mail = None, None
    if upload is not None:
        title = _("%(channel)s of %(date)s") % {"channel": Channel(channel).label, "date": received_on.isoformat()}
        source = store(title=title, upload=upload, classification=Classification.CONFIDENTIAL, by=by)
        if source.media_type == EML.media_type:
            upload.seek(0)
            mail = parse_email(upload.read())
            words = words if words.strip() else mail.in_words
    arrival, is_new = receive(
        kind=UNSORTED, channel=channel, by=by, key=key, received_on=received_on, words=words, source=source
    )
    if is_new and source is not None:
        attach(source, arrival, by)
        if mail is not None:
            keep_attachments(arrival=arrival, mail=mail, by=by)
    return arrival


def _check(channel: str, received_on: date, words: str, upload: object) -> None:
    faults = []
    if channel not in BY_HAND:
        faults.append(Fault("channel", _("Say how it came."), _("Choose one from the list.")))
    if received_on > timezone.localdate():
        mend = _("Give today's date or an earlier one.")
        faults.append(Fault("received_on", _("The day it came lies in the future."), mend))
    if not words.strip() and upload is None:
        faults.append(Fault("words", _("There is nothing to keep."), _("Type what was said, or add the file.")))
    if faults:
        raise Invalid(faults)
