from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Access, Refused

from .actions.retry import retry
from .enums import Medium, MessageState
from .forms import OutboxFilterForm, RetryForm
from .models import Message
from .policies import LOOKERS, address_lines
from .queries import letters_to_print, messages_for, progress, the_outbox

ACCESS = Access(roles=frozenset(LOOKERS))
A_PAGE = 50
# A browser prints a few hundred pages in good time; more are printed in several goes.
LETTERS_AT_ONCE = 200


class ListMessagesView(View):
    """Everything that goes out: what waits, what went, what failed."""

    access = ACCESS

    def get(self, request: HttpRequest) -> HttpResponse:
        form, actor = OutboxFilterForm(request.GET), request.actor  # type: ignore[attr-defined]
        narrowed = form.narrowed()
        seen: dict[str, Any] = {
            "form": form,
            "page": Paginator(the_outbox(narrowed, actor), A_PAGE).get_page(request.GET.get("page")),
            "progress": progress(narrowed.batch) if narrowed.batch else None,
            "failed": messages_for(actor).filter(state=MessageState.FAILED).count(),
            "to_print": letters_to_print(actor, narrowed.batch).count(),
            "batch": narrowed.batch,
            "stays_here": settings.NOTIFY_BACKEND == "outbox",
        }
        return render(request, "notify/list_messages.html", seen)


class ShowMessageView(View):
    access = ACCESS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show(request, one_of_theirs(request, pk=pk))


class RetryMessageView(View):
    access = ACCESS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("notify:show_message", pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = one_of_theirs(request, pk=pk)
        form = RetryForm(request.POST)
        if not form.is_valid():
            return show(request, message, form)
        try:
            retry(message, request.actor, to=form.cleaned_data["to"])  # type: ignore[attr-defined]
        except Refused as problem:
            form.add_error(None, str(problem))
            return show(request, message, form)
        messages.success(request, _("The message is back in the queue."))
        return redirect("notify:show_message", pk)


class PrintLettersView(View):
    """Letters that wait for a printer, a page each; `?batch=` and `?page=` narrow them."""

    access = ACCESS

    def get(self, request: HttpRequest) -> HttpResponse:
        letters = letters_to_print(request.actor, OutboxFilterForm(request.GET).narrowed().batch)  # type: ignore[attr-defined]
        page = Paginator(letters, LETTERS_AT_ONCE).get_page(request.GET.get("page"))
        return render(request, "notify/letters.html", {"letters": [as_letter(one) for one in page], "page": page})


class PrintLetterView(View):
    access = ACCESS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = one_of_theirs(request, pk=pk, medium=Medium.LETTER)
        return render(request, "notify/letters.html", {"letters": [as_letter(message)]})


def one_of_theirs(request: HttpRequest, **wanted: Any) -> Message:
    return get_object_or_404(messages_for(request.actor), **wanted)  # type: ignore[attr-defined]


def show(request: HttpRequest, message: Message, form: RetryForm | None = None) -> HttpResponse:
    may_retry = message.state == MessageState.FAILED
    if may_retry and form is None:
        form = RetryForm(initial={"to": message.to})
    seen = {
        "message": message,
        "form": form,
        "may_retry": may_retry,
        "stays_here": message.provider_status == "outbox",
        # A link that opens something by itself is for its reader; only a demonstration shows it, where nothing is sent.
        "hide_text": message.is_secret and not settings.DEMO,
    }
    return render(request, "notify/show_message.html", seen)


def as_letter(message: Message) -> dict[str, Any]:
    return {"message": message, "address": address_lines(message.to)}
