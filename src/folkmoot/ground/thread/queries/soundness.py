from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from ..enums import KINDS, RECORDS
from ..models import Link


def faults_in_the_thread() -> Iterator[str]:
    """Links of unknown kinds, to unregistered models, or to records that are gone; a sentence each."""
    for kind in Link.objects.exclude(kind__in=KINDS).order_by().values_list("kind", flat=True).distinct():
        yield _("Links of the kind “%(kind)s” exist, and nothing registers that kind.") % {"kind": kind}
    for end in ("from", "to"):
        types = Link.objects.order_by().values_list(f"{end}_type", flat=True).distinct()
        for record_type in list(types):
            if record_type not in RECORDS:
                yield _("Links to %(type)s exist, and nothing registers that record.") % {"type": record_type}
                continue
            present = (
                apps.get_model(record_type)
                ._base_manager.annotate(thread_key=Cast("pk", CharField(max_length=80)))
                .values("thread_key")
            )
            dangling = Link.objects.filter(**{f"{end}_type": record_type}).exclude(**{f"{end}_key__in": present})
            for link in dangling.iterator():
                yield _("Link %(number)d (%(link)s) leads to a record that is gone.") % {
                    "number": link.pk,
                    "link": link,
                }
