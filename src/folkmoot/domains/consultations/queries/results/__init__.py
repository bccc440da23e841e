"""The counts of a consultation: read once into memory, kept up to date, narrowed, broken down, made safe to publish."""

from .breakdown import Breakdown, breakdown_of, offered_traits, traits_for
from .choosing import NarrowingField, choices_for_narrowing
from .loading import Loaded, Part, loaded_results
from .safety import POLICY
from .tables import QuestionResult, Results, forget_results, results_of
from .traits import Narrowing, Trait, trait_labels

__all__ = [
    "POLICY",
    "Breakdown",
    "Loaded",
    "Narrowing",
    "NarrowingField",
    "Part",
    "QuestionResult",
    "Results",
    "Trait",
    "breakdown_of",
    "choices_for_narrowing",
    "forget_results",
    "loaded_results",
    "offered_traits",
    "results_of",
    "trait_labels",
    "traits_for",
]
