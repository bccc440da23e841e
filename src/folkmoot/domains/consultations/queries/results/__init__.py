"""The counts of a consultation: read once into memory, kept up to date, narrowed, broken down, made safe to publish."""

from .breakdown import Breakdown, breakdown_of, offered_traits, traits_for
from .choosing import NarrowingField, choices_for_narrowing
from .loading import Loaded, Part, loaded_results
from .released import (
    BREAKDOWN,
    PAGE,
    REPORT,
    THEMES,
    as_it_was_shown,
    content_of_page,
    ledger_of,
    newest_page,
    releases_of_breakdown,
    releases_of_page,
    rounded_results,
    snapshot_at,
    state_name,
)
from .safety import POLICY
from .tables import QuestionResult, Results, forget_results, results_of
from .traits import Narrowing, Trait, trait_labels

__all__ = [
    "BREAKDOWN",
    "PAGE",
    "POLICY",
    "REPORT",
    "THEMES",
    "Breakdown",
    "Loaded",
    "Narrowing",
    "NarrowingField",
    "Part",
    "QuestionResult",
    "Results",
    "Trait",
    "as_it_was_shown",
    "breakdown_of",
    "choices_for_narrowing",
    "content_of_page",
    "forget_results",
    "ledger_of",
    "loaded_results",
    "newest_page",
    "offered_traits",
    "releases_of_breakdown",
    "releases_of_page",
    "results_of",
    "rounded_results",
    "snapshot_at",
    "state_name",
    "trait_labels",
    "traits_for",
]
