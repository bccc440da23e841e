"""The actions of planning: who may, what is refused and why, what is written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.factories.bodies import OrganisationFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, ResponseFactory
from tests.factories.places import PlaceFactory

from folkmoot.domains.consultations.actions.consultees import add_document, put_group, remove_document, remove_group
from folkmoot.domains.consultations.actions.opening import close_now, open_consultation, withdraw_opening
from folkmoot.domains.consultations.actions.phases import change_dates, set_phase, set_results_visibility
from folkmoot.domains.consultations.actions.plan import copy_consultation, create_consultation, edit_plan
from folkmoot.domains.consultations.adapters import standing_of
from folkmoot.domains.consultations.adapters.frozen import canonical, fingerprint_of
from folkmoot.domains.consultations.models import Consultation
from folkmoot.domains.consultations.policies import can_answer
from folkmoot.domains.consultations.queries.addresses import words_taken
from folkmoot.domains.consultations.queries.listing import changes_since_opening, plan_of
from folkmoot.domains.consultations.queries.planning import clashes, is_ready, readiness
from folkmoot.ground.audit.public import history_of
from folkmoot.ground.base.policies import RESIDENT, Actor, Grant, Refused
from folkmoot.ground.thread.public import is_linked
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def officer(consultation: Consultation) -> Actor:
    return officer_of(consultation.organisation.scope)


def officer_of(scope: str) -> Actor:
    return Actor("person", "1", "Olive Officer", frozenset([Grant("engagement_officer", scope)]))


def today() -> Any:
    return timezone.localdate()


def planned(**more: Any) -> Consultation:
    """A consultation ready to open today for 90 days."""
    dates = {"planned_opening": today(), "planned_closing": today() + timedelta(days=89)}
    consultation = ConsultationFactory(**(dates | more))
    QuestionnaireFactory(consultation=consultation, published_at=None)
    return consultation


def faults_of(refusal: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault.where: fault.message for fault in refusal.value.faults}


def test_opening_publishes_freezes_and_lets_people_answer() -> None:
    consultation = planned()
    opened = open_consultation(consultation=consultation, opens_on=today(), by=officer(consultation))
    assert can_answer(standing_of(opened))
    assert opened.questionnaires.get().published_at is not None
    copy = opened.frozen_copy
    assert copy.content["plan"]["title"] == consultation.title
    assert copy.content["questionnaire"]["questionnaire"] == "parks"
    assert copy.sha256 == fingerprint_of(copy.content)
    assert [entry.verb for entry in history_of(opened)][:2] == ["consultation.frozen", "consultation.opened"]


def test_residents_and_strangers_may_not_plan_or_open() -> None:
    consultation = planned()
    for stranger in (RESIDENT, officer_of("body:elsewhere")):
        with pytest.raises(Refused):
            open_consultation(consultation=consultation, opens_on=today(), by=stranger)
        with pytest.raises(Refused):
            edit_plan(consultation=consultation, values={"title": "Taken"}, by=stranger)
        with pytest.raises(Refused):
            create_consultation(title="Mine", organisation=consultation.organisation, by=stranger)


@pytest.mark.parametrize(
    ("lacking", "part"),
    [
        ({"still_open": []}, "Still open to change"),
        ({"why_now": ""}, "Reasons enough to answer"),
        ({"objectives": []}, "Reasons enough to answer"),
        ({"who_decides": ""}, "Who decides"),
        ({"equality_status": "not_done"}, "Equality"),
        ({"contact_email": "", "contact_address": ""}, "Contact"),
        ({"planned_closing": None}, "Time to answer"),
        ({"summary": " "}, "What it is about"),
    ],
)
def test_it_cannot_open_while_something_is_missing(lacking: dict[str, Any], part: str) -> None:
    consultation = planned(**lacking)
    assert not is_ready(readiness(consultation))
    with pytest.raises(Invalid) as refusal:
        open_consultation(consultation=consultation, opens_on=today(), by=officer(consultation))
    assert any(fault.message.startswith(f"{part}: ") for fault in refusal.value.faults)
    consultation.refresh_from_db()
    assert consultation.opens_on is None
    assert not consultation.phases.exists()


def test_less_than_twelve_weeks_needs_a_reason() -> None:
    exactly = planned(planned_closing=today() + timedelta(days=83))
    assert is_ready(readiness(exactly))
    short = planned(planned_closing=today() + timedelta(days=82))
    with pytest.raises(Invalid, match="1 day short of the 84"):
        open_consultation(consultation=short, opens_on=today(), by=officer(short))
    edit_plan(consultation=short, values={"short_reason": "The budget is set in May."}, by=officer(short))
    open_consultation(consultation=short, opens_on=today(), by=officer(short))


def test_an_unfit_questionnaire_keeps_it_from_opening() -> None:
    consultation = ConsultationFactory(planned_opening=today(), planned_closing=today() + timedelta(days=89))
    QuestionnaireFactory(
        consultation=consultation, published_at=None, definition="questionnaire: x\ntitle: X\nsections: []\n"
    )
    with pytest.raises(Invalid, match="Questionnaire"):
        open_consultation(consultation=consultation, opens_on=today(), by=officer(consultation))


def test_what_is_on_the_calendar_is_not_open_yet_and_can_be_taken_back() -> None:
    consultation, later = planned(), today() + timedelta(days=3)
    scheduled = open_consultation(consultation=consultation, opens_on=later, by=officer(consultation), announce=True)
    standing = standing_of(scheduled)
    assert not can_answer(standing)
    assert standing.allows("plan_public")
    with pytest.raises(Invalid, match="There is no reason"):
        withdraw_opening(consultation=scheduled, by=officer(consultation), reason=" ")
    withdrawn = withdraw_opening(consultation=scheduled, by=officer(consultation), reason="The draft is late.")
    assert withdrawn.opens_on is None
    assert withdrawn.questionnaires.get().published_at is None
    assert {change.field: change.reason for change in withdrawn.date_changes.all()} == {
        "opens_on": "The draft is late.",
        "closes_on": "The draft is late.",
    }
    assert not standing_of(Consultation.objects.get(pk=withdrawn.pk)).allows("plan_public")


def test_what_was_not_announced_is_taken_back_in_silence() -> None:
    consultation = planned()
    scheduled = open_consultation(
        consultation=consultation, opens_on=today() + timedelta(days=3), by=officer(consultation)
    )
    assert not standing_of(scheduled).allows("plan_public")
    assert not withdraw_opening(consultation=scheduled, by=officer(consultation), reason="Late").date_changes.exists()


def test_an_open_consultation_cannot_be_taken_back_or_opened_again() -> None:
    consultation = planned()
    opened = open_consultation(consultation=consultation, opens_on=today(), by=officer(consultation))
    with pytest.raises(Invalid, match="It has opened"):
        withdraw_opening(consultation=opened, by=officer(consultation), reason="Changed our minds")
    with pytest.raises(Invalid, match="on the calendar already"):
        open_consultation(consultation=opened, opens_on=today(), by=officer(consultation))


def test_it_cannot_open_in_the_past() -> None:
    consultation = planned()
    with pytest.raises(Invalid) as refusal:
        open_consultation(consultation=consultation, opens_on=today() - timedelta(days=1), by=officer(consultation))
    assert "opens_on" in faults_of(refusal)


def test_the_frozen_copy_follows_the_plan_until_it_opens_and_never_after() -> None:
    consultation = planned()
    by = officer(consultation)
    scheduled = open_consultation(consultation=consultation, opens_on=today() + timedelta(days=3), by=by)
    edit_plan(consultation=scheduled, values={"summary": "Sharper words."}, by=by, reason="Clearer")
    assert Consultation.objects.get(pk=scheduled.pk).frozen_copy.content["plan"]["summary"] == "Sharper words."

    opened = open_consultation(consultation=planned(), opens_on=today(), by=Actor("system"))
    before = canonical(opened.frozen_copy.content)
    by = officer(opened)
    edit_plan(consultation=opened, values={"summary": "Other words."}, by=by, reason="A mistake")
    put_group(consultation=opened, name="Bakers", channels=[], reach="", by=by, reason="Forgotten")
    after = plan_of(opened.slug)
    assert after is not None
    assert canonical(after.frozen_copy.content) == before
    assert [str(change.label) for change in changes_since_opening(after)] == ["Summary", "Whom we ask"]


def test_dates_move_with_a_reason_that_stays() -> None:
    consultation = ConsultationFactory(open=True)
    by, later = officer(consultation), today() + timedelta(days=120)
    same = {"opens_on": consultation.opens_on, "closes_on": consultation.closes_on, "outcome_due": None}
    with pytest.raises(Invalid) as refusal:
        change_dates(consultation=consultation, **same, by=by, reason="None at all")
    assert "closes_on" in faults_of(refusal)
    with pytest.raises(Invalid):
        change_dates(consultation=consultation, **(same | {"closes_on": later}), by=by, reason="")
    moved = change_dates(consultation=consultation, **(same | {"closes_on": later}), by=by, reason="Snow")
    change = moved.date_changes.get()
    assert (change.field, change.old, change.new, change.reason) == ("closes_on", consultation.closes_on, later, "Snow")
    assert timezone.localdate(moved.phases.get(kind="analysing").starts_at) == later + timedelta(days=1)


def test_the_opening_day_cannot_move_once_it_has_opened() -> None:
    consultation = ConsultationFactory(open=True)
    with pytest.raises(Invalid) as refusal:
        change_dates(
            consultation=consultation,
            opens_on=consultation.opens_on + timedelta(days=1),
            closes_on=consultation.closes_on,
            outcome_due=None,
            by=officer(consultation),
            reason="Oops",
        )
    assert "opens_on" in faults_of(refusal)


def test_a_later_last_day_takes_up_answering_again() -> None:
    consultation = ConsultationFactory(closed=True)
    assert not can_answer(standing_of(consultation))
    extended = change_dates(
        consultation=consultation,
        opens_on=consultation.opens_on,
        closes_on=today() + timedelta(days=7),
        outcome_due=None,
        by=officer(consultation),
        reason="The post was on strike.",
    )
    assert can_answer(standing_of(Consultation.objects.get(pk=extended.pk)))


def test_the_last_day_cannot_pass_a_later_phase() -> None:
    consultation = ConsultationFactory(open=True)
    by = officer(consultation)
    decided = consultation.closes_on + timedelta(days=10)
    set_phase(consultation=consultation, kind="decided", switches={}, starts_on=decided, by=by, reason="Planned")
    with pytest.raises(Invalid, match=r"analysing|decided"):
        change_dates(
            consultation=consultation,
            opens_on=consultation.opens_on,
            closes_on=decided + timedelta(days=1),
            outcome_due=None,
            by=by,
            reason="More time",
        )
    assert Consultation.objects.get(pk=consultation.pk).closes_on == consultation.closes_on


def test_closing_now_keeps_the_reason_and_stops_answers() -> None:
    consultation = ConsultationFactory(open=True)
    closed = close_now(consultation=consultation, by=officer(consultation), reason="Decided earlier.")
    assert closed.closes_on == today()
    assert not can_answer(standing_of(Consultation.objects.get(pk=closed.pk)))
    assert closed.date_changes.get().reason == "Decided earlier."
    with pytest.raises(Invalid, match="It is not open"):
        close_now(consultation=closed, by=officer(consultation), reason="Again")


def test_when_results_are_shown_is_changed_with_a_reason() -> None:
    consultation = ConsultationFactory(open=True)
    by = officer(consultation)
    with pytest.raises(Invalid):
        set_results_visibility(consultation=consultation, visibility="live", by=by, reason="")
    with pytest.raises(Invalid):
        set_results_visibility(consultation=consultation, visibility="never", by=by, reason="Hm")
    shown = set_results_visibility(consultation=consultation, visibility="live", by=by, reason="People asked.")
    assert standing_of(Consultation.objects.get(pk=shown.pk)).allows("results_public")
    assert history_of(shown)[0].reason == "People asked."


def test_a_switch_is_kept_only_where_it_differs_from_the_usual() -> None:
    consultation = ConsultationFactory(open=True)
    by = officer(consultation)
    switches = {"plan_public": True, "answering": True, "late_entry": False}
    set_phase(consultation=consultation, kind="open", switches=switches, by=by, reason="No paper this time")
    assert consultation.phases.get(kind="open").switches == {"late_entry": False}
    with pytest.raises(ValueError, match="There is no switch"):
        set_phase(consultation=consultation, kind="open", switches={"results": True}, by=by, reason="Typing error")


def test_a_copy_takes_over_the_words_and_questions_but_no_dates() -> None:
    source = ConsultationFactory(closed=True, questionnaires=1, area=PlaceFactory())
    source.partners.add(OrganisationFactory())
    source.consultee_groups.create(key="residents", name="Residents", channels=["Letters"])
    made = copy_consultation(
        source=source, title="Again", organisation=source.organisation, by=officer(source), takes_up=True
    )
    assert (made.slug, made.opens_on, made.planned_opening) == ("again", None, None)
    assert (made.still_open, made.area, made.series) == (source.still_open, source.area, source.slug)
    assert list(made.partners.all()) == list(source.partners.all())
    assert made.consultee_groups.get().channels == ["Letters"]
    assert made.questionnaires.get().published_at is None
    assert is_linked(made)
    assert not made.equality_text or made.equality_status == "not_done"


def test_the_words_that_the_site_uses_are_read_from_its_addresses() -> None:
    assert words_taken() == {"analyse", "answers", "calendar", "desk", "mine", "new", "outcomes", "received"}


@pytest.mark.parametrize("title", ["Answers", "Outcomes", "Desk", "New", "Calendar", "Received", "Mine", "!!!"])
def test_an_address_is_never_one_that_the_site_uses(title: str) -> None:
    board = OrganisationFactory()
    by = officer_of(board.scope)
    first = create_consultation(title=title, organisation=board, by=by)
    second = create_consultation(title=title, organisation=board, by=by)
    assert first.slug != second.slug
    assert not {first.slug, second.slug} & words_taken()


def test_a_consultation_stays_with_a_body_its_officer_works_for() -> None:
    consultation = ConsultationFactory()
    with pytest.raises(Refused):
        edit_plan(consultation=consultation, values={"organisation": OrganisationFactory()}, by=officer(consultation))
    consultation.refresh_from_db()
    edit_plan(consultation=consultation, values={}, partners=[OrganisationFactory()], by=officer(consultation))
    assert consultation.partners.count() == 1


def test_a_change_that_changes_nothing_leaves_no_trace() -> None:
    consultation = ConsultationFactory(open=True)
    edit_plan(consultation=consultation, values={"title": consultation.title}, by=officer(consultation))
    assert not history_of(consultation)


def test_groups_are_unlike_each_other_and_keep_their_key() -> None:
    consultation = ConsultationFactory()
    by = officer(consultation)
    group = put_group(consultation=consultation, name=" Parish  councils ", channels=["Post"], reach="All", by=by)
    assert (group.key, group.name) == ("parish-councils", "Parish councils")
    with pytest.raises(Invalid, match="already"):
        put_group(consultation=consultation, name="Parish councils", channels=[], reach="", by=by)
    with pytest.raises(Invalid):
        put_group(consultation=consultation, name=" ", channels=[], reach="", by=by)
    changed = put_group(consultation=consultation, group=group, name=group.name, channels=[], reach="", by=by)
    assert (changed.pk, changed.channels) == (group.pk, [])
    remove_group(group=group, by=by)
    assert not consultation.consultee_groups.exists()


def test_documents_are_files_or_addresses() -> None:
    consultation = ConsultationFactory()
    by = officer(consultation)
    upload = SimpleUploadedFile("draft.txt", b"The draft in short")
    stored = add_document(consultation=consultation, title="The draft", upload=upload, by=by)
    linked = add_document(consultation=consultation, title="The law", url="https://example.org/law", by=by)
    assert (stored.document.classification, linked.position) == ("public", 1)
    for neither_or_both in ({}, {"upload": SimpleUploadedFile("b.txt", b"B"), "url": "https://example.org"}):
        with pytest.raises(Invalid):
            add_document(consultation=consultation, title="Both", by=by, **neither_or_both)
    with pytest.raises(Invalid, match="not an address on the web"):
        add_document(consultation=consultation, title="Trap", url="javascript:alert(1)", by=by)
    remove_document(document=stored, by=by)
    assert list(consultation.documents.all()) == [linked]


def test_clashes_name_the_groups_and_the_area() -> None:
    area = PlaceFactory()
    mine = ConsultationFactory(open=True, area=area)
    same_people = ConsultationFactory(open=True)
    same_place = ConsultationFactory(area=area, planned_opening=today(), planned_closing=today() + timedelta(days=5))
    over = ConsultationFactory(decided=True, area=area)
    for each in (mine, same_people, over):
        each.consultee_groups.create(key="business", name="Businesses")
    found = {clash.consultation: clash for clash in clashes(mine)}
    assert set(found) == {same_people, same_place}
    assert found[same_people].groups == ("Businesses",)
    assert found[same_place].same_area


def test_answers_taken_in_do_not_hinder_the_plan() -> None:
    version = QuestionnaireFactory()
    ResponseFactory(questionnaire=version)
    consultation = version.consultation
    edit_plan(consultation=consultation, values={"title": "Better"}, by=officer(consultation), reason="Clearer")
    assert Consultation.objects.get(pk=consultation.pk).title == "Better"
