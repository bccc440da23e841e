"""The resident's own page on her case, opened by reference and secret, without an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from folkmoot.ground.base.policies import PUBLIC

from ..queries.following import followed


class FollowCaseView(View):
    """/cases/follow/REFERENCE/SECRET/"""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        seen = followed(reference, secret)
        if seen is None:
            raise Http404
        return render(request, "complaints/follow.html", {"case": seen})
