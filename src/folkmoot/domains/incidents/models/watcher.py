from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place

from ..enums import WatcherState

MOST_MINUTES = 24 * 60
MOST_BAGS = 500


class WatchScheme(Record):
    """Volunteers who keep an eye on their ward, and the body that looks after them."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Watcher(Record):
    """A volunteer with a patch: one ward. Known to the officers of the scheme and to nobody else."""

    scheme = models.ForeignKey(WatchScheme, on_delete=models.PROTECT, related_name="watchers")
    key = models.CharField(max_length=40, unique=True, help_text=_("Secret: opens the watcher's own page."))
    form_key = models.CharField(max_length=64, unique=True, help_text=_("The same form sent twice is one watcher."))
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=WatcherState.choices, default=WatcherState.WAITING)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        # The history keeps this for ever, so it names nobody.
        return f"{self.scheme}: {self.ward}"


class Outing(models.Model):
    """What a watcher did on a day."""

    watcher = models.ForeignKey(Watcher, on_delete=models.CASCADE, related_name="outings")
    form_key = models.CharField(max_length=64, unique=True, help_text=_("The same form sent twice is one outing."))
    done_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)])
    bags = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(MOST_BAGS)])
    words = models.CharField(max_length=500, blank=True)
    logged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-done_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.done_on}: {self.minutes}"
