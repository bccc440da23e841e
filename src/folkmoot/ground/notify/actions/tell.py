from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.template import Context
from django.template.loader import get_template

from folkmoot.ground.base.public import site_identity
from folkmoot_core.values import Fault, Invalid

from ..enums import Medium, MessageState
from ..models import Message
from ..policies import fault_of_address

BATCH = 500
_SUBJECT = "Subject:"


class Telling(TypedDict, total=False):
    """The arguments of `tell`, for `tell_many`."""

    medium: str
    to: str
    template: str
    values: Mapping[str, Any]
    dedupe_key: str
    subject_record: Model | None
    batch: str
    secret: bool


def tell(
    *,
    medium: str,
    to: str,
    template: str,
    values: Mapping[str, Any],
    dedupe_key: str,
    subject_record: Model | None = None,
    batch: str = "",
    secret: bool = False,
) -> Message | None:
    """Put one message in the outbox; None when `dedupe_key` has been used: that person has been told.

    Nothing leaves here: a worker sends what is due, once the transaction around this has been committed. The text is
    rendered now from `notify/<template>.txt`, so that it says what was true when it was decided. An address that cannot
    work makes a failed message that officers see, not an error: one bad address must not stop a batch.

    `secret` is for links that open something by themselves (a new password): pages do not show the text, and it is
    wiped afterwards. Raises Invalid for an unknown medium or an unusable key, TemplateDoesNotExist for an unknown
    template.
    """
    message = prepare(
        medium=medium,
        to=to,
        template=template,
        values=values,
        dedupe_key=dedupe_key,
        subject_record=subject_record,
        batch=batch,
        secret=secret,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
        return message
    except IntegrityError:
        if Message.objects.filter(dedupe_key=dedupe_key).exists():
            return None
        raise


def once_each(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """Leaves out whoever is told already by an earlier one: the same address, in any case, by the same medium."""
    seen: set[tuple[str, str]] = set()
    for telling in tellings:
        address = telling["medium"], telling["to"].casefold()
        if address not in seen:
            seen.add(address)
            yield telling


def tell_many(tellings: Iterable[Telling]) -> int:
    """`tell` for a whole batch, several hundred rows at a time; returns how many messages are new. Can be run again."""
    new = 0
    waiting: list[Message] = []
    for telling in tellings:
        waiting.append(prepare(**telling))
        if len(waiting) == BATCH:
            new += _put(waiting)
            waiting = []
    return new + _put(waiting)


@transaction.atomic
def _put(messages: list[Message]) -> int:
    keys = {message.dedupe_key for message in messages}
    known = set(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    fresh = {message.dedupe_key: message for message in messages if message.dedupe_key not in known}
    Message.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    return len(fresh)


def prepare(
    *,
    medium: str,
    to: str,
    template: str,
    values: Mapping[str, Any],
    dedupe_key: str,
    subject_record: Model | None = None,
    batch: str = "",
    secret: bool = False,
) -> Message:
    """The message as it will stand in the outbox, not saved."""
    faults = []
    if medium not in Medium.values:
        faults.append(
            Fault("medium", f"“{medium}” is no way to tell people.", f"Use one of: {', '.join(Medium.values)}.")
        )
    if not 0 < len(dedupe_key) <= 200:
        faults.append(Fault("dedupe_key", "A message needs a key of 1 to 200 characters.", "Name who is told what."))
    if faults:
        raise Invalid(faults)
    subject, body = render(template, values)
    fault = fault_of_address(medium, to)
    return Message(
        dedupe_key=dedupe_key,
        medium=medium,
        to=to.strip(),
        template=template,
        values={} if secret else json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder)),
        subject=subject,
        body=body,
        about_type=subject_record._meta.label_lower if subject_record else "",
        about_key=str(subject_record.pk) if subject_record else "",
        batch=batch,
        is_secret=secret,
        state=MessageState.FAILED if fault else MessageState.QUEUED,
        error=fault,
    )


def render(template: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """(subject, text) from `notify/<template>.txt`, whose first line is `Subject: …`.

    The template sees `values`, `site` (the site's identity) and `public_url` (no slash at the end). It is plain text:
    nothing is escaped.
    """
    context = {"site": site_identity(), "public_url": settings.PUBLIC_URL, **values}
    source = get_template(f"notify/{template}.txt").template  # type: ignore[attr-defined]
    text = source.render(Context(context, autoescape=False)).replace("\x00", "").strip()
    first, _newline, rest = text.partition("\n")
    if first.startswith(_SUBJECT):
        # A subject is one line: a line break in a value must not start another header.
        return " ".join(first.removeprefix(_SUBJECT).split())[:200], rest.strip() + "\n"
    return "", text + "\n"
