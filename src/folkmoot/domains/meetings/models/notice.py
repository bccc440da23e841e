from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record

from .agenda import AgendaItem


class DecisionNotice(Record):
    """Notice that an executive is to take a key decision, or a matter in private (SI 2012/2089). Everything in it is
    written for everybody, from the first of its days on; what the item itself keeps back never comes into it."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="notice")
    matter = models.CharField(_("the matter"), max_length=300)
    is_key = models.BooleanField(_("a key decision"), default=True)
    why_key = models.TextField(_("why it is one"), blank=True)
    is_private = models.BooleanField(_("to be taken in private"), default=False)
    private_reason = models.TextField(_("why in private"), blank=True)
    documents = models.TextField(_("documents, one a line"), blank=True)
    contact = models.CharField(_("how to ask for them"), max_length=300, blank=True)
    published_on = models.DateField(_("notice published on"), null=True, blank=True)
    scrutiny_told_on = models.DateField(_("chair of scrutiny told on"), null=True, blank=True)
    second_notice_on = models.DateField(_("second notice of private business on"), null=True, blank=True)
    representations = models.TextField(_("what was said against it, and the answer"), blank=True)
    agreed_on = models.DateField(_("agreed urgent on"), null=True, blank=True)
    agreed_by = models.CharField(_("agreed by"), max_length=200, blank=True)
    short_reason = models.TextField(_("why longer notice was impracticable"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_key=True) | Q(is_private=True), name="a_notice_is_of_something"),
        ]

    def __str__(self) -> str:
        return self.matter

    @property
    def is_out(self) -> bool:
        """Whether everybody may read it. Once its item is kept back, a notice that was not written for private
        business, or that says the title, goes until it is written anew."""
        if not any((self.published_on, self.scrutiny_told_on, self.second_notice_on, self.agreed_on)):
            return False
        return self.item.is_open or (self.is_private and not self.says_title(self.matter))

    def says_title(self, words: str) -> bool:
        """Whether words repeat the title of the item."""
        return self.item.title.strip().casefold() in words.casefold()
