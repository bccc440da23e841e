"""Write the agreement down, by clicks: the agreement, its versions, its commitments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid

from ..actions.agreement import VERSION_FIELDS, add_agreement, add_version, edit_version, put_commitment, theme_for
from ..actions.checking import check_records
from ..forms.desk import AgreementForm, CommitmentForm, VersionForm
from ..models import Commitment, Version
from ..queries.visible import agreements_kept_by
from .shared import FOR_KEEPERS, kept_or_404

FORM = "compact/desk/form.html"


class AddAgreementView(View):
    """/compact/desk/agreements/add/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, AgreementForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AgreementForm(request.POST)
        if form.is_valid():
            try:
                made = add_agreement(**form.cleaned_data, by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Begun. Its first version comes next."))
                return redirect("compact:add_version", made.key)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: AgreementForm, *, status: int = 200) -> HttpResponse:
        return render(
            request, FORM, {"form": form, "title": _("Begin an agreement"), "button": _("Go on")}, status=status
        )


class AddVersionView(View):
    """/compact/desk/AGREEMENT/versions/ – a new version with the commitments of the latest."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        return self._page(request, kept_or_404(request, agreement).title, VersionForm())

    def post(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found, form = kept_or_404(request, agreement), VersionForm(request.POST)
        if form.is_valid():
            try:
                version = add_version(agreement=found, fields=form.cleaned_data, by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("The version is there, with the commitments of the one before."))
                return redirect(version.get_absolute_url())
        return self._page(request, found.title, form, status=422)

    def _page(self, request: HttpRequest, caption: str, form: VersionForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "caption": caption, "title": _("A new version"), "button": _("Make it")}
        return render(request, FORM, context, status=status)


class EditVersionView(View):
    """/compact/desk/versions/NUMBER/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = version_kept(request, pk)
        return self._page(
            request, version, VersionForm(initial={name: getattr(version, name) for name in VERSION_FIELDS})
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version, form = version_kept(request, pk), VersionForm(request.POST)
        if form.is_valid():
            try:
                edit_version(version=version, fields=form.cleaned_data, by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect(version.get_absolute_url())
        return self._page(request, version, form, status=422)

    def _page(self, request: HttpRequest, version: Version, form: VersionForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "caption": version.title,
            "title": _("Change what it says of itself"),
            "button": _("Save"),
            "back": version.get_absolute_url(),
        }
        return render(request, FORM, context, status=status)


class AddCommitmentView(View):
    """/compact/desk/versions/NUMBER/add/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = version_kept(request, pk)
        return commitment_page(request, version, CommitmentForm(version=version))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = version_kept(request, pk)
        return save_commitment(request, version, CommitmentForm(request.POST, version=version))


class PutCommitmentView(View):
    """/compact/desk/commitments/NUMBER/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._find(request, pk)
        form = CommitmentForm(version=commitment.version, commitment=commitment)
        return commitment_page(request, commitment.version, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._find(request, pk)
        form = CommitmentForm(request.POST, version=commitment.version, commitment=commitment)
        return save_commitment(request, commitment.version, form)

    def _find(self, request: HttpRequest, pk: int) -> Commitment:
        kept = agreements_kept_by(actor_of(request)).values("pk")
        found = Commitment.objects.select_related("version__agreement__keeper", "theme")
        commitment = found.filter(pk=pk, version__agreement__in=kept).first()
        if commitment is None:
            raise Http404
        return commitment


def version_kept(request: HttpRequest, pk: int) -> Version:
    kept = agreements_kept_by(actor_of(request)).values("pk")
    found = Version.objects.select_related("agreement__keeper").filter(pk=pk, agreement__in=kept).first()
    if found is None:
        raise Http404
    return found


def save_commitment(request: HttpRequest, version: Version, form: CommitmentForm) -> HttpResponse:
    if form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                theme = form.themes.get(data["theme"]) or theme_for(version, data["new_theme"])
                fields: dict[str, Any] = {name: data[name] for name in ("key", "words", "side")} | {"theme": theme}
                made = put_commitment(
                    version=version,
                    fields=fields,
                    rules=form.rules(),
                    commitment=form.commitment,
                    by=actor_of(request),
                )
                check_records(by=actor_of(request))
        except Invalid as invalid:
            form.take(invalid)
        else:
            messages.success(request, _("Saved, and checked."))
            return redirect(made.get_absolute_url())
    return commitment_page(request, version, form, status=422)


def commitment_page(request: HttpRequest, version: Version, form: CommitmentForm, *, status: int = 200) -> HttpResponse:
    title = _("Change the commitment") if form.commitment else _("Add a commitment")
    context = {
        "form": form,
        "caption": version.title,
        "title": title,
        "button": _("Save"),
        "back": (form.commitment or version).get_absolute_url(),
    }
    return render(request, FORM, context, status=status)
