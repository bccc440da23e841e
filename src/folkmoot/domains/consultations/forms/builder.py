"""Questions and sections as forms. They read and write the questionnaire's document, fit for use or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot_core.questionnaires import KINDS, ROLES, Question
from folkmoot_core.questionnaires.editing import make_key, question_keys, questions_of, sections_of

from .plan import LinesField, ReasonForm, words

KIND_LABELS = {
    "choose_one": (_("Choose one"), _("Round buttons: one of several answers.")),
    "choose_many": (_("Choose several"), _("Boxes to tick, as many as you allow.")),
    "text": (_("Answer in words"), _("An answer in the person's own words.")),
    "grid": (_("Rate each line"), _("The same scale for several lines.")),
    "rank": (_("Put in order"), _("1 beside what matters most, 2 beside the next.")),
    "number": (_("Number"), _("A figure.")),
    "date": (_("Date"), _("Day, month and year.")),
    "postcode": (_("Postcode"), _("To see from where answers come.")),
    "file": (_("File"), _("A picture or a paper. Cannot be given on a paper form.")),
    "map_point": (_("Place on the map"), _("A spot, in words or by its position.")),
}
ROLE_LABELS = {
    "capacity": _("In which capacity they answer (resident, business …)"),
    "age_band": _("Their age group"),
    "sex": _("Their sex"),
    "ethnicity": _("Their ethnic group"),
    "postcode": _("Where they live"),
    "feedback": _("Whether they want to hear what happens"),
}
SAY_MORE = "say more"


class SeenForm(forms.Form):
    """`seen` is the fingerprint of the version that the editor looked at, so that nobody writes over another."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class PublishForm(SeenForm, ReasonForm):
    """Why there is a new version, and which one it is."""


class SettingsForm(SeenForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    introduction = words(_("Introduction"), rows=4, help_text=_("Stands above the first question."))
    language = forms.CharField(label=_("Language"), max_length=35, help_text=_("en for English, cy for Welsh."))

    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "language", "introduction")}


