"""All bodies in one picture, as lists, and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from folkmoot.ground.base.policies import PUBLIC, public_page
from folkmoot.ground.base.public import csv_file
from folkmoot_core.landscape import draw

from ..exports import REGISTER, as_words, register_rows
from ..queries.landscape import bands, levels, remits
from .asked import day_asked_for


class ShowPictureView(TemplateView):
    """The picture with its levels, some folded, and under it the same as lists."""

    template_name = "partnerships/show_picture.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = day_asked_for(self.request)
        standings = levels(on)
        known = {each.level.key for each in standings}
        folded = frozenset(self.request.GET.getlist("fold")) & known
        return super().get_context_data(
            on=on,
            is_today=on == timezone.localdate(),
            standings=standings,
            folded=folded,
            picture=draw(bands(standings, folded)),
            number=sum(each.number for each in standings),
            **kwargs,
        )


class ShowTableView(TemplateView):
    template_name = "partnerships/show_table.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = day_asked_for(self.request)
        return super().get_context_data(on=on, remits=remits(on), **kwargs)


@public_page
def export_register(request: HttpRequest) -> HttpResponse:
    """Every body in the picture, also those that have ended."""
    return open_data("register-of-partnerships.csv", REGISTER, register_rows(remits()))


def open_data(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    response = csv_file(name, columns, ([as_words(cell) for cell in row] for row in rows))
    response["Access-Control-Allow-Origin"] = "*"
    return response
