"""What was decided, as records: the verb, the words, and to whom a recommendation goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a body does with a paper; the first five are the verbs of its recommendation."""

    NOTED = "noted"
    COMMENTED = "commented"
    AGREED = "agreed"
    AMENDED = "amended"
    APPROVED = "approved"
    ENDORSED = "endorsed"
    RECOMMENDED = "recommended"
    REFERRED = "referred"
    DEFERRED = "deferred"
    REJECTED = "rejected"


ADDRESSED = (Verb.RECOMMENDED, Verb.REFERRED)
NEEDS_REASON = (Verb.DEFERRED, Verb.REJECTED)


@dataclass(frozen=True, slots=True)
class Resolution:
    """`words` follow "RESOLVED that"; a recommendation and a referral name the body `addressed_to`."""

    verb: Verb
    words: str
    addressed_to: str = ""
    reason: str = ""


def sentence_of(resolution: Resolution) -> str:
    """As the minutes print it: "RESOLVED that …", "RECOMMENDED to the Cabinet that …"."""
    words = resolution.words.strip().rstrip(".")
    lowered = words.casefold()
    words = words[5:] if lowered.startswith("that ") else words
    # Only articles are written small: a name that begins the sentence keeps its capital.
    words = words[:1].lower() + words[1:] if words.startswith(("The ", "A ", "An ", "It ")) else words
    if resolution.verb is Verb.RECOMMENDED:
        head = f"RECOMMENDED to {resolution.addressed_to}" if resolution.addressed_to else "RECOMMENDED"
    elif resolution.verb is Verb.REFERRED and resolution.addressed_to:
        head = f"REFERRED to {resolution.addressed_to}"
    else:
        head = "RESOLVED"
    reason = f" Reason: {resolution.reason.strip().rstrip('.')}." if resolution.reason.strip() else ""
    return f"{head} that {words}.{reason}"
