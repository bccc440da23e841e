"""Consultations of all sizes, protected as the disclosure policy would: what a report may have to be made from."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from driving.invented_report import invented_input
from folkmoot_core.reports.inputs import (
    KEPT_BACK,
    Answer,
    Bases,
    Comments,
    Profile,
    ProfileGroup,
    Question,
    ReportInput,
    Share,
    Theme,
)

COUNTS = st.one_of(st.just(0), st.integers(5, 40), st.integers(5, 40_000))
# Names that a careless program would read as numbers or as gaps of its own.
NAMES = st.sampled_from(["16 to 24", "100%", "{share}", "Yes", "No", "1,234", "<b>", "#3", "About 12.5 miles", "«Oui»"])


@st.composite
def shares(draw: st.DrawFn, how_many: int) -> tuple[list[Share], int]:
    """So many shares of one base, none of them hidden or at least two, and the base."""
    counts = draw(st.lists(COUNTS, min_size=how_many, max_size=how_many))
    answered = sum(counts)
    with_percent = answered >= 10
    made = [Share(n, 100 * n / answered if with_percent else None) for n in counts]
    for place in draw(st.one_of(st.just(()), st.sets(st.integers(0, how_many - 1), min_size=2))):
        made[place] = KEPT_BACK
    return made, answered


@st.composite
def questions(draw: st.DrawFn, number: int) -> Question:
    options = draw(st.lists(NAMES, min_size=2, max_size=6, unique=True))
    made, answered = draw(shares(len(options)))
    hides = any(share.kept_back for share in made)
    no_reply = draw(COUNTS)
    bases = Bases(answered + no_reply, answered + no_reply, answered, no_reply, 0)
    if draw(st.booleans()):
        bases = replace(bases, no_reply=None, declined=None)
    return Question(
        f"q{number}",
        str(number),
        draw(NAMES),
        tuple(Answer(f"a{n}", option, share) for n, (option, share) in enumerate(zip(options, made, strict=True))),
        bases,
        most_choices=1 if hides else draw(st.sampled_from([1, 1, 3])),
        ordered=draw(st.booleans()),
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    names = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    made, answered = draw(shares(len(names)))
    known = draw(st.booleans())
    groups = tuple(
        ProfileGroup(f"g{n}", name, share, 100 / len(names) if known else None)
        for n, (name, share) in enumerate(zip(names, made, strict=True))
    )
    return Profile("trait", "Trait", groups, Bases(answered, answered, answered, None, None), "Census 2021")


@st.composite
def themes(draw: st.DrawFn) -> tuple[Theme, ...]:
    names = draw(st.lists(NAMES, max_size=4, unique=True))
    made, _answered = draw(shares(len(names))) if len(names) > 1 else ([], 0)
    return tuple(
        Theme(f"t{n}", name, share, offered=draw(st.booleans()))
        for n, (name, share) in enumerate(zip(names, made, strict=False))
    )


@st.composite
def inputs(draw: st.DrawFn) -> ReportInput:
    asked = tuple(draw(questions(number)) for number in range(1, draw(st.integers(1, 3)) + 1))
    return replace(
        invented_input(questions=1, crossings=0),
        title=draw(NAMES),
        responses=draw(st.integers(1, 100_000)),
        channels=(),
        questions=asked,
        profiles=(draw(profiles()),),
        crossings=(),
        themes=draw(themes()),
        comments=Comments(draw(st.one_of(st.none(), COUNTS))),
        outcomes=(),
    )
