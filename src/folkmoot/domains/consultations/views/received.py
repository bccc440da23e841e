"""After sending: the reference, what happens next, and a copy to keep."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from folkmoot.ground.base.policies import PUBLIC

from ..adapters import as_plain_text, questionnaire_of
from ..forms.kept_pages import received_page
from ..queries.answering import receipt_of, sent_response


class ReceivedView(View):
    """/consultations/received/KEY/ – known only to the sender."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        receipt = receipt_of(key)
        if receipt is None:
            raise Http404
        return private(received_page(request, receipt, key))


class OwnCopyView(View):
    """The sender's own answers as a plain text file."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        response = sent_response(key)
        if response is None:
            raise Http404
        text = as_plain_text(questionnaire_of(response.questionnaire), response.answers)
        body = f"{response.consultation.title}\n{response.arrival.reference}\n\n{text}\n"
        page = HttpResponse(body, content_type="text/plain; charset=utf-8")
        page["Content-Disposition"] = f'attachment; filename="{response.arrival.reference}.txt"'
        return private(page)


def private(page: HttpResponse) -> HttpResponse:
    """For its sender only: not kept by anybody in between, and its address is not passed on to other sites."""
    page["Cache-Control"] = "private, no-store"
    page["Referrer-Policy"] = "no-referrer"
    return page
