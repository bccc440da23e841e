from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from .models import Entry


def history_of(subject: Model) -> QuerySet[Entry]:
    """All entries about one record, newest first."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_key=str(subject.pk))


def search_entries(
    *,
    person: str = "",
    subject_type: str = "",
    subject_key: str = "",
    verb: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> QuerySet[Entry]:
    """Entries, newest first. `person` is a key such as user:7, or part of a name; `verb` the beginning of a verb;
    days are whole days of the site's own time zone, both included."""
    found = Entry.objects.all()
    if person:
        found = found.filter(Q(actor_key=person) | Q(actor_name__icontains=person))
    if subject_type:
        found = found.filter(subject_type=subject_type)
    if subject_key:
        found = found.filter(subject_key=subject_key)
    if verb:
        found = found.filter(verb__startswith=verb)
    if first_day:
        found = found.filter(at__gte=_midnight(first_day))
    if last_day and last_day < date.max:
        found = found.filter(at__lt=_midnight(last_day + timedelta(days=1)))
    return found


def subject_types() -> list[str]:
    """The kinds of records that anything was ever done to."""
    return list(Entry.objects.order_by("subject_type").values_list("subject_type", flat=True).distinct())


def kind_in_words(subject_type: str) -> str:
    """What records of a kind are called: consultations.consultation is "consultation"."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return subject_type.replace(".", " ").replace("_", " ")


LOCKS = {
    "sqlite": ("audit_entry_no_update", "audit_entry_no_delete"),
    "postgresql": ("audit_entry_append_only",),
}
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


def missing_locks() -> list[str]:
    """Triggers of migration 0002 that are gone. SQLite drops them without a word when a table is made anew."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in LOCKS[connection.vendor] if name not in present]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
