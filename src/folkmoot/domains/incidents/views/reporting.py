"""Reporting a problem: choose what it is → say where and what → received. No account, no cookie, no script.

As with consultations the forms carry a submission key instead of a CSRF cookie: nobody is signed in, so there is no
session that a forged post could ride on, and a repeat is harmless.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import PUBLIC, RESIDENT
from folkmoot.ground.base.public import KEY_GOES_HERE, kept_page
from folkmoot.ground.intake.public import TRAP, form_key, new_form_key, seconds_since, weigh_spam
from folkmoot_core.questionnaires import Reading
from folkmoot_core.values import Invalid

from ..actions.photos import NewPhoto, keep_photo, new_photo
from ..actions.report import Origin, Said, report_problem
from ..adapters.questions import QuestionField, question_fields, read_answers
from ..forms.reporting import ReportForm
from ..models import Category, Incident
from ..queries.choosing import LONGEST_SEARCH, found_by, in_groups
from ..queries.nearby import near_to
from ..queries.routing import category_to_report

KEPT_PHOTO = "kept_photo"
# What the page with the reports near by sends along besides the form's own fields.
ANYWAY = "anyway"


class StartReportView(View):
    """/reports/ – what do you want to report?"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("words", "")[:LONGEST_SEARCH]
        found = found_by(words)
        context = {
            "words": words,
            "groups": in_groups(found or found_by("")),
            "nothing_found": bool(words and not found),
        }
        return render(request, "incidents/start.html", context)


@dataclass
class Posted:
    """One post of the form: what was typed, how it reads, and the photograph with it."""

    category: Category
    form: ReportForm
    reading: Reading
    photo: NewPhoto | None = None
    kept_photos: list[str] = field(default_factory=list)

    @property
    def is_fine(self) -> bool:
        # Both, so that all faults are told at once.
        return self.form.is_valid() and not self.reading.faults

    @property
    def said(self) -> Said:
        return Said(self.form.cleaned_data["words"].strip(), self.reading.answers, self.photo, tuple(self.kept_photos))


def read_post(request: HttpRequest, category: Category) -> Posted:
    """Read the form; the head of a photograph is looked at, and nothing is kept yet."""
    photo, refused = None, None
    upload = request.FILES.get("photo")
    keeps_position = bool(request.POST.get("keeps_position"))
    if upload is not None:
        try:
            photo = new_photo(upload, keeps_position=keeps_position)
        except Invalid as invalid:
            refused = invalid.faults[0]
    position = photo.looked.position if photo and keeps_position else None
    form = ReportForm(request.POST, photo_position=position)
    if refused is not None:
        form.add_error("photo", f"{refused.message} {refused.mend}".strip())
    reading = read_answers(category, dict(request.POST.lists()))
    return Posted(category, form, reading, photo, [key for key in request.POST.getlist(KEPT_PHOTO)[:1] if key])


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ReportProblemView(View):
    """/reports/new/CATEGORY/"""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        category = self._category(key)

        def draw() -> str:
            fields = question_fields(category, {})
            return self._page(request, category, ReportForm(), fields, key=KEY_GOES_HERE).content.decode()

        # The category's own change draws it anew.
        mark = ("report", category.pk, category.updated_at)
        return kept_page(request, mark, draw, {KEY_GOES_HERE: new_form_key()})

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        category = self._category(key)
        posted = read_post(request, category)
        submission = form_key(request.POST.get("key", ""))
        if not posted.is_fine or request.POST.get("step") == "change":
            return self._again(request, posted, submission, with_errors=request.POST.get("step") != "change")
        if ANYWAY not in request.POST:
            near = near_to(category, posted.form.where)
            if near and not Incident.objects.filter(arrival__key=submission).exists():
                _keep(posted)
                context = {
                    "category": category,
                    "near": near,
                    "hidden": _to_send_along(request, posted),
                    "key": submission,
                    "email": posted.form.reporter.address if posted.form.reporter.medium == "email" else "",
                }
                return render(request, "incidents/nearby.html", context)
        reported = report_problem(
            category=category,
            where=posted.form.where,
            said=posted.said,
            origin=Origin(Channel.WEB, submission, held_because=_spam(request, submission)),
            by=RESIDENT,
            reporter=posted.form.reporter,
        )
        return HttpResponseRedirect(reverse("incidents:show_own_report", args=[reported.incident.key]))

    def _category(self, key: str) -> Category:
        category = category_to_report(key)
        if category is None:
            raise Http404
        return category

    def _again(self, request: HttpRequest, posted: Posted, key: str, *, with_errors: bool) -> HttpResponse:
        """The form with all that was typed; a browser does not send a photograph again, so a fit one is kept."""
        _keep(posted)
        faults = posted.reading.faults if with_errors else ()
        fields = question_fields(posted.category, dict(request.POST.lists()), faults)
        form = posted.form if with_errors else ReportForm(initial=request.POST.dict())
        page = self._page(request, posted.category, form, fields, key=key, kept_photos=posted.kept_photos)
        page.status_code = 422 if with_errors else 200
        return page

    def _page(
        self,
        request: HttpRequest,
        category: Category,
        form: ReportForm,
        fields: list[QuestionField],
        *,
        key: str,
        kept_photos: Sequence[str] = (),
    ) -> HttpResponse:
        context = {
            "category": category,
            "form": form,
            "questions": fields,
            "has_errors": bool(form.is_bound and form.errors) or any(each.error for each in fields),
            "key": key,
            "kept_photos": kept_photos,
            "shows_position": bool(form["latitude"].value() or form["longitude"].value()),
        }
        return render(request, "incidents/report.html", context)


def _keep(posted: Posted) -> None:
    if posted.photo is not None:
        posted.kept_photos = [keep_photo(photo=posted.photo, by=RESIDENT).key]
        posted.photo = None


def _to_send_along(request: HttpRequest, posted: Posted) -> list[tuple[str, str]]:
    """Everything typed, for the page between."""
    skipped = ("key", "step", KEPT_PHOTO, "csrfmiddlewaretoken")
    typed = [(name, value) for name, values in request.POST.lists() if name not in skipped for value in values if value]
    return [*typed, *((KEPT_PHOTO, key) for key in posted.kept_photos)]


def _spam(request: HttpRequest, key: str) -> str:
    texts = [request.POST.get("words", ""), request.POST.get("place_words", "")]
    return weigh_spam(honeypot=request.POST.get(TRAP, ""), seconds_taken=seconds_since(key), texts=texts)
