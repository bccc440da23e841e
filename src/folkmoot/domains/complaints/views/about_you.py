"""What somebody says of herself, after she told us something. Counted apart from her case, or not at all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT

from ..actions.equality import say_about_yourself
from ..forms.learning import AboutYouForm
from ..models import Case, EqualityQuestion
from ..queries.equality import questions_asked
from ..queries.following import followed
from .telling import no_such_case


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class AboutYouView(View):
    """/complain/follow/REFERENCE/SECRET/about-you/"""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        return self._page(request, case, AboutYouForm(questions=self._questions()))

    def post(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        form = AboutYouForm(request.POST, questions=self._questions())
        declines = request.POST.get("step") == "decline"
        if not declines and not form.is_valid():
            return self._page(request, case, form, status=422)
        say_about_yourself(case=case, given=None if declines else form.cleaned_data, by=RESIDENT)
        return redirect(reverse("complaints:about_you", args=[case.arrival.reference, case.secret]))

    def _questions(self) -> list[EqualityQuestion]:
        found = questions_asked()
        if not found:
            raise Http404
        return found

    def _page(self, request: HttpRequest, case: Case, form: AboutYouForm, *, status: int = 200) -> HttpResponse:
        return render(request, "complaints/about_you.html", {"case": case, "form": form}, status=status)
