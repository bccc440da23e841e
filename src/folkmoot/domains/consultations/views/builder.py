"""Officers write the questionnaire: as a list of questions, or as text. Both change the same draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from folkmoot_core.questionnaires import KINDS, load_questionnaire
from folkmoot_core.questionnaires.documents import dump_document
from folkmoot_core.questionnaires.editing import (
    Document,
    move_question,
    move_section,
    put_question,
    put_section,
    question_at,
    remove_question,
    remove_section,
    section_at,
)
from folkmoot_core.values import Invalid

from ..actions.questionnaire import discard_draft, publish_questionnaire, put_draft
from ..forms.builder import (
    KIND_LABELS,
    KindForm,
    PublishForm,
    QuestionForm,
    SectionForm,
    SeenForm,
    SettingsForm,
    TextForm,
)
from ..forms.questionnaire import section_fields
from ..policies import can_edit_questionnaire
from ..queries.drafting import Drafting, drafting_of
from .planning import ChangePage, PlanningPage


class DraftingPage(PlanningPage):
    """A page about the questionnaire of a consultation."""

    @cached_property
    def drafting(self) -> Drafting:
        return drafting_of(self.consultation)

    @property
    def may_edit(self) -> bool:
        return can_edit_questionnaire(self.actor, self.standing)

    def keep(self, document: Document, seen: str) -> None:
        put_draft(consultation=self.consultation, text=dump_document(document), seen=seen, by=self.actor)

    def at(self, find: Callable[..., Document], *places: int) -> Document:
        """A part of the document; what is not there is a page that is not there."""
        try:
            return find(self.drafting.document, *places)
        except LookupError as missing:
            raise Http404 from missing


class EditQuestionnaireView(DraftingPage):
    """/consultations/SLUG/questionnaire/: the list of sections and questions."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        try:
            self.drafting.document  # noqa: B018 (reads the text, which may be past reading)
        except Invalid:
            return self.to("edit_questionnaire_text")
        context = {"drafting": self.drafting, "may_edit": self.may_edit, "kinds": KIND_LABELS}
        return self.page("consultations/builder/list.html", context)


class DraftChange(DraftingPage, ChangePage):
    """A form that changes the document."""

    back_to = "edit_questionnaire"
    button = _("Save")

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.drafting.seen}


class EditSettingsView(DraftChange):
    form_class = SettingsForm
    heading = _("Title and introduction")

    def get_initial(self) -> dict[str, Any]:
        names = ("title", "introduction", "language")
        return super().get_initial() | {name: self.drafting.document.get(name, "") for name in names}

    def change(self, answers: dict[str, Any]) -> None:
        document = {**self.drafting.document, **{name: answers[name] for name in ("title", "language", "introduction")}}
        document = {"questionnaire": document.get("questionnaire"), **document}
        self.keep(document, answers["seen"])


class EditSectionView(DraftChange):
    """A section: a new one, or the one at `section`."""

    form_class = SectionForm

    def get_form(self, form_class: Any = None) -> SectionForm:
        place = self.kwargs.get("section")
        if place is not None:
            self.at(section_at, place)
        data = self.request.POST if self.request.method == "POST" else None
        form = SectionForm(data, document=self.drafting.document, place=place)
        form.initial["seen"] = self.drafting.seen
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading = _("Section") if "section" in self.kwargs else _("New section")
        return super().get_context_data(**kwargs) | {"heading": heading}

    def form_valid(self, form: Any) -> HttpResponse:
        self.settings = form.settings()
        return super().form_valid(form)

    def change(self, answers: dict[str, Any]) -> None:
        self.keep(put_section(self.drafting.document, self.settings, self.kwargs.get("section")), answers["seen"])


class ChooseKindView(DraftChange):
    """First the kind, so that the next page asks only what fits it."""

    form_class = KindForm
    heading = _("New question")
    button = _("Continue")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.at(section_at, self.kwargs["section"])
        return super().get_context_data(**kwargs)

    def change(self, answers: dict[str, Any]) -> HttpResponse:
        names = [self.kwargs["section"]] + ([self.kwargs["place"]] if "place" in self.kwargs else [])
        view = "edit_question" if "place" in self.kwargs else "add_question"
        url = reverse(f"consultations:{view}", args=[self.consultation.slug, *names])
        return HttpResponseRedirect(f"{url}?kind={answers['kind']}")


