"""What clerks fill in; each form begins with the row that it changes, where there is one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import FaultsForm, TakesFaults, day_field, line_field, words_field
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import partial_day_field
from folkmoot.ground.documents.public import ALL_ENDINGS
from folkmoot.ground.thread.models import Link

from ..actions.running import PLAN
from ..enums import Progress, SeatRole, SessionKind, Stage, Standing, SubmissionState, Verdict
from ..models import Action, Finding, Recommendation, Session, Submission, TopicReview
from .lines import LinesField


class ProposeForm(FaultsForm):
    title = line_field(_("What is the topic?"))
    body = forms.ModelChoiceField(label=_("Which body sets it up?"), queryset=Organisation.objects.none())
    summary = words_field(_("What it is about, in a few sentences"), 3, required=False, most=2000)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class ReviewForm(FaultsForm):
    """A form about a review, and perhaps about one row of it."""

    def __init__(self, *args: Any, review: TopicReview, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review, self.row = review, row
        self.begin()

    def begin(self) -> None:
        """Put in what is known already."""


class PlanForm(ReviewForm):
    title = line_field(_("Title"))
    summary = words_field(_("What it is about"), 3, required=False, most=2000)
    scope = words_field(_("Scope: what belongs to it, and what does not"), 4, required=False)
    terms = LinesField(label=_("Terms of reference"), help_text=_("A line each."))
    questions = LinesField(label=_("What evidence is asked about"), help_text=_("A line each. Everybody sees them."))
    evidence_opens = day_field(_("Evidence can be sent from"), required=False)
    evidence_closes = day_field(_("Last day for evidence"), required=False)
    answering = forms.ModelChoiceField(
        label=_("Who answers the recommendations?"), queryset=Organisation.objects.all(), required=False
    )
    agreed_on = partial_day_field(_("Agreed"))
    report_due = partial_day_field(_("Report due"))
    reconvenes = partial_day_field(_("Looks at it again"))
    note = words_field(_("What people should know about it"), 2, required=False, most=2000)

    def begin(self) -> None:
        self.initial.update({name: getattr(self.review, name) for name in PLAN})


class StageForm(ReviewForm):
    stage = forms.ChoiceField(label=_("Where does it stand now?"), choices=Stage.choices, widget=forms.RadioSelect)

    def begin(self) -> None:
        self.initial["stage"] = self.review.stage


class ReportForm(ReviewForm):
    on = day_field(_("Reported on"))
    file = forms.FileField(
        label=_("The report as a document"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
        help_text=_("Everybody can open it."),
    )

    def begin(self) -> None:
        self.initial["on"] = self.review.reported_on or timezone.localdate()


class SeatForm(ReviewForm):
    name = line_field(_("Name"), help_text=_("A name that is there already is changed. Everybody can see it."))
    role = forms.ChoiceField(label=_("As"), choices=SeatRole.choices)
    since = partial_day_field(_("Since"))
    until = partial_day_field(_("Until"))


class SessionForm(ReviewForm):
    kind = forms.ChoiceField(label=_("What is it?"), choices=SessionKind.choices, widget=forms.RadioSelect)
    title = line_field(_("Title"))
    on = day_field(_("Day"), required=False)
    place = line_field(_("Where"), required=False)
    words = words_field(_("What was said, in short"), required=False, help_text=_("Everybody can read it."))

    def begin(self) -> None:
        if isinstance(self.row, Session):
            self.initial.update({name: getattr(self.row, name) for name in self.fields})


class WitnessForm(ReviewForm):
    name = line_field(_("Who is heard?"), help_text=_("A person in a post, an organisation, or a group of people."))
    post = line_field(_("Post or organisation"), required=False)
    session = forms.ModelChoiceField(
        label=_("At which session?"), queryset=Session.objects.none(), required=False, empty_label=_("Not known yet")
    )

    def begin(self) -> None:
        self.fields["session"].queryset = self.review.sessions.all()  # type: ignore[attr-defined]


class FindingForm(ReviewForm):
    words = words_field(_("What did you find?"), 4, most=2000)
    submissions = forms.ModelMultipleChoiceField(
        label=_("Which written evidence does it rest on?"),
        queryset=Submission.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sessions = forms.ModelMultipleChoiceField(
        label=_("Which sessions does it rest on?"),
        queryset=Session.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def begin(self) -> None:
        known = self.review.submissions.exclude(state__in=[SubmissionState.HELD, SubmissionState.SET_ASIDE])
        self.fields["submissions"].queryset = known  # type: ignore[attr-defined]
        self.fields["submissions"].label_from_instance = _evidence  # type: ignore[attr-defined]
        self.fields["sessions"].queryset = self.review.sessions.all()  # type: ignore[attr-defined]
        if isinstance(self.row, Finding):
            links = Link.objects.filter(
                kind="evidenced_by", from_type=Finding._meta.label_lower, from_key=str(self.row.pk)
            )
            self.initial.update(
                {
                    "words": self.row.words,
                    "submissions": [int(each.to_key) for each in links if each.to_type == Submission._meta.label_lower],
                    "sessions": [int(each.to_key) for each in links if each.to_type == Session._meta.label_lower],
                }
            )


def _evidence(submission: Submission) -> str:
    number = f"W{submission.number}" if submission.number else str(_("Not published"))
    return f"{number}: {submission.shown_name}"


class RecommendationForm(ReviewForm):
    words = words_field(_("What should be done?"), 3, most=2000)
    standing = forms.ChoiceField(label=_("How does it stand?"), choices=Standing.choices, widget=forms.RadioSelect)
    dropped_because = line_field(_("Not made: why?"), required=False, most=300)
    findings = forms.ModelMultipleChoiceField(
        label=_("Which findings does it rest on?"),
        queryset=Finding.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def begin(self) -> None:
        self.fields["findings"].queryset = self.review.findings.all()  # type: ignore[attr-defined]
        self.fields["dropped_because"].needed_later = True  # type: ignore[attr-defined]
        self.initial.setdefault("standing", Standing.POTENTIAL)
        if isinstance(self.row, Recommendation):
            names = ("words", "standing", "dropped_because")
            self.initial.update({name: getattr(self.row, name) for name in names})
            self.initial["findings"] = list(self.row.findings.values_list("pk", flat=True))


class AnswerForm(ReviewForm):
    verdict = forms.ChoiceField(label=_("What is the answer?"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = words_field(_("Because"), 3, required=False, help_text=_("Needed unless it is accepted."))
    answering = forms.ModelChoiceField(label=_("Who answers?"), queryset=Organisation.objects.all())
    on = day_field(_("On which day?"))

    def begin(self) -> None:
        self.fields["reason"].needed_later = True  # type: ignore[attr-defined]
        self.initial.update({"answering": self.review.answering_id, "on": timezone.localdate()})
        answer = getattr(self.row, "answer", None)
        if answer is not None:
            self.initial.update({
                "verdict": answer.verdict, "reason": answer.reason, "answering": answer.by_id, "on": answer.on
            })  # fmt: skip


class ActionForm(ReviewForm):
    words = line_field(_("What is done?"), most=300)
    owner = line_field(_("Who does it?"), help_text=_("A post or a body."))
    due = day_field(_("By when?"), required=False)
    done_on = day_field(_("Done on"), required=False)

    def begin(self) -> None:
        if isinstance(self.row, Action):
            self.initial.update({name: getattr(self.row, name) for name in self.fields})


class ProgressForm(ReviewForm):
    standing = forms.ChoiceField(label=_("How far is it?"), choices=Progress.choices, widget=forms.RadioSelect)
    on = day_field(_("As of which day?"))
    words = words_field(_("What shows it?"), 3, most=2000, help_text=_("Everybody can read it."))
    shown_by = forms.URLField(label=_("Address of a document"), required=False, assume_scheme="https")

    def begin(self) -> None:
        self.initial["on"] = timezone.localdate()


class DecideForm(TakesFaults, forms.Form):
    state = forms.ChoiceField(
        label=_("What happens with it?"),
        choices=[
            (SubmissionState.PUBLISHED.value, _("Publish it, under the next number")),
            (SubmissionState.PRIVATE.value, _("Keep it for the members")),
            (SubmissionState.SET_ASIDE.value, _("Set it aside")),
        ],
        widget=forms.RadioSelect,
    )
    words = words_field(
        _("As everybody may read it"),
        10,
        required=False,
        most=50_000,
        help_text=_("Take out what says who other people are. What was sent stays as it was, for you."),
    )
    with_file = forms.BooleanField(
        label=_("Everybody may open its file, too"),
        required=False,
        help_text=_("Only with what is published. Look for names in it first, also in its properties."),
    )
    because = line_field(_("Set aside: why?"), required=False, most=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("words", "because"):
            self.fields[name].needed_later = True  # type: ignore[attr-defined]


class HeldForm(TakesFaults, forms.Form):
    reason = line_field(_("Why?"), most=300)