class TextForm(SeenForm):
    text = forms.CharField(
        label=_("The questionnaire as text"),
        required=False,
        strip=False,  # the first line may be indented, and the last one ends
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "fm-source"}),
    )
    file = forms.FileField(
        label=_("Or a file with the text"), required=False, help_text=_("It takes the place of what stands above.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload = data.get("file")
        if upload is not None:
            try:
                data["text"] = upload.read(2_000_000).decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("This file cannot be read as text. Save it as UTF-8."))
        elif not (data.get("text") or "").strip():
            self.add_error("text", _("There is nothing here. Write the questionnaire, or choose a file."))
        data["text"] = (data.get("text") or "").replace("\r\n", "\n")
        return data


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of answer?"),
        choices=[(key, f"{KIND_LABELS[key][0]}. {KIND_LABELS[key][1]}") for key in KINDS],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["kind"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 (declared above)
        chooser.choices = [(key, f"{KIND_LABELS[key][0]}. {KIND_LABELS[key][1]}") for key in KINDS]


class TicksByQuestion(forms.CheckboxSelectMultiple):
    """Ticks under the question they belong to; a question opens when something under it is ticked."""

    template_name = "consultations/builder/ticks_by_question.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        ticked = [group for group, options, _index in groups if any(option["selected"] for option in options)]
        context["widget"]["open_groups"] = ticked
        return context


class ConditionField(forms.MultipleChoiceField):
    """Ticks of earlier answers. Within one question any of them will do; several questions must all fit."""

    def __init__(self, earlier: Iterable[Mapping[str, Any]], **kwargs: Any) -> None:
        choices = [
            (
                str(question.get("text") or question.get("key")),
                [(f"{question.get('key')}={o.get('key')}", o.get("text")) for o in _maps(question.get("options"))],
            )
            for question in earlier
            if question.get("kind") in ("choose_one", "choose_many")
        ]
        super().__init__(choices=choices, required=False, widget=TicksByQuestion, **kwargs)


def condition_of(ticked: Iterable[str]) -> dict[str, Any] | None:
    """The condition that ticks stand for, as a document."""
    by_question: dict[str, list[str]] = {}
    for tick in ticked:
        question, _equals, option = tick.partition("=")
        by_question.setdefault(question, []).append(option)
    parts = [{"question": question, "any_of": options} for question, options in by_question.items()]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"all": parts}


def ticks_of(condition: Any) -> list[str] | None:
    """The ticks that stand for a condition; None for one that ticks cannot say (it is edited in the text)."""
    if not condition:
        return []
    parts = condition.get("all", [condition]) if isinstance(condition, dict) else [None]
    ticks = []
    for part in parts if isinstance(parts, list) else [None]:
        if not isinstance(part, dict) or set(part) != {"question", "any_of"}:
            return None
        options = part["any_of"] if isinstance(part["any_of"], list) else [part["any_of"]]
        ticks += [f"{part['question']}={option}" for option in options]
    return ticks


class RoutedForm(SeenForm):
    """A part of the questionnaire that may be shown to some people only."""

    before: Mapping[str, Any]

    def add_condition(self, earlier: Iterable[Mapping[str, Any]]) -> None:
        ticks = ticks_of(self.before.get("show_if"))
        self.keeps_condition = ticks is None
        if ticks is None:
            return
        chooser = ConditionField(
            earlier,
            label=_("Ask only people who ticked one of these"),
            help_text=_("Leave all empty to ask everybody. Ticks under several questions must all fit."),
        )
        if chooser.choices:
            self.fields["show_if"] = chooser
            self.initial["show_if"] = ticks

    def condition(self) -> Any:
        if "show_if" in self.cleaned_data:
            return condition_of(self.cleaned_data["show_if"])
        return self.before.get("show_if")


class SectionForm(RoutedForm):
    title = forms.CharField(label=_("Heading"), max_length=300)
    text = words(_("Text under the heading"), rows=3)

    def __init__(self, *args: Any, document: Mapping[str, Any], place: int | None, **kwargs: Any) -> None:
        sections = sections_of(document)
        self.before = sections[place] if place is not None else {}
        self.taken = [str(section.get("key")) for section in sections]
        kwargs.setdefault("initial", {name: self.before.get(name, "") for name in ("title", "text")})
        super().__init__(*args, **kwargs)
        earlier = list(questions_before(document, place if place is not None else len(sections), 0))
        capacity = next((question for question in earlier if question.get("role") == "capacity"), None)
        if capacity is not None:
            self.fields["for"] = forms.MultipleChoiceField(
                label=_("Only for people who answer"),
                choices=[(str(o.get("key")), o.get("text")) for o in _maps(capacity.get("options"))],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Leave all empty to ask everybody."),
            )
            self.initial["for"] = self.before.get("for", [])
            earlier.remove(capacity)
        self.add_condition(earlier)

    def settings(self) -> dict[str, Any]:
        answers = self.cleaned_data
        settings = {
            "key": self.before.get("key") or make_key(answers["title"], self.taken, "section"),
            "title": answers["title"],
            "text": answers["text"],
            "for": answers.get("for", self.before.get("for")),
            "show_if": self.condition(),
        }
        return without_empty(settings)


class QuestionForm(RoutedForm):
    """One question of a given kind; only the settings that the kind knows."""

    text = words(_("Question"), rows=2, required=True)
    hint = forms.CharField(label=_("Hint"), max_length=2000, required=False)
    required = forms.BooleanField(label=_("It must be answered"), required=False)
    declines = forms.BooleanField(label=_("Offer “I do not wish to say”"), required=False)

    def __init__(
        self, *args: Any, document: Mapping[str, Any], section: int, place: int | None, kind: str, **kwargs: Any
    ) -> None:
        questions = questions_of(sections_of(document)[section])
        self.kind, self.before = kind, questions[place] if place is not None else {}
        self.taken = [key for key in question_keys(document) if key != self.before.get("key")]
        super().__init__(*args, **kwargs)
        for name, made in self._kind_fields():
            self.fields[name] = made
        self._add_role()
        self.add_condition(questions_before(document, section, place if place is not None else len(questions)))
        self.fields["key"] = forms.RegexField(
            r"^[a-z0-9][a-z0-9_-]{0,38}$",
            label=_("Short name"),
            required=False,
            help_text=_("Heads the column in exports. Small letters, digits, - and _. Made for you when empty."),
            error_messages={"invalid": _("Use up to 39 small letters a to z, digits, - and _.")},
        )
        self.initial = {**self._initial(), **self.initial, **(kwargs.get("initial") or {})}

    def _kind_fields(self) -> Iterator[tuple[str, forms.Field]]:
        settings = KINDS[self.kind].settings
        lines = {
            "options": _("Answers to choose from"),
            "rows": _("Lines"),
            "columns": _("Columns, from left to right"),
        }
        for name in ("options", "rows", "columns"):
            if name in settings:
                yield name, LinesField(label=lines[name], rows=8, help_text=self._lines_help(name))
        figures = {
            "max_choices": (_("At most so many may be chosen"), 1, 250),
            "decimals": (_("Decimal places"), 0, 6),
            "max_length": (_("Longest answer, in characters"), 1, 100_000),
            "lines": (_("Lines of the box"), 1, 100),
        }
        for name, (label, least, most) in figures.items():
            if name in settings:
                yield name, forms.IntegerField(label=label, min_value=least, max_value=most, required=False)
        ends = {"min": (_("Least"), _("Earliest day")), "max": (_("Most"), _("Latest day"))}
        for name, (number, day) in ends.items():
            if name in settings and self.kind == "date":
                yield name, forms.DateField(label=day, required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"])
            elif name in settings:
                yield name, forms.DecimalField(label=number, required=False, max_digits=15)

    def _lines_help(self, name: str) -> Any:
        if name == "options" and self.kind != "rank":
            return _("One on each line. Add “| say more” to offer a box for words: Something else | say more")
        return _("One on each line.")

    def _add_role(self) -> None:
        roles = [(role, ROLE_LABELS[role]) for role, kinds in ROLES.items() if self.kind in kinds]
        if roles:
            self.fields["role"] = forms.ChoiceField(
                label=_("What the answer tells about the person"),
                choices=[("", _("Nothing in particular")), *roles],
                required=False,
            )

    def _initial(self) -> dict[str, Any]:
        initial = {name: self.before.get(name) for name in self.fields if name not in ("seen", "show_if")}
        for name in ("options", "rows", "columns"):
            if name in initial:
                initial[name] = choice_lines(_maps(self.before.get(name)))
        return initial

    def settings(self) -> dict[str, Any]:
        """The question as it stands in the document."""
        answers = self.cleaned_data
        settings: dict[str, Any] = {
            "key": answers["key"] or self.before.get("key") or self._fresh_key(),
            "kind": self.kind,
            "text": answers["text"],
            "hint": answers["hint"],
            "required": answers["required"],
            "role": answers.get("role", ""),
            "show_if": self.condition(),
        }
        for name in ("options", "rows", "columns"):
            if name in answers:
                settings[name] = read_choices(answers[name], with_words=name == "options" and self.kind != "rank")
        settings["max_choices"] = answers.get("max_choices")
        settings["declines"] = answers["declines"]
        settings = without_empty(settings)
        usual = {"decimals": Question.decimals, "max_length": Question.max_length, "lines": Question.lines}
        for name in ("min", "max", *usual):
            value = answers.get(name)
            if value is not None and value != usual.get(name):
                settings[name] = _as_json(value)
        return settings

    def _fresh_key(self) -> str:
        number = len(self.taken) + 1
        while f"q{number}" in self.taken:
            number += 1
        return f"q{number}"


def questions_before(document: Mapping[str, Any], section: int, place: int) -> Iterator[dict[str, Any]]:
    """The questions that come before this place: routing may look back only."""
    for number, home in enumerate(sections_of(document)[: section + 1]):
        questions = questions_of(home)
        yield from questions if number < section else questions[:place]


def read_choices(lines: Iterable[str], *, with_words: bool) -> list[dict[str, Any]]:
    """Options from lines of "text", "key | text", and either followed by "| say more"."""
    choices: list[dict[str, Any]] = []
    for line in lines:
        parts = [part.strip() for part in line.split("|")]
        specify = with_words and len(parts) > 1 and parts[-1].lower() == SAY_MORE
        if specify:
            parts.pop()
        taken = [choice["key"] for choice in choices]
        text = "|".join(parts[1:]) if len(parts) > 1 else parts[0]
        key = parts[0] if len(parts) > 1 else make_key(text, taken, "option")
        choices.append({"key": key, "text": text, **({"specify": True} if specify else {})})
    return choices


def choice_lines(choices: Iterable[Mapping[str, Any]]) -> list[str]:
    """The lines that `read_choices` reads as these options."""
    return [
        f"{choice.get('key')} | {choice.get('text')}" + (f" | {SAY_MORE}" if choice.get("specify") else "")
        for choice in choices
    ]


def without_empty(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if value not in (None, "", [], False)}


def _maps(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _as_json(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return int(value) if value == int(value) else float(value)
