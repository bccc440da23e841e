"""What is known of the people who answered, as they were that day: how it is called, and how its values are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.places.models import Place
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire

from ...adapters import DECLINED_CODE


class Trait(TextChoices):
    """How answers can be narrowed or broken down."""

    DISTRICT = "district", gettext_lazy("District")
    CAPACITY = "capacity", gettext_lazy("Who answered")
    AGE_BAND = "age_band", gettext_lazy("Age")
    SEX = "sex", gettext_lazy("Sex")
    CHANNEL = "channel", gettext_lazy("How it came in")


Narrowing = Mapping[Trait, str]
"""{trait: the one value wanted}. "" stands for "not known"."""


def trait_labels(trait: Trait, values: Iterable[str], questionnaires: Iterable[CoreQuestionnaire]) -> dict[str, str]:
    """{value: words for people} of the values that occur, in the order in which people expect them: as the
    questionnaire lists them, districts by name, and last those who would not say and those of whom we do not know.

    One query for districts, none otherwise.
    """
    present = set(values)
    labels = {value: label for value, label in _all_labels(trait, present, questionnaires) if value in present}
    strange = sorted(present - labels.keys() - {"", DECLINED_CODE})
    labels.update((value, value) for value in strange)
    if DECLINED_CODE in present:
        labels[DECLINED_CODE] = _("Do not wish to say")
    if "" in present:
        labels[""] = _("Not known")
    return labels


def _all_labels(trait: Trait, present: set[str], questionnaires: Iterable[CoreQuestionnaire]) -> list[tuple[str, str]]:
    if trait == Trait.CHANNEL:
        return [(value, str(label)) for value, label in Channel.choices]
    if trait == Trait.DISTRICT:
        places = Place.objects.filter(pk__in=[int(value) for value in present if value]).order_by("name")
        return [(str(pk), name) for pk, name in places.values_list("pk", "name")]
    asked = [question for each in questionnaires if (question := each.with_role(trait.value))]
    return [(option.key, option.text) for question in asked for option in question.options]
