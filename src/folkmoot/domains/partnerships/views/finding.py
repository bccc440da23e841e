"""What bodies share, what nobody carries, who has not met, and what merging two would leave out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from folkmoot.ground.base.policies import PUBLIC, needs
from folkmoot.ground.bodies.models import Organisation, Person
from folkmoot_core.landscape import Group, left_out
from folkmoot_core.values import Invalid

from ..actions.keep import add_carrier, remove_carrier
from ..forms import CarrierForm, EndCarrierForm
from ..models import Carrier, Need, Plan
from ..policies import KEEPERS, can_keep_landscape, check_keep_landscape
from ..queries.landscape import gaps, groups, names_of, overlaps
from .asked import day_asked_for, key_asked_for

MOST_SHOWN = 100


class ShowOverlapsView(TemplateView):
    """Pairs of bodies that share members, plans or purposes, the strongest first."""

    template_name = "partnerships/show_overlaps.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = day_asked_for(self.request)
        found = overlaps(on)
        about = key_asked_for(self.request, "body")
        if about:
            found = tuple(each for each in found if about in (each.one, each.other))
        shown = found[:MOST_SHOWN]
        names = names_of({key for each in shown for key in (each.one, each.other)})
        people = dict(
            Person.objects.filter(key__in={p for each in shown for p in each.people}).values_list("key", "name")
        )
        plans = dict(Plan.objects.filter(key__in={p for each in shown for p in each.plans}).values_list("key", "title"))
        rows = [
            {
                "one": (each.one, names.get(each.one, each.one)),
                "other": (each.other, names.get(each.other, each.other)),
                "people": [people.get(key, key) for key in each.people],
                "plans": [(key, plans.get(key, key)) for key in each.plans],
                "words": each.words,
                "percent": round(100 * each.purpose),
            }
            for each in shown
        ]
        about_name = Organisation.objects.filter(key=about).values_list("name", flat=True).first() if about else ""
        return super().get_context_data(on=on, rows=rows, number=len(found), about=about_name, **kwargs)


class ShowGapsView(TemplateView):
    """Work that nobody carries, and bodies that have not met for longer than they say."""

    template_name = "partnerships/show_gaps.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = day_asked_for(self.request)
        found = gaps(on)
        keys = {key for each in found.uncarried for key, _words in each.nearest} | {each.group for each in found.lapsed}
        names = names_of(keys)
        return super().get_context_data(
            on=on,
            uncarried=[
                {"need": each.need, "nearest": [(key, names.get(key, key), words) for key, words in each.nearest]}
                for each in found.uncarried
            ],
            carried=found.carried,
            late=[(names.get(each.group, each.group), each) for each in found.lapsed if each.last_met],
            unknown=[(names.get(each.group, each.group), each) for each in found.lapsed if not each.last_met],
            **kwargs,
        )


class ShowMergerView(TemplateView):
    """What would be left out if one body took over from another."""

    template_name = "partnerships/show_merger.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = day_asked_for(self.request)
        here = {group.key: group for group in groups(on)}
        gone, stays = (here.get(key_asked_for(self.request, name)) for name in ("gone", "stays"))
        both = None
        if gone and stays and gone.key != stays.key:
            both = {"one": told(gone, stays), "other": told(stays, gone)}
        return super().get_context_data(
            on=on,
            choices=sorted(here.values(), key=lambda group: group.name),
            gone=gone,
            stays=stays,
            same=bool(gone and stays and gone.key == stays.key),
            both=both,
            **kwargs,
        )


def told(gone: Group, stays: Group) -> dict[str, Any]:
    """What `stays` would lack of what `gone` has, by names."""
    lost = left_out(gone, stays)
    return {
        "gone": gone,
        "stays": stays,
        "lost": lost,
        "people": list(Person.objects.filter(key__in=lost.people)),
        "organisations": list(Organisation.objects.filter(key__in=lost.organisations)),
        "plans": list(Plan.objects.filter(key__in=lost.plans)),
        "needs": list(Need.objects.filter(key__in=lost.needs)),
    }


class ShowNeedView(FormView):
    """A piece of work: which board leads, which it helps, who carries it; keepers add a carrier here."""

    template_name = "partnerships/show_need.html"
    form_class = CarrierForm
    access = PUBLIC
    need: Need

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.need = get_object_or_404(Need.objects.select_related("lead"), key=kwargs["key"])
        if request.method != "GET":
            check_keep_landscape(request.actor)  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = names_of(set(self.need.supports))
        return super().get_context_data(
            need=self.need,
            supports=[(key, names.get(key, key)) for key in self.need.supports],
            carriers=list(self.need.carriers.select_related("body")),
            may_edit=can_keep_landscape(self.request.actor),  # type: ignore[attr-defined]
            **kwargs,
        )

    def form_valid(self, form: CarrierForm) -> HttpResponse:
        values = form.cleaned_data
        try:
            add_carrier(
                need=self.need,
                body=values["body"],
                basis=values["basis"],
                by=self.request.actor,  # type: ignore[attr-defined]
                reason=values["reason"],
            )
        except Invalid as problem:
            form.take(problem)
            return self.form_invalid(form)
        messages.success(self.request, _("The register is up to date."))
        return redirect("partnerships:show_need", key=self.need.key)


@needs(*KEEPERS)
class RemoveCarrierView(FormView):
    template_name = "partnerships/edit.html"
    form_class = EndCarrierForm
    carrier: Carrier

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check_keep_landscape(request.actor)  # type: ignore[attr-defined]
        found = Carrier.objects.select_related("need", "body")
        self.carrier = get_object_or_404(found, pk=kwargs["pk"], need__key=kwargs["key"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {"body": self.carrier.body.name, "need": self.carrier.need.title}
        return super().get_context_data(
            title=_("%(body)s no longer carries “%(need)s”") % names,
            back=self.carrier.need,
            back_url=self.get_success_url(),
            button=_("Take it off"),
            **kwargs,
        )

    def get_success_url(self) -> str:
        return self.carrier.need.get_absolute_url()

    def form_valid(self, form: EndCarrierForm) -> HttpResponse:
        back = self.get_success_url()
        by = self.request.actor  # type: ignore[attr-defined]
        remove_carrier(carrier=self.carrier, by=by, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("The register is up to date."))
        return redirect(back)
