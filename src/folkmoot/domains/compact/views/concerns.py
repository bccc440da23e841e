"""Concerns as everybody meets them: raise one without an account, follow it, read what is published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import PUBLIC, RESIDENT
from folkmoot.ground.intake.public import TRAP, form_key, new_form_key, seconds_since, weigh_spam
from folkmoot_core.values import Invalid

from ..actions.concerns import add_to_concern, raise_concern
from ..enums import ENDED, UNDER_WAY
from ..forms.public import AddForm, FindConcernForm, RaiseConcernForm
from ..models import Agreement, Concern
from ..queries.concerns import counts_of, dues_of, followed, published, steps_shown
from ..queries.keeping import current_version
from .shared import agreement_or_404


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class RaiseConcernView(View):
    """/compact/AGREEMENT/concerns/raise/"""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        initial = {"key": new_form_key(), "commitment": request.GET.get("commitment")}
        return self._page(request, found, self._form(found, initial=initial))

    def post(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        form = self._form(found, request.POST)
        if form.is_valid():
            key, raised = form_key(form.cleaned_data["key"]), form.raised()
            held = weigh_spam(
                honeypot=request.POST.get(TRAP, ""),
                seconds_taken=seconds_since(key),
                texts=[raised.words, raised.wanted],
            )
            try:
                concern = raise_concern(
                    agreement=found, raised=raised, channel=Channel.WEB, key=key, held_because=held, by=RESIDENT
                )
            except Invalid as invalid:
                form.take(invalid)
            else:
                return HttpResponseRedirect(
                    reverse("compact:follow_concern", args=[concern.arrival.reference, concern.secret])
                )
        return self._page(request, found, form, status=422)

    def _form(self, agreement: Agreement, *args: Any, **kwargs: Any) -> RaiseConcernForm:
        return RaiseConcernForm(*args, agreement=agreement, version=current_version(agreement), **kwargs)

    def _page(
        self, request: HttpRequest, agreement: Agreement, form: RaiseConcernForm, *, status: int = 200
    ) -> HttpResponse:
        return render(request, "compact/raise_concern.html", {"agreement": agreement, "form": form}, status=status)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class FindConcernView(View):
    """/compact/concerns/follow/ – for those who have the reference and the code on paper."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "compact/find_concern.html", {"form": FindConcernForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindConcernForm(request.POST)
        if not form.is_valid():
            return render(request, "compact/find_concern.html", {"form": form}, status=422)
        concern = followed(form.cleaned_data["reference"], form.cleaned_data["secret"])
        if concern is None:
            return no_such_concern(request, form)
        return HttpResponseRedirect(reverse("compact:follow_concern", args=[concern.arrival.reference, concern.secret]))


def no_such_concern(request: HttpRequest, form: FindConcernForm | None = None) -> HttpResponse:
    """Does not say which of the two is wrong, so that references cannot be tried out."""
    seen = {"form": form or FindConcernForm(), "not_found": True}
    return render(request, "compact/find_concern.html", seen, status=404)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class FollowConcernView(View):
    """/compact/concerns/follow/REFERENCE/CODE/ – where it stands; add to it, or take it back."""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        concern = followed(reference, secret)
        return no_such_concern(request) if concern is None else self._page(request, concern, AddForm())

    def post(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        concern = followed(reference, secret)
        if concern is None:
            return no_such_concern(request)
        form = AddForm(request.POST)
        if form.is_valid():
            try:
                add_to_concern(
                    concern=concern,
                    words=form.cleaned_data["words"],
                    withdraw=request.POST.get("step") == "withdraw",
                    by=RESIDENT,
                )
            except Invalid as invalid:
                form.take(invalid)
            else:
                address = reverse("compact:follow_concern", args=[concern.arrival.reference, concern.secret])
                return HttpResponseRedirect(f"{address}?done=1")
        return self._page(request, concern, form, status=422)

    def _page(self, request: HttpRequest, concern: Concern, form: AddForm, *, status: int = 200) -> HttpResponse:
        steps = steps_shown(concern)
        seen = {
            "concern": concern,
            "steps": steps,
            "is_new": len(steps) == 1,
            "dues": [due for due in dues_of(concern) if concern.state in UNDER_WAY],
            "has_ended": concern.state in ENDED,
            "form": form,
            "done": "done" in request.GET,
        }
        response = render(request, "compact/follow_concern.html", seen, status=status)
        response["Referrer-Policy"] = "no-referrer"
        return response


class ListPublishedView(View):
    """/compact/AGREEMENT/concerns/ – how many there are, small numbers kept back, and those that are published."""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        context = {"agreement": found, "counts": counts_of(found), "published": list(published(found))}
        return render(request, "compact/list_concerns.html", context)