class EditQuestionView(DraftChange):
    """A question: a new one of `?kind=`, or the one at `place`."""

    template_name = "consultations/builder/question.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        section, place = kwargs["section"], kwargs.get("place")
        known = place is None or self.at(question_at, section, place).get("kind") in KINDS
        if not known and "kind" not in request.GET:
            return self.to("change_kind", section, place)
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> QuestionForm:
        section, place = self.kwargs["section"], self.kwargs.get("place")
        self.at(section_at, section) if place is None else self.at(question_at, section, place)
        data = self.request.POST if self.request.method == "POST" else None
        form = QuestionForm(data, document=self.drafting.document, section=section, place=place, kind=self._kind())
        form.initial["seen"] = self.drafting.seen
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self._kind()
        label, sentence = KIND_LABELS[kind]
        place = self.kwargs.get("place")
        return super().get_context_data(**kwargs) | {
            "heading": format_lazy("{}: {}", _("New question") if place is None else _("Question"), label),
            "explanation": sentence,
            "section": self.kwargs["section"],
            "place": place,
            "abilities": KINDS[kind].abilities,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        self.settings = form.settings()
        return super().form_valid(form)

    def change(self, answers: dict[str, Any]) -> None:
        section, place = self.kwargs["section"], self.kwargs.get("place")
        self.keep(put_question(self.drafting.document, section, self.settings, place), answers["seen"])

    def _kind(self) -> str:
        place = self.kwargs.get("place")
        current = self.at(question_at, self.kwargs["section"], place).get("kind") if place is not None else None
        kind = self.request.GET.get("kind") or current
        if kind not in KINDS:
            raise Http404
        return str(kind)


class MoveView(DraftChange):
    """A button that moves a section or a question one place; a form of its own, so that it needs no script."""

    form_class = SeenForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.to("edit_questionnaire")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.to("edit_questionnaire")

    def change(self, answers: dict[str, Any]) -> None:
        section, place = self.kwargs["section"], self.kwargs.get("place")
        up = self.kwargs["direction"] == "up"
        document = self.drafting.document
        try:
            if place is None:
                document = move_section(document, section, up=up)
            else:
                document = move_question(document, section, place, up=up)
        except LookupError as missing:
            raise Http404 from missing
        self.keep(document, answers["seen"])


class RemovePartView(DraftChange):
    form_class = SeenForm
    button = _("Take it out")
    is_grave = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section, place = self.kwargs["section"], self.kwargs.get("place")
        if place is None:
            heading, part = _("Take this section and its questions out?"), self.at(section_at, section).get("title")
        else:
            heading, part = _("Take this question out?"), self.at(question_at, section, place).get("text")
        return super().get_context_data(**kwargs) | {"heading": heading, "explanation": part}

    def change(self, answers: dict[str, Any]) -> None:
        section, place = self.kwargs["section"], self.kwargs.get("place")
        if place is None:
            self.at(section_at, section)
            self.keep(remove_section(self.drafting.document, section), answers["seen"])
        else:
            self.at(question_at, section, place)
            self.keep(remove_question(self.drafting.document, section, place), answers["seen"])


class EditTextView(DraftChange):
    """The same draft as text: typed, pasted or uploaded. What cannot be read is shown back, with line and mend."""

    form_class = TextForm
    template_name = "consultations/builder/text.html"
    heading = _("The questionnaire as text")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_edit:
            return self.page("consultations/builder/text_only.html", {"drafting": self.drafting})
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"text": self.drafting.text}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.setdefault("faults", self.drafting.faults if self.drafting.row else ())
        return context | {"drafting": self.drafting, "may_edit": self.may_edit}

    def form_valid(self, form: Any) -> HttpResponse:
        answers = form.cleaned_data
        try:
            put_draft(consultation=self.consultation, text=answers["text"], seen=answers["seen"], by=self.actor)
        except Invalid as problem:
            # What came in a file is shown in the box, so that it can be mended there.
            data = {"text": answers["text"], "seen": answers["seen"]}
            context = self.get_context_data(form=TextForm(data), faults=problem.faults)
            return self.render_to_response(context, status=422)
        return self.to("edit_questionnaire_text" if drafting_of(self.consultation).faults else "edit_questionnaire")


class DownloadTextView(DraftingPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        page = HttpResponse(self.drafting.text, content_type="application/yaml; charset=utf-8")
        page["Content-Disposition"] = f'attachment; filename="{slug}-questionnaire.yaml"'
        return page


class PreviewView(DraftingPage):
    """The form as people will see it; it cannot be sent."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if self.drafting.faults:
            return self.to("edit_questionnaire")
        questionnaire = load_questionnaire(self.drafting.text)
        context = {"questions": questionnaire, "sections": section_fields(questionnaire), "drafting": self.drafting}
        return self.page("consultations/builder/preview.html", context)


class ShowChangesView(DraftingPage):
    """What the draft changes since the version that people answer."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        context = {"drafting": self.drafting, "changes": self.drafting.changes()}
        return self.page("consultations/builder/changes.html", context)


class PublishView(DraftChange):
    """Puts the draft in the place of the published version, where the phase allows it."""

    form_class = PublishForm
    template_name = "consultations/builder/publish.html"
    heading = _("Publish this version")
    button = _("Publish")
    done = _("The new version is what people answer from now on.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(changes=self.drafting.changes(), **kwargs)

    def change(self, answers: dict[str, Any]) -> None:
        publish_questionnaire(
            consultation=self.consultation, by=self.actor, reason=answers["reason"], seen=answers["seen"]
        )


class DiscardView(DraftChange):
    form_class = SeenForm
    heading = _("Throw the draft away?")
    explanation = _("The questionnaire goes back to the version before it.")
    button = _("Throw it away")
    is_grave = True

    def change(self, answers: dict[str, Any]) -> None:
        discard_draft(consultation=self.consultation, seen=answers["seen"], by=self.actor)
