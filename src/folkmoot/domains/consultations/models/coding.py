from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record

from ..enums import AnswerUse, DuplicateKind, LabelOrigin, RoundKind, SearchState
from .analysis import Snapshot
from .consultation import Consultation
from .outcome import Theme
from .response import Answer


class ThemeWork(Record):
    """Bringing the answers in words to one question under themes: one place for all that is done about it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="theme_works")
    question = models.CharField(max_length=80, help_text=_("Key of the question, or “letter”."))
    stance_question = models.CharField(
        _("question that tells for or against"), max_length=80, blank=True, help_text=_("A closed question beside it.")
    )
    threshold = models.FloatField(null=True, blank=True, help_text=_("Labels at least so sure need no look."))
    published = models.JSONField(null=True, blank=True, help_text=_("The counts with intervals, as published."))
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "question"], name="one_theme_work_a_question")]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.question}"


class ThemeSearch(Record):
    """One run of the machine over the answers: same snapshot, same seed, same clusters."""

    work = models.ForeignKey(ThemeWork, on_delete=models.CASCADE, related_name="searches")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    seed = models.PositiveIntegerField(default=1)
    settings = models.JSONField(default=dict, help_text=_("Number of clusters, fingerprint of the model, language."))
    state = models.CharField(max_length=10, choices=SearchState.choices, default=SearchState.WAITING)
    fault = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=200)
    deeds = models.JSONField(default=list, help_text=_("What was done with its clusters, so that it can be undone."))
    draft = models.JSONField(null=True, blank=True, help_text=_("Title and description that a machine drafted."))

    class Meta:
        ordering = ["-pk"]


class Cluster(models.Model):
    """Answers that the machine found alike. An analyst puts it under a theme, splits it, or sets it aside."""

    search = models.ForeignKey(ThemeSearch, on_delete=models.CASCADE, related_name="clusters")
    number = models.PositiveIntegerField()
    words = models.JSONField(default=list)
    central = models.JSONField(default=list, help_text=_("Numbers of the answers in its middle."))
    members = models.JSONField(default=list, help_text=_("Numbers of all its answers."))
    near = models.JSONField(default=list, help_text=_("Numbers of the clusters most like it, nearest first."))
    split_from = models.PositiveIntegerField(null=True, blank=True)
    is_split = models.BooleanField(default=False, help_text=_("Its parts stand for it now."))
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="clusters")
    is_aside = models.BooleanField(default=False, help_text=_("Says nothing that makes a theme."))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["search", "number"], name="one_cluster_of_a_number")]


class DuplicateGroup(models.Model):
    """Answers in the same or nearly the same words. An analyst says whether it is a letter that many sent; all of them
    are kept and counted, and told apart from what people wrote themselves."""

    work = models.ForeignKey(ThemeWork, on_delete=models.CASCADE, related_name="duplicates")
    kind = models.CharField(max_length=10, choices=DuplicateKind.choices)
    answers = models.JSONField(default=list, help_text=_("Numbers of the answers; the first stands for all."))
    settled_at = models.DateTimeField(null=True, blank=True, help_text=_("When somebody looked at it."))
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]


class CodebookVersion(models.Model):
    """The themes of one question as they stood: names, descriptions, examples."""

    work = models.ForeignKey(ThemeWork, on_delete=models.CASCADE, related_name="codebooks")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text=_("As `folkmoot_core.themes` writes a codebook."))
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["work", "number"], name="one_codebook_of_a_number")]


class Assignment(Record):
    """One run of the machine over the answers with a codebook: how sure it is of each theme for each answer. What it
    thinks becomes a label only when a person, or the threshold that a person set, takes it up."""

    work = models.ForeignKey(ThemeWork, on_delete=models.CASCADE, related_name="assignments")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="assignments")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SearchState.choices, default=SearchState.WAITING)
    fault = models.CharField(max_length=300, blank=True)
    settings = models.JSONField(default=dict, help_text=_("Seed, fingerprint of the model, labels learnt from."))
    answers = models.JSONField(default=list, help_text=_("Numbers of the answers, one for each row."))
    themes = models.JSONField(default=list, help_text=_("Keys of the themes, one for each column."))
    confidences = models.BinaryField(default=b"", help_text=_("Row after row, as 4-byte numbers from 0 to 1."))
    queue = models.JSONField(default=list, help_text=_("Numbers of the answers it would learn most from, best first."))
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]


class Label(models.Model):
    """Somebody or the machine says that an answer speaks of a theme, or that it does not. Rows are only added: the
    newest for an answer and a theme holds, and the former ones tell how it came to be."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="labels")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="labels")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="labels")
    applies = models.BooleanField(default=True)
    origin = models.CharField(max_length=10, choices=LabelOrigin.choices)
    confidence = models.FloatField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    made_by_key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["theme", "answer"], name="labels_by_theme")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
                name="a_confidence_is_a_share",
            )
        ]

    @property
    def percent(self) -> int | None:
        return None if self.confidence is None else round(100 * self.confidence)


class CodingRound(Record):
    """Answers drawn by chance that people code without seeing what anybody else said: two of them, to see how far they
    agree, or one, to correct the machine's counts."""

    work = models.ForeignKey(ThemeWork, on_delete=models.CASCADE, related_name="rounds")
    kind = models.CharField(max_length=10, choices=RoundKind.choices)
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="rounds")
    assignment = models.ForeignKey(
        Assignment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        help_text=_("What the machine said before anybody coded."),
    )
    seed = models.PositiveIntegerField(default=1)
    answers = models.JSONField(default=list, help_text=_("Numbers of the answers, in the order they are read."))
    drawn_from = models.PositiveIntegerField(help_text=_("How many answers there were to draw from."))
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]


class Coding(models.Model):
    """What one person said of one answer in a round."""

    round = models.ForeignKey(CodingRound, on_delete=models.CASCADE, related_name="codings")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    themes = models.JSONField(default=list, help_text=_("Keys of the themes; none is an answer too."))
    coder = models.CharField(max_length=200)
    coder_key = models.CharField(max_length=80)
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "answer", "coder_key"], name="one_coding_a_person_and_answer")
        ]


class ChosenAnswer(models.Model):
    """An answer that a person chose for a theme: as an example for the codebook, or as a quote for everybody."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="chosen_answers")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    use = models.CharField(max_length=10, choices=AnswerUse.choices)
    chosen_by = models.CharField(max_length=200)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["theme", "answer", "use"], name="one_choice_of_an_answer")]
