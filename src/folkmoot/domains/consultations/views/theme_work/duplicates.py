"""Answers in the same or nearly the same words: is it a letter that many sent?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of, needs

from ...actions.theme_work.duplicates import confirm_letter, deny_letter
from ...policies import READERS
from ...queries.theme_work.duplicates import alike_in, group_cards
from .seeing import go_to, question_text, whole_numbers, work_or_404

A_PAGE = 20


@needs(*READERS)
class ListDuplicatesView(View):
    """/consultations/SLUG/theme-work/QUESTION/letters/"""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        cards = group_cards(work)
        context = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "alike": alike_in(cards),
            "page": Paginator(cards, A_PAGE).get_page(request.GET.get("page")),
        }
        return render(request, "consultations/theme_work/list_duplicates.html", context)

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        group = get_object_or_404(work.duplicates, pk=next(iter(whole_numbers([request.POST.get("group", "")])), 0))
        group.work = work
        if request.POST.get("deed") == "letter":
            joined = confirm_letter(group=group, by=actor_of(request))
            told = ngettext(
                "It is a letter. %(number)d more answer holds it.",
                "It is a letter. %(number)d more answers hold it.",
                joined,
            )
            messages.success(request, told % {"number": joined} if joined else _("It is a letter."))
        else:
            deny_letter(group=group, by=actor_of(request))
            messages.success(request, _("They are counted as answers of their own."))
        return go_to("list_duplicates", work)
