"""What officers can narrow the counts by."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import Consultation
from .breakdown import offered_traits
from .loading import loaded_results
from .tables import Results, newest_first
from .traits import Narrowing, Trait, trait_labels

NOT_KNOWN = "-"


@dataclass(frozen=True)
class NarrowingField:
    """One trait as a list to choose from; `chosen` is "" when it is left open."""

    trait: Trait
    options: list[tuple[str, str]]
    chosen: str


def choices_for_narrowing(consultation: Consultation, results: Results, narrowing: Narrowing) -> list[NarrowingField]:
    """A field for each trait of which more than one value occurs."""
    loaded = loaded_results(consultation, results.channels.total.counted)
    questionnaires = newest_first(loaded)
    fields = []
    for trait in offered_traits(results, protected=False):
        labels = trait_labels(trait, loaded.values[trait], questionnaires)
        options = [(value or NOT_KNOWN, label) for value, label in labels.items()]
        chosen = (narrowing[trait] or NOT_KNOWN) if trait in narrowing else ""
        if len(options) > 1 or chosen:
            fields.append(NarrowingField(trait, options, chosen))
    return fields
