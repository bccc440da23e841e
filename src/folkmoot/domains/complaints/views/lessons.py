"""One lesson: said better, told to everybody, tied to what it led to; and the page on which everybody reads them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, Refused, actor_of
from folkmoot.ground.thread.public import KINDS, find_records, links_of, links_of_many, record_at
from folkmoot_core.values import Fault, Invalid

from ..actions.learning import change_lesson, take_lesson_back, tell_lesson, tie_lesson, untie_lesson
from ..forms.learning import LessonWordsForm, TellLessonForm
from ..models import Lesson
from ..queries.learning import lessons_for, public_lessons
from .cases import FOR_OFFICERS

A_PAGE = 20
# How a lesson goes on, the likeliest first; the phrases stand in the vocabulary of the thread.
WAYS_ON = (
    *("carried_out_by", "measured_by", "considered_under", "decided_as", "answered_with", "evidenced_by"),
    "belongs_with",
)


class ShowLessonView(View):
    """/cases/learning/NUMBER/ – `?words=` looks for records to tie it to."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(request, self._find(request, pk), {})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        lesson, actor, step = self._find(request, pk), actor_of(request), request.POST.get("step")
        forms: dict[str, Any] = {}
        try:
            if step == "tell":
                tell = forms["tell"] = TellLessonForm(request.POST, auto_id="tell_%s")
                if not tell.is_valid():
                    return self._page(request, lesson, forms, status=422)
                tell_lesson(lesson=lesson, told=tell.told(), by=actor)
                done = _("Everybody can read it now.")
            elif step == "untell":
                take_lesson_back(lesson=lesson, by=actor)
                done = _("Only officers read it now.")
            elif step in ("tie", "untie"):
                done = self._tie(request, lesson, step)
            else:
                own = forms["words"] = LessonWordsForm(request.POST)
                if not own.is_valid():
                    return self._page(request, lesson, forms, status=422)
                change_lesson(lesson=lesson, known=own.known(), by=actor)
                done = _("Kept.")
        except (Invalid, Refused) as problem:
            if isinstance(problem, Invalid) and forms:
                next(iter(forms.values())).take(problem)
                return self._page(request, lesson, forms, status=422)
            messages.warning(request, str(problem))
            return redirect("complaints:show_lesson", lesson.pk)
        messages.success(request, done)
        return redirect("complaints:show_lesson", lesson.pk)

    def _tie(self, request: HttpRequest, lesson: Lesson, step: str) -> str:
        record_type, _sep, key = request.POST.get("record", "").partition(":")
        other = record_at(record_type, key, viewer=actor_of(request))
        kind = request.POST.get("kind", "")
        if other is None or kind not in KINDS:
            raise Invalid([Fault("record", _("Choose a record, and how the lesson goes on in it."))])
        if step == "tie":
            tie_lesson(lesson=lesson, kind=kind, other=other, by=actor_of(request))
            return _("Tied.")
        untie_lesson(lesson=lesson, kind=kind, other=other, by=actor_of(request))
        return _("Untied.")

    def _find(self, request: HttpRequest, pk: int) -> Lesson:
        return get_object_or_404(lessons_for(actor_of(request)), pk=pk)

    def _page(self, request: HttpRequest, lesson: Lesson, forms: dict[str, Any], *, status: int = 200) -> HttpResponse:
        actor, words = actor_of(request), request.GET.get("words", "").strip()[:200]
        own = {name: getattr(lesson, name) for name in ("cause", "learned", "changed", "changed_on")}
        told = {
            "title": lesson.told_title or lesson.cause[:120],
            "learned": lesson.told_learned or lesson.learned,
            "changed": lesson.public_change,
        }
        itself = ("complaints.lesson", str(lesson.pk))
        seen = {
            "lesson": lesson,
            "words": words,
            "found": [each for each in find_records(words, viewer=actor) if each.end != itself],
            "form": next(iter(forms.values()), None),
            "own": forms.get("words") or LessonWordsForm(initial=own),
            "tell": forms.get("tell") or TellLessonForm(initial=told, auto_id="tell_%s"),
            "both": links_of(lesson, viewer=actor),
            "ways": [(key, KINDS[key].forward) for key in WAYS_ON],
        }
        return render(request, "complaints/learning/lesson.html", seen, status=status)


class ListPublicLessonsView(View):
    """/complain/what-we-learned/ – what complaints taught us and what changed, each with what it hangs on."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(public_lessons(), A_PAGE).get_page(request.GET.get("page"))
        links = links_of_many(page.object_list, viewer=actor_of(request))
        rows = [(lesson, links.get(("complaints.lesson", str(lesson.pk)))) for lesson in page]
        return render(request, "complaints/learning/public_lessons.html", {"page": page, "rows": rows})


class ShowPublicLessonView(View):
    """/complain/what-we-learned/NUMBER/"""

    access = PUBLIC

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        lesson = get_object_or_404(public_lessons(), pk=pk)
        is_theirs = lessons_for(actor_of(request)).filter(pk=pk).exists()
        seen = {"lesson": lesson, "is_theirs": is_theirs}
        return render(request, "complaints/learning/public_lesson.html", seen)
