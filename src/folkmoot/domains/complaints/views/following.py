"""The resident's own page on her case, opened by reference and secret, without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from ..actions.resident import add_to_case, choose_how_to_hear, keep_upload, say_not_solved
from ..forms.telling import AddForm, HearingForm
from ..models import Case
from ..queries.arrangements import arrangements
from ..queries.equality import questions_asked
from ..queries.following import followed, her_page
from .telling import no_such_case


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class FollowCaseView(View):
    """/complain/follow/REFERENCE/SECRET/ – where it stands; add to it, or say that it is not solved."""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        return no_such_case(request) if case is None else show(request, case, AddForm())

    def post(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        form = AddForm(request.POST, request.FILES)
        if not form.is_valid():
            return show(request, case, form, status=422)
        words = form.cleaned_data["words"]
        if request.POST.get("step") == "not-solved":
            led_to = say_not_solved(case=case, words=words, by=RESIDENT)
            return self._back(case, led_to)
        try:
            upload = form.cleaned_data["file"]
            files = [keep_upload(upload, upload.name or "").key] if upload else []
            add_to_case(case=case, words=words, files=files, by=RESIDENT)
        except Invalid as problem:
            put_faults(form, problem)
            return show(request, case, form, status=422)
        return self._back(case, "added")

    def _back(self, case: Case, done: str) -> HttpResponse:
        address = reverse("complaints:follow_case", args=[case.arrival.reference, case.secret], query={"done": done})
        return HttpResponseRedirect(address)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ChangeHearingView(View):
    """/complain/follow/REFERENCE/SECRET/how-to-hear/"""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        person = getattr(case, "complainant", None)
        names = ("medium", "name", "email", "telephone", "postal", "adjustments")
        initial = {name: getattr(person, name) for name in names} if person else {}
        return self._form(request, case, HearingForm(initial=initial))

    def post(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        form = HearingForm(request.POST)
        if not form.is_valid():
            return self._form(request, case, form, status=422)
        choose_how_to_hear(case=case, whose=form.whose(), by=RESIDENT)
        address = reverse(
            "complaints:follow_case", args=[case.arrival.reference, case.secret], query={"done": "hearing"}
        )
        return HttpResponseRedirect(address)

    def _form(self, request: HttpRequest, case: Case, form: HearingForm, status: int = 200) -> HttpResponse:
        return render(request, "complaints/change_hearing.html", {"case": case, "form": form}, status=status)


def show(request: HttpRequest, case: Case, form: AddForm, status: int = 200) -> HttpResponse:
    seen = {
        "case": case,
        "page": her_page(case),
        "form": form,
        "arrangements": arrangements(),
        "done": request.GET.get("done", ""),
        "asks_equality": not case.told_equality and bool(questions_asked()),
    }
    return render(request, "complaints/follow.html", seen, status=status)
