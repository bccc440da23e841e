"""The codebook: its themes as they stand, its versions, and the answers chosen for a theme."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of, needs
from folkmoot_core.values import Invalid

from ...actions.theme_work.choosing import choose_answer, drop_answer
from ...actions.theme_work.codebooks import freeze_codebook
from ...adapters import standing_of
from ...enums import AnswerUse
from ...forms.theme_work import FreezeForm
from ...models import ThemeWork
from ...policies import READERS, can_plan
from ...queries.theme_work.answers import answers_by_number
from ...queries.theme_work.choosing import candidates_for, chosen_for
from ...queries.theme_work.codebooks import changes_in, content_of, entries_of, newest_codebook
from ...queries.theme_work.warnings import warnings_of
from .seeing import go_to, question_text, tell_faults, whole_numbers, work_or_404

A_PAGE = 20


@needs(*READERS)
class EditCodebookView(View):
    """/consultations/SLUG/theme-work/QUESTION/codebook/"""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        return self._page(request, work_or_404(request, slug, question), FreezeForm())

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work, form = work_or_404(request, slug, question), FreezeForm(request.POST)
        if not form.is_valid():
            return self._page(request, work, form)
        try:
            version = freeze_codebook(work=work, note=form.cleaned_data["note"], by=actor_of(request))
        except Invalid as invalid:
            tell_faults(request, invalid)
            return self._page(request, work, form)
        messages.success(request, _("Version %(number)d is kept.") % {"number": version.number})
        return go_to("edit_codebook", work)

    def _page(self, request: HttpRequest, work: ThemeWork, form: FreezeForm) -> HttpResponse:
        entries, newest = entries_of(work), newest_codebook(work)
        context: dict[str, Any] = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "entries": entries,
            "form": form,
            "newest": newest,
            "changes": changes_in(newest.content, content_of(entries)) if newest else [],
            "versions": list(work.codebooks.all()),
            "warnings": warnings_of(work, entries),
        }
        return render(request, "consultations/theme_work/edit_codebook.html", context)


@needs(*READERS)
class ShowCodebookView(View):
    """/consultations/SLUG/theme-work/QUESTION/codebook/NUMBER/: a version as it was kept, and what was new in it."""

    def get(self, request: HttpRequest, slug: str, question: str, number: int) -> HttpResponse:
        work = work_or_404(request, slug, question)
        version = get_object_or_404(work.codebooks, number=number)
        former = work.codebooks.filter(number__lt=version.number).first()
        examples = answers_by_number(
            work, (example for theme in version.content["themes"] for example in theme["examples"])
        )
        context = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "version": version,
            "former": former,
            "changes": changes_in(former.content, version.content) if former else [],
            "themes": [
                (theme, [examples[each] for each in theme["examples"] if each in examples])
                for theme in version.content["themes"]
            ],
        }
        return render(request, "consultations/theme_work/show_codebook.html", context)


@needs(*READERS)
class ChooseAnswersView(View):
    """/consultations/SLUG/theme-work/QUESTION/themes/KEY/: examples and quotes of one theme."""

    def get(self, request: HttpRequest, slug: str, question: str, key: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        theme = get_object_or_404(work.consultation.themes, question=work.question, key=key)
        theme.consultation = work.consultation
        page = Paginator(candidates_for(work, theme), A_PAGE).get_page(request.GET.get("page"))
        found = answers_by_number(work, page)
        context = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "theme": theme,
            "chosen": chosen_for(theme),
            "page": page,
            "answers": [found[number] for number in page if number in found],
            "plans": can_plan(actor_of(request), standing_of(work.consultation)),
        }
        return render(request, "consultations/theme_work/choose_answers.html", context)

    def post(self, request: HttpRequest, slug: str, question: str, key: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        theme = get_object_or_404(work.consultation.themes, question=work.question, key=key)
        theme.consultation = work.consultation
        deed, _colon, number = request.POST.get("deed", "").partition(":")
        answer = answers_by_number(work, whole_numbers([number])).get(int(number) if whole_numbers([number]) else 0)
        use, _dash, drops = deed.partition("-")
        if answer is None or use not in AnswerUse.values:
            raise Http404
        try:
            (drop_answer if drops else choose_answer)(theme=theme, answer=answer, use=use, by=actor_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        return go_to("choose_theme_answers", work, theme.key)
