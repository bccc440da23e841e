"""Themes: what several people said, in order, with the answers that say it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of, needs

from ..actions.themes import add_theme, edit_theme, move_theme, remove_theme, ungroup_answers
from ..forms.outcome import ThemeForm
from ..models import Consultation, Theme
from ..policies import READERS, can_read, can_see_results
from ..queries.briefs import FEWEST
from ..queries.outcomes import is_published, newest_questionnaire, outcome_of
from ..queries.theme_work.choosing import public_quotes
from ..queries.theme_work.published import published_theme, work_of
from ..queries.themes import answers_under, theme_rows
from ..queries.words import question_texts
from .seeing import shown_or_404, shown_to_officers

A_PAGE = 25


def theme_form(consultation: Consultation, data: object = None, theme: Theme | None = None) -> ThemeForm:
    texts = question_texts(newest_questionnaire(consultation))
    written = ("title", "description", "question", "suggestions")
    initial = {name: getattr(theme, name) for name in written} if theme else {}
    return ThemeForm(data, initial=initial, questions=list(texts.items()))


@needs(*READERS)
class ListThemesView(View):
    """/consultations/SLUG/themes/: all themes in order, and a form for another one."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        return self._page(request, consultation, theme_form(consultation))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        form = theme_form(consultation, request.POST)
        if not form.is_valid():
            return self._page(request, consultation, form)
        add_theme(consultation=consultation, words=form.theme_words, by=actor_of(request))
        return HttpResponseRedirect(request.path)

    def _page(self, request: HttpRequest, consultation: Consultation, form: ThemeForm) -> HttpResponse:
        context = {"consultation": consultation, "rows": theme_rows(consultation), "form": form}
        return render(request, "consultations/themes/list_themes.html", context)


class ShowThemeView(View):
    """/consultations/SLUG/themes/KEY/: for everybody once the outcome is published."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str, key: str) -> HttpResponse:
        shown = shown_or_404(request, slug)
        reads = can_read(actor_of(request), shown.standing)
        outcome = outcome_of(shown.consultation)
        if not (reads or is_published(outcome)):
            raise Http404
        theme = get_object_or_404(shown.consultation.themes, key=key)
        theme.consultation = shown.consultation
        answers = answers_under(theme, public_only=not reads)
        sees = can_see_results(actor_of(request), shown.standing)
        if not sees:
            answers = answers.none()
        texts, work = question_texts(newest_questionnaire(shown.consultation)), work_of(theme)
        ours = theme.answers.filter(outcome=outcome).first() if outcome else None
        grouped = answers_under(theme, public_only=False).count()
        context = {
            "consultation": shown.consultation,
            "theme": theme,
            "ours": ours,
            "ours_modifier": ours.verdict.replace("_", "-") if ours else "",
            "question": texts.get(theme.question, ""),
            "page": Paginator(answers, A_PAGE).get_page(request.GET.get("page")),
            "grouped": grouped,
            "is_few": not reads and 0 < grouped < FEWEST,
            "reads": reads,
            "published": published_theme(work, theme.key) if sees else None,
            "stance_text": texts.get(work.stance_question, "") if work else "",
            "quotes": public_quotes(theme) if sees else [],
        }
        return render(request, "consultations/themes/show_theme.html", context)


@needs(*READERS)
class EditThemeView(View):
    """/consultations/SLUG/themes/KEY/edit/: its words, its place, its answers, its end."""

    def get(self, request: HttpRequest, slug: str, key: str) -> HttpResponse:
        theme = self._theme(request, slug, key)
        return self._page(request, theme, theme_form(theme.consultation, theme=theme))

    def post(self, request: HttpRequest, slug: str, key: str) -> HttpResponse:
        theme, actor = self._theme(request, slug, key), actor_of(request)
        deed = request.POST.get("deed", "save")
        if deed in ("up", "down"):
            move_theme(theme=theme, by_places=-1 if deed == "up" else 1, by=actor)
        elif deed == "ungroup":
            numbers = [int(value) for value in request.POST.getlist("answer") if value.isdecimal() and len(value) < 19]
            taken = list(answers_under(theme, public_only=False).filter(pk__in=numbers))
            ungroup_answers(theme=theme, answers=taken, by=actor)
            return HttpResponseRedirect(reverse("consultations:edit_theme", args=[slug, key]))
        elif deed == "remove":
            remove_theme(theme=theme, reason=request.POST.get("reason", "")[:300], by=actor)
            messages.success(request, _("The theme is gone."))
        else:
            form = theme_form(theme.consultation, request.POST)
            if not form.is_valid():
                return self._page(request, theme, form)
            edit_theme(theme=theme, words=form.theme_words, by=actor)
        return HttpResponseRedirect(reverse("consultations:list_themes", args=[slug]))

    def _theme(self, request: HttpRequest, slug: str, key: str) -> Theme:
        consultation = shown_to_officers(request, slug).consultation
        theme = get_object_or_404(consultation.themes, key=key)
        theme.consultation = consultation
        return theme

    def _page(self, request: HttpRequest, theme: Theme, form: ThemeForm) -> HttpResponse:
        answers = answers_under(theme, public_only=False)
        page = Paginator(answers, A_PAGE).get_page(request.GET.get("page"))
        context = {"consultation": theme.consultation, "theme": theme, "form": form, "page": page}
        return render(request, "consultations/themes/edit_theme.html", context)
