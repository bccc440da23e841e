"""A last look at what a report is made from: is there a hidden number that the numbers beside it give back?

Protection is the work of `folkmoot_core.disclosure`, before anything comes here. This refuses the plain mistakes, such
as one hidden answer among those of a single choice, which is the base less the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from folkmoot_core.reports.inputs import Bases, ReportInput
from folkmoot_core.values import Fault, Invalid

MEND = "Protect the figures with folkmoot_core.disclosure before a report is made of them."


def require_protected(data: ReportInput) -> ReportInput:
    """The input itself; Invalid where a hidden number can be worked out by one subtraction."""
    faults = tuple(_given_back(data))
    if faults:
        raise Invalid(faults)
    return data


def _given_back(data: ReportInput) -> Iterator[Fault]:
    for question in data.questions:
        yield from _bases(f"questions: {question.key}", question.bases)
        if question.most_choices == 1:
            counts = [answer.share.n for answer in question.answers]
            yield from _parts(f"questions: {question.key}", counts, question.bases.answered)
    for profile in data.profiles:
        yield from _bases(f"profiles: {profile.key}", profile.bases)
        yield from _parts(f"profiles: {profile.key}", [g.share.n for g in profile.groups], profile.bases.answered)
    yield from _parts("channels", [channel.share.n for channel in data.channels], data.responses)


def _parts(where: str, counts: list[int | None], whole: int | None) -> Iterator[Fault]:
    if whole is not None and _alone(counts):
        yield Fault(where, "One number is hidden, and the base less the others gives it back.", MEND)


def _bases(where: str, bases: Bases) -> Iterator[Fault]:
    if _alone((bases.asked, bases.answered, bases.no_reply, bases.declined)):
        yield Fault(where, "One base is hidden, and the other bases give it back.", MEND)


def _alone(counts: Iterable[int | None]) -> bool:
    return sum(count is None for count in counts) == 1
