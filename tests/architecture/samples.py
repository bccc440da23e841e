"""An example of the arguments of each page that takes any, so that the walk over all pages can open it.

Add a line for your page: its name as in `{% url %}`, and a function that makes the records it needs and returns the
keyword arguments. A page without a line is opened with arguments that no record has; then 404 is the right answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.apps.consultations.officers import actor, closed_questionnaire, open_questionnaire, type_form
from tests.apps.consultations.reports.making_reports import report_with_edition
from tests.apps.consultations.theme_work.making import with_everything
from tests.architecture.samples_of_bodies import OF_BODIES
from tests.factories.accounts import UserFactory
from tests.factories.bodies import MembershipFactory, OrganisationFactory, PublicPersonFactory
from tests.factories.complaints import ReasonFactory, UnitFactory
from tests.factories.consultations import ThemeFactory, respond
from tests.factories.incidents import CategoryFactory, WatchSchemeFactory, reported
from tests.factories.intake import make_arrival
from tests.factories.notify import make_message
from tests.factories.places import PlaceFactory
from tests.security.casefigures import (
    a_referral,
    a_report_over_cases,
    an_annual_letter,
    an_answered_case,
    published_figures,
)
from tests.security.casework import make_case

from folkmoot.domains.complaints.actions.learning import Told, tell_lesson
from folkmoot.domains.complaints.models import EqualityQuestion, Lesson
from folkmoot.domains.consultations.actions.second_entry import type_again
from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.actions.type_paper import set_share_typed_again
from folkmoot.domains.consultations.models import Response
from folkmoot.domains.incidents.actions.api_keys import issue_key
from folkmoot.domains.incidents.models import Photo, Watcher
from folkmoot.domains.incidents.queries.routing import Where
from folkmoot.ground.accounts.models import RoleGrant
from folkmoot.ground.accounts.public import invite_person
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.base.public import new_key
from folkmoot_core.questionnaires import Typed

Arguments = dict[str, Any]

# What stands in for an argument of each kind of converter where no line says better.
BY_CONVERTER: dict[str, Any] = {
    "IntConverter": 987654,
    "StringConverter": "nothing-here",
    "SlugConverter": "nothing-here",
    "PathConverter": "nothing/here",
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "RecordType": "accounts.user",
}


def a_person() -> Arguments:
    return {"pk": UserFactory().pk}


def an_invited_person() -> Arguments:
    return {"pk": UserFactory(password=None).pk}


def a_closed_person() -> Arguments:
    return {"pk": UserFactory(is_active=False).pk}


def a_grant() -> Arguments:
    grant = RoleGrant.objects.create(user=UserFactory(), role=Role.CLERK)
    return {"pk": grant.user_id, "grant": grant.pk}


def an_invitation() -> Arguments:
    link = invite_person(person=UserFactory(password=None), by=SYSTEM)
    return {"token": link.rstrip("/").rpartition("/")[2]}


def an_arrival() -> Arguments:
    return {"reference": make_arrival(held_because="A field that people do not see was filled in.").reference}


def a_letter() -> Arguments:
    return {"pk": make_message(medium="letter").pk}


def a_body() -> Arguments:
    return {"key": OrganisationFactory().key}


def a_seat() -> Arguments:
    seat = MembershipFactory()
    return {"key": seat.organisation.key, "pk": seat.pk}


def a_typed_form() -> Arguments:
    """A paper form that was drawn and typed by somebody who is not here."""
    questionnaire = open_questionnaire()
    typist = actor(questionnaire.consultation)
    set_share_typed_again(consultation=questionnaire.consultation, percent=100, by=typist)
    response = type_form(questionnaire, typist).response
    return {"slug": questionnaire.consultation.slug, "reference": response.arrival.reference}


def a_form_typed_twice() -> Arguments:
    arguments = a_typed_form()
    response = Response.objects.get(arrival__reference=arguments["reference"])
    type_again(response=response, typed=Typed(answers={"visited": "no"}), by=actor(response.consultation))
    return arguments


def a_consultation_to_type() -> Arguments:
    return {"slug": open_questionnaire().consultation.slug}


def a_snapshot() -> Arguments:
    consultation = open_questionnaire().consultation
    return {"slug": consultation.slug, "digest": snapshot_now(consultation=consultation, by=SYSTEM).digest}


def work_on_themes() -> Arguments:
    """A question whose answers are being brought under themes, by somebody who is not here."""
    questionnaire = open_questionnaire()
    answer = respond(questionnaire, {"words": "More benches."}).words.get()
    theme = ThemeFactory(consultation=questionnaire.consultation, question=answer.question)
    round_ = with_everything(theme, [answer], actor(questionnaire.consultation))
    return {"slug": questionnaire.consultation.slug, "question": answer.question, "pk": round_.pk, "key": theme.key}


def about_a_question() -> Arguments:
    made = work_on_themes()
    return {name: made[name] for name in ("slug", "question")}


def a_round_of_coding() -> Arguments:
    made = work_on_themes()
    return {name: made[name] for name in ("slug", "question", "pk")}


def a_theme_with_quotes() -> Arguments:
    made = work_on_themes()
    return {name: made[name] for name in ("slug", "question", "key")}


def a_report(*names: str) -> Callable[[], Arguments]:
    """A report with an officer's paragraph and an edition, on answers enough for it to be shown; of what names it,
    these arguments."""

    def made() -> Arguments:
        questionnaire = closed_questionnaire()
        for _turn in range(5):
            respond(questionnaire, {"visited": "yes"})
        report = report_with_edition(questionnaire.consultation, "We heard you.")
        known = {
            "slug": questionnaire.consultation.slug, "pk": report.pk, "number": 1, "name": "committee", "form": "html",
            "part": "officer.1.text", "after": "officer.1",
        }  # fmt: skip
        return {name: known[name] for name in ("slug", *names)}

    return made


def a_problem(*names: str) -> Callable[[], Arguments]:
    """A report of a problem with a photograph and somebody to tell; of what names it, these arguments."""

    def made() -> Arguments:
        category = CategoryFactory(goes_to=OrganisationFactory(), questions=[])
        incident = reported(category, email="ann@example.org", where=Where("By the gate"))
        known = {
            "reference": incident.arrival.reference,
            "key": category.key,
            "code": category.key,
            "pk": Photo.objects.create(incident=incident, key=f"photo-{incident.pk}").pk,
            "token": incident.key,
            "form": "json",
        }
        return {name: known[name] for name in names}

    return made


def a_case(*names: str) -> Callable[[], Arguments]:
    """A case at its second stage with everything on it; of what names it, these arguments."""

    def made() -> Arguments:
        case = make_case(OrganisationFactory(), "The bins were missed.")
        known = {"reference": case.arrival.reference, "secret": case.secret, "deed": "answer"}
        return {name: known[name] for name in names}

    return made


def a_lesson() -> Arguments:
    """Of a case, for officers."""
    reference = a_case("reference")()["reference"]
    return {"pk": Lesson.objects.get(case__arrival__reference=reference).pk}


def a_public_lesson() -> Arguments:
    found = a_lesson()
    lesson = Lesson.objects.get(**found)
    tell_lesson(lesson=lesson, told=Told("Bins", "Crews were not told.", "Each crew has the list now."), by=SYSTEM)
    return found


def a_case_that_asks() -> Arguments:
    """Of whoever told us something, about herself."""
    EqualityQuestion.objects.get_or_create(key="sex", defaults={"title": "Sex", "options": {"f": "Female"}})
    return a_case("reference", "secret")()


def a_reporter() -> Arguments:
    category = CategoryFactory(goes_to=OrganisationFactory(), questions=[])
    return {"key": reported(category, email="ann@example.org", where=Where("By the gate")).followers.get().key}


def an_own_report() -> Arguments:
    category = CategoryFactory(goes_to=OrganisationFactory(), questions=[])
    return {"key": reported(category, where=Where("By the gate")).key}


def a_call_to_make_a_report_of() -> Arguments:
    arrival = make_arrival(kind="unsorted", channel="telephone", words="Bags by the gate")
    return {"reference": arrival.reference} | a_problem("key")()


def a_watcher() -> Watcher:
    return Watcher.objects.create(
        scheme=WatchSchemeFactory(),
        key=new_key(),
        form_key=new_key(),
        name="Wat",
        email="wat@example.org",
        ward=PlaceFactory(kind="ward"),
    )


SAMPLES: dict[str, Callable[[], Arguments]] = {
    **OF_BODIES,
    "incidents:report_problem": a_problem("key"),
    "incidents:show_report": a_problem("reference"),
    "incidents:show_own_report": an_own_report,
    "incidents:answer_fixed": a_reporter,
    "incidents:stop_following": a_reporter,
    "incidents:handle_report": a_problem("reference"),
    "incidents:show_photo": a_problem("reference", "pk"),
    "incidents:log_report": a_call_to_make_a_report_of,
    "incidents:show_patch": lambda: {"key": a_watcher().key},
    "incidents:decide_watcher": lambda: {"pk": a_watcher().pk},
    "incidents:stop_key": lambda: {"pk": issue_key(title="An app", contact="", by=SYSTEM)[0].pk},
    "open311:show_service": a_problem("code", "form"),
    "open311:show_request": a_problem("reference", "form"),
    "open311:show_token": a_problem("token", "form"),
    "complaints:received": a_case("reference", "secret"),
    "complaints:follow_case": a_case("reference", "secret"),
    "complaints:change_hearing": a_case("reference", "secret"),
    "complaints:show_case": a_case("reference"),
    "complaints:do": a_case("reference", "deed"),
    "accounts:accept_invitation": an_invitation,
    "accounts:grant_role": a_person,
    "accounts:invite_person": an_invited_person,
    "accounts:reopen_person": a_closed_person,
    "accounts:reset_second_step": a_person,
    "accounts:revoke_role": a_grant,
    "accounts:show_person": a_person,
    "accounts:stop_person": a_person,
    "intake:decide_arrival": lambda: an_arrival() | {"decision": "let-in"},
    "intake:show_arrival": an_arrival,
    "complaints:case_report": a_report_over_cases,
    "complaints:case_report_file": lambda: a_report_over_cases() | {"form": "xlsx"},
    "complaints:about_you": a_case_that_asks,
    "complaints:edit_reason": lambda: {"key": ReasonFactory().key},
    "complaints:edit_unit": lambda: {"key": UnitFactory().key},
    "complaints:how_it_was": an_answered_case,
    "complaints:publish_figures": a_report_over_cases,
    "complaints:show_lesson": a_lesson,
    "complaints:show_public_lesson": a_public_lesson,
    "complaints:show_figures": published_figures,
    "complaints:show_letter": an_annual_letter,
    "complaints:show_referral": a_referral,
    "complaints:take_figures": lambda: published_figures() | {"form": "pdf"},
    "complaints:withdraw_figures": published_figures,
    "notify:print_letter": a_letter,
    "notify:retry_message": a_letter,
    "notify:show_message": a_letter,
    "consultations:export_sheet": a_consultation_to_type,
    "consultations:export_sheet_csv": a_consultation_to_type,
    "consultations:import_responses": a_consultation_to_type,
    "consultations:list_held": a_consultation_to_type,
    "consultations:list_responses": a_consultation_to_type,
    "consultations:list_second_entries": a_consultation_to_type,
    "consultations:record_letter": a_consultation_to_type,
    "consultations:save_template": a_consultation_to_type,
    "consultations:save_template_csv": a_consultation_to_type,
    "consultations:settle_entry": a_form_typed_twice,
    "consultations:show_response": a_typed_form,
    "consultations:type_again": a_typed_form,
    "consultations:type_paper": a_consultation_to_type,
    "consultations:download_snapshot": a_snapshot,
    "consultations:list_snapshots": a_consultation_to_type,
    "consultations:list_theme_work": a_consultation_to_type,
    "consultations:show_theme_work": about_a_question,
    "consultations:list_duplicates": about_a_question,
    "consultations:merge_clusters": about_a_question,
    "consultations:show_cluster": lambda: about_a_question() | {"number": 1},
    "consultations:edit_codebook": about_a_question,
    "consultations:show_codebook": lambda: about_a_question() | {"number": 2},
    "consultations:choose_theme_answers": a_theme_with_quotes,
    "consultations:review_answers": about_a_question,
    "consultations:set_threshold": about_a_question,
    "consultations:list_coding_rounds": about_a_question,
    "consultations:show_coding_round": a_round_of_coding,
    "consultations:code_in_round": a_round_of_coding,
    "consultations:publish_theme_counts": about_a_question,
    "consultations:list_report_desk": a_report(),
    "consultations:make_report": a_report(),
    "consultations:edit_report": a_report("pk"),
    "consultations:refresh_figures": a_report("pk"),
    "consultations:preview_report": a_report("pk", "form"),
    "consultations:publish_report": a_report("pk"),
    "consultations:withdraw_edition": a_report("pk", "number"),
    "consultations:change_sentence": a_report("pk", "part"),
    "consultations:add_paragraph": a_report("pk", "after"),
    "consultations:list_reports": a_report(),
    "consultations:show_report": a_report("name"),
    "consultations:show_edition": a_report("name", "number"),
    "account_reset_password_from_key": lambda: {"uidb36": "1", "key": "no-such-key"},
    "account_confirm_email": lambda: {"key": "no-such-key"},
    "bodies:add_seat": a_body,
    "bodies:edit_body": a_body,
    "bodies:edit_seat": a_seat,
    "bodies:show_body": a_body,
    "bodies:show_person": lambda: {"key": PublicPersonFactory().key},
    "places:show_place": lambda: {"slug": PlaceFactory().slug},
    "openid_connect_login": lambda: {"provider_id": "nobody"},
    "openid_connect_callback": lambda: {"provider_id": "nobody"},
}
