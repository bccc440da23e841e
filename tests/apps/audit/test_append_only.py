"""The history cannot be altered: not through the model, not around it, not by hand."""

from __future__ import annotations

import importlib

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.accounts import UserFactory

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.audit.public import consistency, record
from folkmoot.ground.base.policies import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Entry:
    return record(verb="person.added", subject=UserFactory(), by=SYSTEM)


def test_a_saved_entry_is_not_saved_again(entry: Entry) -> None:
    with pytest.raises(TypeError, match="never altered"):
        entry.save()
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor_name = 'Nobody'", "DELETE FROM audit_entry WHERE id > 0"]
)
def test_the_database_refuses_what_goes_around_the_model(entry: Entry, statement: str) -> None:
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get(pk=entry.pk).actor_name == "Folkmoot"


def test_a_queryset_cannot_alter_or_empty_it(entry: Entry) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(reason="None")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()
    assert Entry.objects.count() == 1


def test_erasing_an_account_leaves_what_it_did(entry: Entry) -> None:
    person = UserFactory(name="Ada Winterbourne")
    record(verb="person.added", subject=person, by=person.as_actor())
    User.objects.all().delete()
    assert Entry.objects.filter(actor_name="Ada Winterbourne").count() == 1


def test_a_missing_trigger_is_told() -> None:
    migration = importlib.import_module("folkmoot.ground.audit.migrations.0002_append_only")
    assert list(consistency()) == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {next(iter(migration.SQLITE))}")
        else:
            cursor.execute("DROP TRIGGER audit_entry_append_only ON audit_entry")
    assert len(list(consistency())) == 1


@pytest.mark.django_db(transaction=True)
def test_tests_that_write_for_good_can_start_afresh() -> None:
    """The suite empties tables after this one; the triggers must be there again in the next."""
    record(verb="person.added", subject=UserFactory(), by=SYSTEM)
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_triggers_are_back_after_emptying() -> None:
    assert Entry.objects.count() == 0
    assert list(consistency()) == []
