"""The officers' queue, and a report in it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from folkmoot.ground.base.policies import Access, actor_of
from folkmoot.ground.documents.public import address_of
from folkmoot_core.questionnaires import Reading
from folkmoot_core.values import Invalid, normalise_reference

from ..actions.deciding import Step, change_status, merge
from ..actions.handling import forget_reporter, pass_words, send_on, take
from ..actions.photos import show_photo
from ..actions.report import Origin, Said, report_problem
from ..adapters.points import point_of
from ..adapters.questions import answer_lines, question_fields, read_answers
from ..forms.desk import MergeForm, OneOfSeveral, QueueForm, ReasonForm, SendOnForm, StepForm, WordsForm
from ..forms.reporting import ReportForm
from ..models import Category, Incident, Photo
from ..policies import HANDLERS
from ..queries.desk import QueueFilter, arrival_to_type, report_for, the_queue, totals, waiting_arrivals
from ..queries.nearby import perhaps_the_same
from ..queries.routing import offered_categories, organisations_of

FOR_HANDLERS = Access(roles=frozenset(HANDLERS))
A_PAGE = 50
TABS = {
    "open": gettext_lazy("Under way"),
    "new": gettext_lazy("Nobody has it"),
    "mine": gettext_lazy("Yours"),
    "late": gettext_lazy("Late"),
    "reopened": gettext_lazy("Not fixed, they say"),
    "held": gettext_lazy("Held"),
}


class ShowQueueView(View):
    """/reports/desk/"""

    access = FOR_HANDLERS

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        form = QueueForm(request.GET or None, organisations=organisations_of(actor))
        narrowed = QueueFilter()
        if form.is_bound and form.is_valid():
            data = form.cleaned_data
            narrowed = QueueFilter(
                data["standing"] or "open",
                data["category"].key if data["category"] else "",
                data["organisation"].key if data["organisation"] else "",
                data["words"],
            )
        page = Paginator(the_queue(narrowed, actor), A_PAGE).get_page(request.GET.get("page"))
        context = {
            "form": form,
            "page": page,
            "tabs": [(name, TABS[name], number) for name, number in totals(actor).items()],
            "standing": narrowed.standing,
            "is_narrowed": bool(narrowed.category or narrowed.organisation or narrowed.words),
            "waiting": waiting_arrivals(actor)[:20],
            "actor": actor,
        }
        return render(request, "incidents/desk/queue.html", context)


class HandleReportView(View):
    """/reports/desk/REFERENCE/ – all that is known of it, and what can be done. Each form says its deed."""

    access = FOR_HANDLERS

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._page(request, report_or_404(request, reference))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        incident = report_or_404(request, reference)
        deeds: dict[str, Callable[[HttpRequest, Incident], HttpResponse]] = {
            "step": self._step,
            "take": self._take,
            "send_on": self._send_on,
            "words": self._words,
            "merge": self._merge,
            "forget": self._forget,
        }
        deed = deeds.get(request.POST.get("deed", ""))
        return deed(request, incident) if deed else self._page(request, incident)

    def _step(self, request: HttpRequest, incident: Incident) -> HttpResponse:
        form = StepForm(request.POST, incident=incident)

        def do() -> None:
            data = form.cleaned_data
            step = Step(data["status"], data["words"], data.get("closing_reason", ""))
            change_status(incident=incident, step=step, by=actor_of(request), seen=data["seen"] or None)

        return self._done(request, incident, form, do, name="step", said=_("Saved. Whoever follows it is told."))

    def _take(self, request: HttpRequest, incident: Incident) -> HttpResponse:
        take(incident=incident, by=actor_of(request))
        said = _("It is yours now.") if incident.taken_by_key else _("It is nobody's now.")
        messages.success(request, said)
        return redirect("incidents:handle_report", incident.arrival.reference)

    def _send_on(self, request: HttpRequest, incident: Incident) -> HttpResponse:
        form = SendOnForm(request.POST, incident=incident)

        def do() -> None:
            data = form.cleaned_data
            send_on(
                incident=incident,
                organisation=data["organisation"],
                category=data["category"],
                reason=data["reason"],
                by=actor_of(request),
            )

        said = _("%(reference)s is sent on.") % {"reference": incident.arrival.reference}
        return self._done(request, incident, form, do, name="send_on", said=said, to_queue=True)

    def _words(self, request: HttpRequest, incident: Incident) -> HttpResponse:
        form = WordsForm(request.POST)

        def do() -> None:
            pass_words(incident=incident, words=form.cleaned_data["words"], by=actor_of(request))

        return self._done(request, incident, form, do, name="words", said=_("Saved."))

    def _merge(self, request: HttpRequest, incident: Incident) -> HttpResponse:
        form = MergeForm(request.POST)

        def do() -> None:
            into = report_for(actor_of(request), form.cleaned_data["into"])
            if into is None:
                form.add_error("into", _("You handle no report with this reference."))
                return
            merge(incident=incident, into=into, by=actor_of(request))

        said = _("Merged. Whoever follows it is told, and follows the other one.")
        return self._done(request, incident, form, do, name="merge", said=said)

    def _forget(self, request: HttpRequest, incident: Incident) -> HttpResponse:
        form = ReasonForm(request.POST)

        def do() -> None:
            forget_reporter(incident=incident, reason=form.cleaned_data["reason"], by=actor_of(request))

        return self._done(request, incident, form, do, name="forget", said=_("Forgotten. The report itself stays."))

    def _done(
        self,
        request: HttpRequest,
        incident: Incident,
        form: OneOfSeveral,
        do: Callable[[], None],
        *,
        name: str,
        said: str,
        to_queue: bool = False,
    ) -> HttpResponse:
        """Do it and say so, or show the page again with what is wrong."""
        if form.is_valid():
            try:
                do()
            except Invalid as invalid:
                form.take(invalid)
        if form.errors:
            fresh = report_or_404(request, incident.arrival.reference)
            return self._page(request, fresh, at_fault=form, **{name: form})
        messages.success(request, said)
        if to_queue:
            return redirect("incidents:show_queue")
        return redirect("incidents:handle_report", incident.arrival.reference)

    def _page(
        self, request: HttpRequest, incident: Incident, at_fault: OneOfSeveral | None = None, **forms: OneOfSeveral
    ) -> HttpResponse:
        photos = [
            (photo, address_of(photo.made) if photo.made else "") for photo in incident.photos.select_related("made")
        ]
        context = {
            "incident": incident,
            "lines": answer_lines(incident.category, incident.answers),
            "point": point_of(incident),
            "photos": photos,
            "reporter": incident.followers.filter(is_reporter=True).first(),
            "followers": incident.followers.filter(is_reporter=False, stopped_at=None).count(),
            "changes": incident.changes.all(),
            "merged": incident.merged.select_related("arrival"),
            "near": [] if incident.has_ended else perhaps_the_same(incident, actor_of(request)),
            "handover": getattr(incident, "handover", None),
            "is_mine": bool(incident.taken_by_key) and incident.taken_by_key == actor_of(request).key,
            "form": at_fault,
            "step": forms.get("step") or StepForm(incident=incident),
            "send_on": forms.get("send_on") or SendOnForm(incident=incident),
            "words": forms.get("words") or WordsForm(initial={"words": incident.public_words}),
            "merge": forms.get("merge") or MergeForm(),
            "forget": forms.get("forget") or ReasonForm(),
        }
        return render(request, "incidents/desk/handle.html", context, status=422 if at_fault else 200)


class ShowPhotoView(View):
    """Pass a photo for everybody to see, or take that back."""

    access = FOR_HANDLERS

    def get(self, request: HttpRequest, reference: str, pk: int) -> HttpResponse:
        return redirect("incidents:handle_report", reference)

    def post(self, request: HttpRequest, reference: str, pk: int) -> HttpResponse:
        incident = report_or_404(request, reference)
        photo = get_object_or_404(
            Photo.objects.select_related("made", "incident__organisation"), pk=pk, incident=incident
        )
        try:
            show_photo(photo=photo, public=request.POST.get("public") == "yes", by=actor_of(request))
        except Invalid as invalid:
            messages.error(request, str(invalid.faults[0].message))
        else:
            messages.success(
                request, _("Everybody can see the photo.") if photo.is_public else _("Only officers see the photo.")
            )
        return redirect("incidents:handle_report", incident.arrival.reference)


class LogReportView(View):
    """/reports/desk/log/REFERENCE/CATEGORY/ – make a report of a letter or call in the log of arrivals."""

    access = FOR_HANDLERS

    def get(self, request: HttpRequest, reference: str, key: str) -> HttpResponse:
        return self._page(request, reference, key, None, Reading({}))

    def post(self, request: HttpRequest, reference: str, key: str) -> HttpResponse:
        form = ReportForm(request.POST)
        category = self._category(key)
        reading = read_answers(category, dict(request.POST.lists()))
        arrival = arrival_to_type(actor_of(request), reference)
        if arrival is None:
            raise Http404
        if not form.is_valid() or reading.faults:
            return self._page(request, reference, key, form, reading)
        reported = report_problem(
            category=category,
            where=form.where,
            said=Said(form.cleaned_data["words"].strip(), reading.answers),
            origin=Origin(arrival=arrival),
            by=actor_of(request),
            reporter=form.reporter,
        )
        messages.success(
            request, _("%(reference)s is a report now.") % {"reference": reported.incident.arrival.reference}
        )
        return redirect("incidents:show_queue")

    def _category(self, key: str) -> Category:
        return get_object_or_404(offered_categories(), key=key)

    def _page(
        self, request: HttpRequest, reference: str, key: str, form: ReportForm | None, reading: Reading
    ) -> HttpResponse:
        category = self._category(key)
        arrival = arrival_to_type(actor_of(request), normalise_reference(reference) or reference)
        if arrival is None:
            raise Http404
        fields = question_fields(category, dict(request.POST.lists()), reading.faults)
        context = {
            "arrival": arrival,
            "category": category,
            "form": form or ReportForm(initial={"words": arrival.words[:4000]}),
            "questions": fields,
            "has_errors": bool(form and form.errors) or bool(reading.faults),
            "shows_position": bool(form and (form["latitude"].value() or form["longitude"].value())),
            "categories": offered_categories(),
        }
        return render(request, "incidents/desk/log.html", context, status=422 if form else 200)


def report_or_404(request: HttpRequest, reference: str) -> Incident:
    incident = report_for(actor_of(request), reference)
    if incident is None:
        # The same for one that does not exist and one of another body.
        raise Http404
    return incident
