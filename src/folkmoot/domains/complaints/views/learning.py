"""What cases teach, for officers; and how it was, for the resident."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT, Refused, actor_of
from folkmoot_core.reports.charts.control_chart import draw_control_chart
from folkmoot_core.values import Invalid

from ..actions.learning import say_how_it_was
from ..forms.learning import ANSWERS, HandlingForm
from ..models import Case
from ..queries.following import followed
from ..queries.learning import MOST_CAUSES, WAYS, causes_again, ends, lessons_for, names_of, satisfaction, trends
from .cases import FOR_OFFICERS
from .telling import no_such_case

SHOWN = 50


class LearningView(View):
    """/cases/learning/ – lessons, causes that come back, and how content people were."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        lessons = list(lessons_for(actor_of(request))[:MOST_CAUSES])
        said = satisfaction()
        seen = {
            "lessons": lessons[:SHOWN],
            "number": len(lessons),
            "again": causes_again(lessons),
            "said": said,
            "answers": [(label, said.by_answer.get(value, 0)) for value, label in ANSWERS],
        }
        return render(request, "complaints/learning/learning.html", seen)


class TrendsView(View):
    """/cases/trends/?by=unit – what a control chart says of each; `?of=KEY` draws one."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        way = request.GET.get("by", WAYS[0])
        if way not in WAYS:
            raise Http404
        upto = ends(timezone.localdate())
        to = request.GET.get("to", "")
        last = next((day for name, day in upto if name == to), None)
        if last is None:
            raise Http404
        names, found = names_of(way), trends(way, last)
        chosen = next((each for each in found if each.key == request.GET.get("of")), None)
        drawing = ""
        if chosen and chosen.chart:
            title = _("Complaints a month: %(name)s") % {"name": names.get(chosen.key, chosen.key)}
            # Drawn by folkmoot_core, which escapes the title.
            drawing = mark_safe(draw_control_chart(chosen.chart, title, name="trend"))
        seen = {
            "way": way,
            "to": to,
            "last": last,
            "upto": upto,
            "ways": [("unit", _("Service")), ("reason", _("Reason")), ("channel", _("Channel"))],
            "rows": [(each, names.get(each.key, each.key)) for each in found],
            "chosen": chosen,
            "name": names.get(chosen.key, chosen.key) if chosen else "",
            "drawing": drawing,
        }
        return render(request, "complaints/learning/trends.html", seen)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class HowItWasView(View):
    """/complain/follow/REFERENCE/SECRET/how-it-was/"""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        before = getattr(case, "handling", None)
        initial = {"content": before.content, "words": before.words} if before else {}
        return self._page(request, case, HandlingForm(initial=initial))

    def post(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        form = HandlingForm(request.POST)
        if not form.is_valid():
            return self._page(request, case, form, status=422)
        try:
            say_how_it_was(case=case, by=RESIDENT, **form.cleaned_data)
        except (Invalid, Refused) as problem:
            form.add_error(None, str(problem))
            return self._page(request, case, form, status=409)
        return redirect(reverse("complaints:how_it_was", args=[reference, secret]) + "?done=yes")

    def _page(self, request: HttpRequest, case: Case, form: HandlingForm, *, status: int = 200) -> HttpResponse:
        seen = {"case": case, "form": form, "done": request.GET.get("done") == "yes" and not form.is_bound}
        return render(request, "complaints/learning/how_it_was.html", seen, status=status)
