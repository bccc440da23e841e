"""Have a language model draft a title for some groups, where the site has one. A draft stands in the boxes, marked as a
machine's, until a person saves it as her own or drops it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot_core.themes.drafting import ClearedComment
from folkmoot_core.themes.drafting import draft_theme as draft_with
from folkmoot_core.values import Fault, Invalid

from ...adapters.theming import chosen_model
from ...enums import SearchState
from ...models import Cluster, ThemeSearch
from ...queries.theme_work.answers import answers_by_number
from ...queries.words import is_publishable
from ...signals import theme_draft_asked_for
from .placing import hold

log = logging.getLogger(__name__)


@transaction.atomic
def ask_for_draft(*, search: ThemeSearch, numbers: Sequence[int], by: Actor) -> None:
    """Have a title drafted for these groups, in the background. Raises Invalid where no model is set up, and without
    groups."""
    current = hold(search, by)
    if chosen_model() is None:
        raise Invalid([Fault("", _("No language model is set up for this site."))])
    known = set(current.clusters.filter(number__in=numbers, is_split=False).values_list("number", flat=True))
    if not known:
        raise Invalid([Fault("cluster", _("Tick at least one group of answers."))])
    _set(current, {"state": SearchState.WAITING, "clusters": sorted(known)})
    record(verb="theme_draft.asked_for", subject=search.work, by=by, changes={"clusters": [None, sorted(known)]})
    transaction.on_commit(lambda: theme_draft_asked_for.send(sender=ThemeSearch, search=search))


def run_draft(*, search: ThemeSearch) -> bool:
    """Ask the model. Only what may be published goes out, as it was let through. The page tells what goes wrong."""
    search.refresh_from_db(fields=["draft"])
    asked = search.draft
    if not asked or asked.get("state") != SearchState.WAITING:
        return False
    clusters = list(search.clusters.filter(number__in=asked["clusters"]))
    try:
        model = chosen_model()
        if model is None:
            raise Invalid([Fault("", _("No language model is set up for this site."))])
        draft = draft_with(model, [word for each in clusters for word in each.words[:5]], _cleared(search, clusters))
        found = {
            "state": SearchState.DONE,
            "title": draft.title,
            "description": draft.description,
            "model": draft.model,
        }
    except Invalid as problem:
        told = " ".join(f"{fault.message} {fault.mend}".strip() for fault in problem.faults)
        found = {"state": SearchState.FAILED, "fault": told[:300]}
    with transaction.atomic():
        current = ThemeSearch.objects.select_for_update().get(pk=search.pk)
        if current.draft != asked:
            return False
        _set(current, {**asked, **found})
        record(verb="theme_draft.made", subject=search.work, by=SYSTEM, changes={"title": [None, found.get("title")]})
    return found["state"] == SearchState.DONE


@transaction.atomic
def drop_draft(*, search: ThemeSearch, by: Actor) -> None:
    """The draft is used or not wanted: it goes."""
    current = hold(search, by)
    if current.draft is not None:
        _set(current, None)
        search.draft = None


def _set(search: ThemeSearch, draft: dict[str, object] | None) -> None:
    search.draft = draft
    search.save(update_fields=["draft", "updated_at"])


def _cleared(search: ThemeSearch, clusters: Sequence[Cluster]) -> list[ClearedComment]:
    """What officers have let through for publication, from the middle of the groups outwards."""
    numbers = [number for each in clusters for number in (*each.central, *each.members)]
    answers = answers_by_number(search.work, numbers)
    found = [answers[number] for number in dict.fromkeys(numbers) if number in answers]
    return [
        ClearedComment(answer.public_text or answer.text, answer.read_by or _("An officer"))
        for answer in found
        if is_publishable(answer)
    ]
