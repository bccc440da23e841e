"""Tell us something: form → check your answers → reference. No account, no cookie, no script.

As with consultations, the forms are exempt from the CSRF cookie: nobody is signed in, so there is no session that a
forged post could ride on. The key in the form makes a repeat harmless.
"""

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
from folkmoot.ground.base.policies import PUBLIC
from folkmoot.ground.intake.public import TRAP, form_key, new_form_key, seconds_since, weigh_spam
from folkmoot_core.values import Invalid

from ..actions.log import Logged, Origin
from ..actions.resident import keep_upload, send_case
from ..enums import KINDS_TO_SEND
from ..forms.telling import FindCaseForm, TellUsForm
from ..queries.arrangements import arrangements
from ..queries.equality import questions_asked
from ..queries.following import followed


class FrontView(View):
    """/complain/ – complain, praise or comment; or see what became of it."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "complaints/front.html", {"arrangements": arrangements()})


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class TellUsView(View):
    """/complain/tell-us/ – all on one page, `?kind=` chosen already."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = request.GET.get("kind", "")
        form = TellUsForm(initial={"kind": kind if kind in KINDS_TO_SEND else None})
        return self._form(request, form, new_form_key(), [])

    def post(self, request: HttpRequest) -> HttpResponse:
        key = form_key(request.POST.get("key", ""))
        form = TellUsForm(request.POST)
        files = request.POST.getlist("kept_file")[:5]
        fine = form.is_valid()
        upload = request.FILES.get("file")
        if upload is not None:
            # Kept at once, since a browser does not send it again with the next page.
            try:
                files.append(f"{keep_upload(upload, upload.name or '').key} {upload.name or ''}")
            except Invalid as refused:
                for fault in refused.faults:
                    form.add_error("file", f"{fault.message} {fault.mend}".strip())
                fine = False
        step = request.POST.get("step", "check")
        if step == "change":
            return self._form(request, TellUsForm(initial=request.POST.dict()), key, files)
        if not fine:
            return self._form(request, form, key, files, status=422)
        if step == "send":
            logged = send_posted(request, form, key, files)
            return HttpResponseRedirect(
                reverse("complaints:received", args=[logged.arrival.reference, logged.case.secret])
            )
        return render(request, "complaints/check.html", self._check(request, form, key, files))

    def _form(
        self, request: HttpRequest, form: TellUsForm, key: str, files: list[str], *, status: int = 200
    ) -> HttpResponse:
        seen = {"form": form, "key": key, "files": files, "arrangements": arrangements(), "file_names": names_of(files)}
        return render(request, "complaints/tell_us.html", seen, status=status)

    def _check(self, request: HttpRequest, form: TellUsForm, key: str, files: list[str]) -> dict[str, Any]:
        hidden = [(name, request.POST.get(name, "")) for name in form.fields if name != "file"]
        hidden += [("kept_file", each) for each in files] + [(TRAP, request.POST.get(TRAP, ""))]
        lines = [
            (form[name], shown)
            for name in form.fields
            if name != "file" and (shown := shown_value(form, name)) and form.cleaned_data.get(name)
        ]
        return {
            "form": form,
            "key": key,
            "hidden": [(name, value) for name, value in hidden if value],
            "lines": lines,
            "file_names": names_of(files),
            "is_anonymous": not form.whose_is_known(),
        }


def shown_value(form: TellUsForm, name: str) -> str:
    """What was answered, in words."""
    value = form.cleaned_data.get(name)
    choices = dict(getattr(form.fields[name], "choices", []))
    return str(choices.get(value, "✓" if value is True else value or ""))


def names_of(files: list[str]) -> list[str]:
    return [each.partition(" ")[2] for each in files]


def send_posted(request: HttpRequest, form: TellUsForm, key: str, files: list[str]) -> Logged:
    said = form.said()
    held = weigh_spam(
        honeypot=request.POST.get(TRAP, ""), seconds_taken=seconds_since(key), texts=[said.words, said.wanted]
    )
    origin = Origin(channel=Channel.WEB, key=key, held_because=held)
    return send_case(said=said, origin=origin, whose=form.whose(), files=[each.partition(" ")[0] for each in files])


class ReceivedView(View):
    """The reference and the code, with what happens next."""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        case = followed(reference, secret)
        if case is None:
            return no_such_case(request)
        asks = not case.told_equality and bool(questions_asked())
        seen = {"case": case, "arrangements": arrangements(), "asks_equality": asks}
        return render(request, "complaints/received.html", seen)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class FindCaseView(View):
    """/complain/follow/ – for those who have the reference and the code on paper."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "complaints/find_case.html", {"form": FindCaseForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindCaseForm(request.POST)
        if form.is_valid():
            case = followed(form.cleaned_data["reference"], form.cleaned_data["secret"])
            if case is not None:
                return HttpResponseRedirect(
                    reverse("complaints:follow_case", args=[case.arrival.reference, case.secret])
                )
            return no_such_case(request, form)
        return render(request, "complaints/find_case.html", {"form": form}, status=422)


def no_such_case(request: HttpRequest, form: FindCaseForm | None = None) -> HttpResponse:
    """Does not say which of the two is wrong, so that references cannot be tried out."""
    seen = {"form": form or FindCaseForm(), "not_found": True}
    return render(request, "complaints/find_case.html", seen, status=404)
