"""PostgreSQL is backed up by its own tools where they are at hand and fit, else as lines of JSON; both come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.models import ResponseTally
from folkmoot.ground.accounts.models import User
from folkmoot.ground.accounts.public import add_person
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.site.backups import databases
from folkmoot_core.values import Invalid

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases.shutil, "which", lambda name: None)


def fill() -> None:
    """One person, whose making is in the history, which nothing may be deleted from; and words of every kind."""
    add_person(email="ada@example.org", name="Ada", by=SYSTEM)
    Setting.objects.create(key="colour", value={"brand": "#123456", "words": "Ünïcode “quotes” \n and lines"})


def test_lines_of_json_bring_back_every_record(tmp_path: Path, no_tools) -> None:
    fill()
    before = Setting.objects.get(key="colour").value
    assert databases.copy_out(tmp_path / "database") == databases.JSON_LINES
    User.objects.create_user("bea@example.org", None, name="Bea")
    Setting.objects.all().delete()
    databases.copy_in(tmp_path / "database", databases.JSON_LINES)
    assert list(User.objects.values_list("name", flat=True)) == ["Ada"]
    assert Setting.objects.get(key="colour").value == before
    assert [entry.verb for entry in Entry.objects.all()] == ["person.added"]


def test_what_triggers_write_comes_back_once(tmp_path: Path, no_tools) -> None:
    parks = QuestionnaireFactory(consultation=ConsultationFactory(closed=True))
    for _turn in range(3):
        respond(parks, {"capacity": "public"})
    databases.copy_out(tmp_path / "database")
    databases.copy_in(tmp_path / "database", databases.JSON_LINES)
    assert sum(ResponseTally.objects.values_list("number", flat=True)) == 3


def test_new_records_get_keys_of_their_own_after_a_restore(tmp_path: Path, no_tools) -> None:
    fill()
    databases.copy_out(tmp_path / "database")
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('accounts_user', 'id'), 1, false)")
    databases.copy_in(tmp_path / "database", databases.JSON_LINES)
    assert User.objects.create_user("bea@example.org", None, name="Bea").pk > User.objects.get(name="Ada").pk


def test_a_torn_line_changes_nothing(tmp_path: Path, no_tools) -> None:
    fill()
    databases.copy_out(tmp_path / "database")
    whole = (tmp_path / "database").read_text(encoding="utf-8")
    (tmp_path / "database").write_text(whole[:-20], encoding="utf-8")
    User.objects.create_user("bea@example.org", None, name="Bea")
    with pytest.raises(Invalid, match="cannot be read"):
        databases.copy_in(tmp_path / "database", databases.JSON_LINES)
    assert User.objects.count() == 2


def test_a_copy_of_sqlite_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="made from SQLite"):
        databases.copy_in(tmp_path / "database", databases.SQLITE)


def test_its_own_tools_bring_back_every_record(tmp_path: Path) -> None:
    """Whichever way this machine can: with tools that are missing or too old the other way is taken, and said."""
    fill()
    way = databases.copy_out(tmp_path / "database")
    assert way in (databases.PG_DUMP, databases.JSON_LINES)
    User.objects.create_user("bea@example.org", None, name="Bea")
    databases.copy_in(tmp_path / "database", way)
    assert list(User.objects.values_list("name", flat=True)) == ["Ada"]
