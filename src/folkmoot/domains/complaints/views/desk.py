"""The officer's desk: what waits, what is found, and one thing done with many."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of

from ..actions.assigning import Done, acknowledge_many, assign_many, close_many
from ..actions.letters import LetterWords
from ..enums import KINDS_WITH_CLOCK, LetterStep, State
from ..forms.desk import ManyForm, NarrowForm
from ..models import Case
from ..queries.desk import A_PAGE, TABS, counts_for, desk_page, promises_for, search
from ..queries.letters import drafts_for
from ..queries.reporting import span_of
from ..queries.visible import covers_all, visible_cases
from .cases import FOR_OFFICERS

TITLES = {
    "mine": gettext_lazy("My queue"),
    "unassigned": gettext_lazy("Nobody has it"),
    "today": gettext_lazy("Due today"),
    "overdue": gettext_lazy("Overdue"),
    "waiting": gettext_lazy("Waiting for others"),
    "open": gettext_lazy("All open"),
    "all": gettext_lazy("Everything"),
}


class DeskView(View):
    """/cases/ – `?tab=`, narrowed and searched; `?after=` goes on from a case."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        form = NarrowForm(request.GET)
        wanted = form.narrowed()
        tab = request.GET.get("tab", "")
        tab = tab if tab in TABS else ("all" if wanted.words else "mine")
        after = request.GET.get("after", "")
        found = (
            search(wanted.words, actor, wanted, after) if wanted.words.strip() else desk_page(tab, actor, wanted, after)
        )
        counts = counts_for(actor)
        seen = {
            "form": form,
            "tab": tab,
            "title": TITLES[tab],
            "tabs": [(name, TITLES[name], counts.tabs.get(name)) for name in TABS],
            "counts": counts,
            "page": found,
            "is_search": bool(wanted.words.strip()),
            "many": ManyForm(),
            "today": timezone.localdate(),
            "is_first": not after,
            "sees_all": covers_all(actor),
            "came": span_of(wanted.came),
            "wanted": wanted,
            "is_narrowed": any((wanted.unit, wanted.kind, wanted.state, wanted.reason)),
        }
        return render(request, "complaints/desk.html", seen)


class PromisesView(View):
    """/cases/promises/ – what was promised and is not done."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        found = list(promises_for(actor_of(request))[: 4 * A_PAGE])
        return render(request, "complaints/promises.html", {"promises": found, "today": timezone.localdate()})


class ManyView(View):
    """/cases/many/ – says what it will do, and with a second press does it."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("complaints:desk")

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        references = request.POST.getlist("case")[: 4 * A_PAGE]
        cases = list(
            visible_cases(actor)
            .filter(arrival__reference__in=references)
            .select_related("arrival", "unit", "policy", "complainant")
            .order_by("pk")
        )
        deed, form = request.POST.get("deed", ""), ManyForm(request.POST)
        if not cases or deed not in ("assign", "acknowledge", "close") or not form.is_valid():
            messages.warning(request, _("Tick some cases, and say what is to be done with them."))
            return redirect("complaints:desk")
        handler = form.people.get(form.cleaned_data["handler"])
        if request.POST.get("sure") != "yes":
            will, not_ = self._foreseen(cases, deed)
            seen: dict[str, Any] = {"deed": deed, "handler": handler, "will": will, "left": not_, "form": form}
            return render(request, "complaints/many.html", seen)
        if deed == "assign":
            done = assign_many(cases=cases, handler=handler, by=actor)
        elif deed == "acknowledge":
            done = acknowledge_many(cases=cases, by=actor, letter_for=lambda case: usual_letter(case, actor.name))
        else:
            done = close_many(cases=cases, by=actor, letter_for=lambda case: last_letter(case, actor.name))
        self._tell(request, done)
        return redirect("complaints:desk")

    def _foreseen(self, cases: list[Case], deed: str) -> tuple[list[Case], list[tuple[Case, str]]]:
        """Those that it can be done with, and the others with the reason. The action itself decides again."""
        if deed == "assign":
            return cases, []
        will, not_ = [], []
        for case in cases if deed == "close" else ():
            owes = case.state == State.OPEN and case.kind in KINDS_WITH_CLOCK
            if case.state in (State.OPEN, State.ANSWERED) and not owes:
                will.append(case)
            else:
                not_.append((case, _("An answer is owed.") if owes else _("It is not open.")))
        for case in cases if deed == "acknowledge" else ():
            if case.state != State.OPEN:
                not_.append((case, _("It is not open.")))
            elif case.next_step == "acknowledged" or case.policy is None:
                will.append(case)
            else:
                not_.append((case, _("It has been acknowledged already.")))
        return will, not_

    def _tell(self, request: HttpRequest, done: Done) -> None:
        number = len(done.done)
        messages.success(request, ngettext("Done with %d case.", "Done with %d cases.", number) % number)
        for case, why in done.left:
            messages.warning(request, f"{case.arrival.reference}: {why}")


def last_letter(case: Case, officer: str) -> LetterWords:
    """Thanks for what is passed on; for what was answered, that it is closed."""
    step = LetterStep.THANK if case.state == State.OPEN else LetterStep.CLOSE
    draft = drafts_for(case, step, officer=officer)[0]
    return LetterWords(draft.subject, draft.body)


def usual_letter(case: Case, officer: str) -> LetterWords:
    draft = drafts_for(case, LetterStep.ACKNOWLEDGE, officer=officer)[0]
    return LetterWords(draft.subject, draft.body)
