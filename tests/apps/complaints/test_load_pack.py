from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.factories.places import forget_what_is_kept_in_memory

from folkmoot.domains.complaints.models import Case, CaseEvent, Due, KindClock, LetterTemplate, Reason, Remedy, Unit
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.notify.models import Message
from folkmoot.site.packs.loader import load

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    forget_what_is_kept_in_memory()
    return Path(shutil.copytree(PACKS / "example", tmp_path / "example"))


@pytest.mark.django_db
def test_a_pack_brings_its_units_reasons_clock_and_cases_once(pack: Path) -> None:
    result = load(pack)
    assert result.ok, result.report.as_text()
    lists = {"clocks": 2, "units": 4, "reasons": 6, "retention": 5, "equality": 4}
    assert result.counts["complaints"] == {**lists, "cases": 4}
    assert Case.objects.get(summary__startswith="Charged").next_step == "responded"
    assert {each.done_on is None for each in Remedy.objects.all()} == {True, False}
    before = CaseEvent.objects.count(), Message.objects.count()
    assert load(pack).ok
    assert (CaseEvent.objects.count(), Message.objects.count()) == (before[0], 0)


@pytest.mark.django_db
def test_the_county_of_2011_has_its_own_clock_and_twelve_reasons(tmp_path: Path) -> None:
    forget_what_is_kept_in_memory()
    folder = Path(shutil.copytree(PACKS / "kent-2011", tmp_path / "kent-2011"))
    shutil.rmtree(folder / "consultations")
    result = load(folder)
    assert result.ok, result.report.as_text()
    assert Reason.objects.count() == 12
    assert Unit.objects.count() == 21
    assert KindClock.objects.get(kind="complaint").policy.name == "kent-2009"
    late = Case.objects.get(summary__startswith="An evening class")
    assert late.received_on == timezone.localdate() - timedelta(days=15)
    assert Due.objects.get(case=late, limit="acknowledge_by").on_time() is False


@pytest.mark.django_db
def test_every_fault_is_told_with_its_line_and_nothing_is_loaded(pack: Path) -> None:
    home = pack / "complaints"
    (home / "units.yaml").write_text(
        '- {key: parks, name: Parks, organisation: parcs_board}\n- {key: parks, name: "P"}\n'
    )
    (home / "complaints.yaml").write_text("clocks: {complaint: lgsco-cod}\n")
    (home / "letters.yaml").write_text("- {key: a, step: anser, title: T, subject: S, body: 'Dear {nam}'}\n")
    (home / "case.yaml").write_text("- {}\n")
    told = load(pack).report.as_text()
    for piece in (
        "units.yaml, line 1",
        "parks_board",
        "stands here twice",
        "lgsco-code",
        "{nam}",
        "answer",
        "case.yaml",
    ):
        assert piece in told, piece
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_a_pack_writes_its_own_letters(pack: Path) -> None:
    body = "'Dear {name}, see {ombudsman}'"
    (pack / "complaints" / "letters.yaml").write_text(
        f"- {{key: own, step: answer, title: Ours, subject: 'Re {{reference}}', body: {body}}}\n"
    )
    assert load(pack, today=date.today()).ok  # noqa: DTZ011 – any day will do
    assert LetterTemplate.objects.get().subject == "Re {reference}"


@pytest.mark.django_db
def test_other_days_off_move_the_dates_of_open_cases(pack: Path) -> None:
    load(pack)
    case = Case.objects.get(summary__startswith="The play area")
    answered = Due.objects.get(case__summary__startswith="Carers", limit="respond_by").current
    before = case.next_due
    assert before is not None
    calendar = pack / "calendars" / "bank_holidays.csv"
    rows = calendar.read_text().splitlines()
    columns = rows[0].split(",")
    day = {"region": "england-wales", "date": before.isoformat(), "title": "A day of thanks"}
    calendar.write_text("\n".join([*rows, ",".join(day.get(name, "") for name in columns), ""]))
    result = load(pack)
    assert result.ok, result.report.as_text()
    case.refresh_from_db()
    assert case.next_due is not None
    assert case.next_due > before
    assert Entry.objects.filter(verb="case.reckoned_anew", subject_key=case.pk).exists()
    assert Due.objects.get(case__summary__startswith="Carers", limit="respond_by").current == answered
