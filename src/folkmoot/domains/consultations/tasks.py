"""Work that no page waits for."""

from __future__ import annotations

from django_tasks import task

from folkmoot.ground.base.policies import SYSTEM

from .actions.reports import run_publishing
from .actions.snapshots import forget_words_of
from .actions.tell import tell_people
from .actions.tell_decided import tell_decided
from .actions.theme_work.assigning import run_assignment
from .actions.theme_work.drafting import run_draft
from .actions.theme_work.searches import run_search
from .models import Assignment, Consultation, Outcome, PublishingRun, ThemeSearch


@task()
def tell_people_of(outcome: int) -> int:
    """Tell everybody who asked what came of it; returns how many messages are new. An officer asked for it, and that
    stands in the history, so the system itself does it."""
    found = Outcome.objects.select_related("consultation__organisation").get(pk=outcome)
    return tell_people(outcome=found, by=SYSTEM).new


@task()
def tell_of_decision(consultation: int, theme: int | None, mark: str, values: dict[str, str]) -> int:
    """Tell those who asked what a body decided on what they raised; returns how many messages are new."""
    return tell_decided(consultation=consultation, theme=theme, mark=mark, values=values)


@task()
def search_themes(search: int) -> bool:
    """Look for groups among answers in words. False when it could not be done; the page says why."""
    return run_search(search=ThemeSearch.objects.select_related("work__consultation").get(pk=search))


@task()
def assign_themes(assignment: int) -> bool:
    """Have the machine say how sure it is of each theme for each answer. False when it could not be done."""
    found = Assignment.objects.select_related("work__consultation", "codebook")
    return run_assignment(run=found.get(pk=assignment))


@task()
def draft_theme(search: int) -> bool:
    """Have a language model draft a title for the groups that were chosen. False when it could not be done."""
    return run_draft(search=ThemeSearch.objects.select_related("work__consultation").get(pk=search))


@task()
def forget_words_in_snapshots(consultation: int, words: list[list[int | str]]) -> int:
    """Take words that were changed or taken back, [response, question], out of every snapshot. Returns out of how many
    they went. Whoever changed them stands in the history, so the system itself does it."""
    pairs = [(int(response), str(question)) for response, question in words]
    return forget_words_of(consultation=Consultation.objects.get(pk=consultation), words=pairs, by=SYSTEM)


@task()
def publish_report(run: int) -> bool:
    """Write an edition of a report in every form. False when it could not be done; the page says why. The officer who
    asked for it stands in the history."""
    found = PublishingRun.objects.select_related(
        "report__consultation__organisation",
        "report__consultation__outcome",
        "report__district",
        "snapshot",
        "weighting",
    )
    return run_publishing(run=found.get(pk=run))
