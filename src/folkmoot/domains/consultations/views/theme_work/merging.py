"""The screen made for merging: groups of answers on one side, themes on the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import Actor, actor_of, needs
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Fault, Invalid

from ...actions.theme_work.drafting import ask_for_draft, drop_draft
from ...actions.theme_work.placing import place, put_aside, take_back, undo
from ...actions.theme_work.searches import split_cluster
from ...actions.themes import ThemeWords
from ...adapters.theming import can_draft
from ...forms.theme_work import PlaceForm
from ...models import Cluster, Theme, ThemeSearch, ThemeWork
from ...policies import READERS
from ...queries.theme_work.answers import answers_of, themes_of
from ...queries.theme_work.merging import finished_search, merge_screen
from .seeing import go_to, question_text, whole_numbers, work_or_404

A_PAGE = 25
Deed = Callable[[HttpRequest, ThemeSearch, list[int], Actor], str]


@needs(*READERS)
class MergeClustersView(View):
    """/consultations/SLUG/theme-work/QUESTION/clusters/"""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        search = finished_search(work)
        if search is None:
            messages.info(request, _("No groups have been found yet."))
            return go_to("show_theme_work", work)
        return self._page(request, work, search, PlaceForm(themes=themes_of(work), initial=drafted(search)))

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        search = finished_search(work)
        if search is None:
            return go_to("show_theme_work", work)
        search.work = work
        numbers = whole_numbers(request.POST.getlist("cluster"))
        name, _colon, own = request.POST.get("deed", "").partition(":")
        if own:
            numbers = whole_numbers([own])
        form = PlaceForm(request.POST, themes=themes_of(work))
        try:
            if name == "place":
                if not form.is_valid():
                    return self._page(request, work, search, form, numbers)
                told = place_ticked(search, numbers, form, actor_of(request))
            else:
                told = DEEDS.get(name, do_nothing)(request, search, numbers, actor_of(request))
        except Invalid as invalid:
            put_faults(form, invalid)
            return self._page(request, work, search, form, numbers)
        messages.success(request, told)
        return go_to("merge_clusters", work)

    def _page(
        self,
        request: HttpRequest,
        work: ThemeWork,
        search: ThemeSearch,
        form: PlaceForm,
        ticked: list[int] | None = None,
    ) -> HttpResponse:
        draft = search.draft or {}
        context: dict[str, Any] = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "search": search,
            "screen": merge_screen(work, search),
            "form": form,
            "ticked": ticked if ticked is not None else draft.get("clusters", []),
            "draft": draft,
            "can_draft": can_draft(),
        }
        return render(request, "consultations/theme_work/merge_clusters.html", context)


def drafted(search: ThemeSearch) -> dict[str, str]:
    """What a language model drafted stands in the boxes until a person saves or drops it."""
    draft = search.draft or {}
    return {name: draft.get(name, "") for name in ("title", "description")}


def place_ticked(search: ThemeSearch, numbers: list[int], form: PlaceForm, by: Actor) -> str:
    said = form.cleaned_data
    theme: Theme | None = None
    if said["theme"]:
        theme = search.work.consultation.themes.get(question=search.work.question, key=said["theme"])
    words = ThemeWords(said["title"].strip(), said["description"].strip(), search.work.question)
    theme = place(search=search, numbers=numbers, by=by, theme=theme, words=None if theme else words)
    if search.draft:
        drop_draft(search=search, by=by)
    told = ngettext("%(number)d group is under “%(theme)s”.", "%(number)d groups are under “%(theme)s”.", len(numbers))
    return told % {"number": len(numbers), "theme": theme.title}


def set_aside(_request: HttpRequest, search: ThemeSearch, numbers: list[int], by: Actor) -> str:
    put_aside(search=search, numbers=numbers, by=by)
    return ngettext("%(number)d group is set aside.", "%(number)d groups are set aside.", len(numbers)) % {
        "number": len(numbers)
    }


def back(_request: HttpRequest, search: ThemeSearch, numbers: list[int], by: Actor) -> str:
    take_back(search=search, numbers=numbers, by=by)
    return _("Taken back. It waits for a theme again.")


def split(_request: HttpRequest, search: ThemeSearch, numbers: list[int], by: Actor) -> str:
    parts = split_cluster(search=search, number=numbers[0] if numbers else 0, by=by)
    return _("Split into %(number)d groups.") % {"number": len(parts)}


def undo_last(_request: HttpRequest, search: ThemeSearch, _numbers: list[int], by: Actor) -> str:
    undo(search=search, by=by)
    return _("Undone.")


def draft_title(_request: HttpRequest, search: ThemeSearch, numbers: list[int], by: Actor) -> str:
    ask_for_draft(search=search, numbers=numbers, by=by)
    return _("A title is being drafted. Reload the page in a moment.")


def forget_draft(_request: HttpRequest, search: ThemeSearch, _numbers: list[int], by: Actor) -> str:
    drop_draft(search=search, by=by)
    return _("The draft is dropped.")


def do_nothing(_request: HttpRequest, _search: ThemeSearch, _numbers: list[int], _by: Actor) -> str:
    raise Invalid([Fault("", _("Choose what to do with the ticked groups."))])


DEEDS: dict[str, Deed] = {
    "aside": set_aside, "back": back, "split": split, "undo": undo_last, "draft": draft_title, "drop": forget_draft,
}  # fmt: skip


@needs(*READERS)
class ShowClusterView(View):
    """/consultations/SLUG/theme-work/QUESTION/clusters/NUMBER/: every answer in it."""

    def get(self, request: HttpRequest, slug: str, question: str, number: int) -> HttpResponse:
        work = work_or_404(request, slug, question)
        search = finished_search(work)
        cluster = get_object_or_404(Cluster, search=search, number=number)
        in_order = [*cluster.central, *(each for each in cluster.members if each not in set(cluster.central))]
        page = Paginator(in_order, A_PAGE).get_page(request.GET.get("page"))
        found = {
            each.pk: each for each in answers_of(work).select_related("response__arrival").filter(pk__in=list(page))
        }
        context = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "cluster": cluster,
            "page": page,
            "answers": [found[each] for each in page if each in found],
        }
        return render(request, "consultations/theme_work/show_cluster.html", context)
