"""Plans and the boards that they serve: the matrix in each version, and what changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, TemplateView

from folkmoot.ground.base.policies import PUBLIC, public_page

from ..exports import MATRIX, matrix_rows
from ..models import Plan, PlanVersion
from ..queries.landscape import names_of
from ..queries.plans import changes, lines_of, plans_in_no_version, versions
from .asked import key_asked_for
from .picture import open_data


class ShowMatrixView(TemplateView):
    """One version of the matrix: a row for each plan, a column for each board."""

    template_name = "partnerships/show_matrix.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = versions()
        asked = key_asked_for(self.request, "version")
        version = next((each for each in known if each.key == asked), known[-1] if known else None)
        lines = lines_of(version) if version else []
        boards = sorted({key for line in lines for key in line.serves})
        names = names_of(set(boards))
        rows = [
            (line, [(key in line.serves, line.first is not None and line.first.key == key) for key in boards])
            for line in lines
        ]
        return super().get_context_data(
            versions=known,
            version=version,
            boards=[(key, names.get(key, key)) for key in boards],
            rows=rows,
            unlisted=plans_in_no_version(),
            **kwargs,
        )


class CompareVersionsView(TemplateView):
    template_name = "partnerships/compare_versions.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = {version.key: version for version in versions()}
        keys = list(known)
        first, last = keys[:1] or [""], keys[-1:] or [""]
        before = known.get(key_asked_for(self.request, "from") or first[0])
        after = known.get(key_asked_for(self.request, "to") or last[0])
        found = changes(before, after) if before and after else ()
        boards = {key for change in found for line in (change.before, change.after) if line for key in line.serves}
        names = names_of(boards)
        return super().get_context_data(
            versions=list(known.values()),
            before=before,
            after=after,
            new=[each for each in found if each.kind == "new"],
            gone=[each for each in found if each.kind == "gone"],
            changed=[
                (each, [_shown(field, names) for field in each.fields]) for each in found if each.kind == "changed"
            ],
            number=len(found),
            **kwargs,
        )


def _shown(field: tuple[str, str, str], names: dict[str, str]) -> tuple[str, str, str]:
    """A difference with boards by name."""
    name, before, after = field
    if name not in ("serves", "first"):
        return field
    told = ["; ".join(names.get(key, key) for key in value.split(", ") if key) for value in (before, after)]
    return name, told[0], told[1]


class ShowPlanView(DetailView):
    """One plan: whose it is, where it can be read, and how each version of the matrix has it."""

    template_name = "partnerships/show_plan.html"
    context_object_name = "plan"
    model = Plan
    slug_field = slug_url_kwarg = "key"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = list(self.object.lines.select_related("version", "first").order_by("version__position"))
        names = names_of({key for line in lines for key in line.serves})
        return super().get_context_data(
            lines=[(line, [(key, names.get(key, key)) for key in line.serves]) for line in lines], **kwargs
        )


@public_page
def export_matrix(request: HttpRequest, key: str) -> HttpResponse:
    version = get_object_or_404(PlanVersion, key=key)
    return open_data(f"plans-{version.key}.csv", MATRIX, matrix_rows(version.key, lines_of(version)))
