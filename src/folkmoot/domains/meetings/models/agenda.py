from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.documents.models import Document

from ..enums import Access, Delivery, ItemKind, ItemState, Verb, strictest
from .meeting import Meeting


class Restricted(models.Model):
    """Who may read a thing, and what the public reads in its place: `public_title`, the paragraphs of Schedule 12A and
    why the public interest is in keeping it back. These three are the public face; no other field of a restricted
    thing ever leaves."""

    access = models.CharField(max_length=12, choices=Access.choices, default=Access.PUBLIC)
    public_title = models.CharField(_("title for the public"), max_length=300, blank=True)
    exempt_paragraphs = models.JSONField(default=list, blank=True)
    public_interest = models.TextField(_("why the public interest is in not disclosing it"), blank=True)

    class Meta:
        abstract = True

    @property
    def access_in_force(self) -> str:
        """Who may read it, counting what it belongs to."""
        return self.access

    @property
    def is_open(self) -> bool:
        return self.access_in_force == Access.PUBLIC


class AgendaItem(Restricted, Record):
    """One item of an agenda. `serial` is its address within the meeting, for ever; `number` is what is printed (A1, B6,
    or 4): given when first published, and then kept whatever moves."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    serial = models.PositiveIntegerField()
    section = models.CharField(max_length=2, blank=True)
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=8, blank=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(max_length=12, choices=ItemKind.choices, default=ItemKind.BUSINESS)
    delivery = models.CharField(max_length=12, choices=Delivery.choices, default=Delivery.NONE)
    note = models.TextField(_("what it is about"), blank=True)
    presented_by = models.CharField(_("brought by"), max_length=300, blank=True)
    starts_at = models.TimeField(_("timed for"), null=True, blank=True)
    late_reason = models.TextField(_("the chair's reason for urgency"), blank=True)
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.ON)
    state_reason = models.CharField(max_length=500, blank=True)
    page_from = models.PositiveIntegerField(null=True, blank=True)
    page_to = models.PositiveIntegerField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["section", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "serial"], name="one_item_at_an_address"),
            models.UniqueConstraint(
                fields=["meeting", "number"], condition=~Q(number=""), name="one_item_of_a_printed_number"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(state_reason=""), name="a_withdrawn_item_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title if self.is_open else self.public_title}".strip()

    @property
    def is_withdrawn(self) -> bool:
        return self.state == ItemState.WITHDRAWN


class Paper(Restricted, Record):
    """A report or other paper under an item. `serial` is its address within the item, for ever."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    serial = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("title"), max_length=300)
    authors = models.CharField(_("from"), max_length=500, blank=True, help_text=_("As printed: names and posts."))
    addressed_to = models.CharField(_("to"), max_length=300, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body_text = models.TextField(_("text"), blank=True, help_text=_("The paper itself, where it is not a file."))
    contacts = models.TextField(_("whom to ask"), blank=True)
    page_from = models.PositiveIntegerField(null=True, blank=True)
    page_to = models.PositiveIntegerField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "serial"], name="one_paper_at_an_address")]

    def __str__(self) -> str:
        return self.title if self.is_open else self.public_title

    @property
    def access_in_force(self) -> str:
        return strictest(self.access, self.item.access)


class Recommendation(models.Model):
    """What a paper asks the body to do: a verb and the words."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=12, choices=Verb.choices)
    text = models.TextField(_("what"), blank=True)

    class Meta:
        ordering = ["position", "pk"]


class BackgroundPaper(models.Model):
    """What the author relied on to a material extent (Local Government Act 1972, s100D): listed, kept open 4 years."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="background_papers")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        ordering = ["position", "pk"]


class Attachment(Restricted):
    """A file that belongs to a paper. The document itself asks who may open it; this says where it stands."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="attachments")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=300)
    pages = models.PositiveIntegerField(null=True, blank=True, help_text=_("Pages of a PDF."))
    page_from = models.PositiveIntegerField(null=True, blank=True)
    page_to = models.PositiveIntegerField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    @property
    def access_in_force(self) -> str:
        return strictest(self.access, self.paper.access_in_force)
