"""A made-up consultation of a made-up county, as large as one likes: what a committee report can be made from."""

from __future__ import annotations

from datetime import date
from random import Random

from folkmoot_core.reports.inputs import (
    KEPT_BACK,
    Answer,
    Bases,
    Comments,
    Contrast,
    CrossAnswer,
    Crossing,
    District,
    Group,
    Outcome,
    Profile,
    ProfileGroup,
    Question,
    ReportInput,
    Said,
    Share,
    Statistic,
    Theme,
    Weights,
)

RESPONSES = 2_486
SNAPSHOT = "9f2c4e0d7b61a83517c2d94ab0e6f3581d7c9a02be4563f18a0d92c7e4b5f610"
ASKED = (
    ("How do you usually travel to work, school or college?", ("Car or van", "Bus", "Train", "Bicycle", "On foot")),
    ("How satisfied are you with buses where you live?", ("Very satisfied", "Satisfied", "Neither", "Dissatisfied")),
    ("Should the county spend more on footpaths and cycle routes?", ("Yes", "No")),
    ("Which two things would most improve your journeys?", ("More frequent buses", "Safer crossings", "Mended roads",
     "Cheaper fares", "Cycle routes away from traffic", "Better information at stops")),
    ("How safe do you feel walking after dark?", ("Very safe", "Fairly safe", "A bit unsafe", "Very unsafe")),
    ("How often do you use the park and ride?", ("Every week", "Every month", "Now and then", "Never")),
)  # fmt: skip
AGES = ("Under 25", "25 to 44", "45 to 64", "65 and over")
AREAS = ("Ashby Vale", "Brenport", "Castle Hollow", "Dunmere", "Eastwick", "Fenny Cross", "Great Orton", "Holmebridge")
SAID = (
    ("Buses", "More buses in the evening", "People wrote that the last bus leaves too early to come home from work.",
     "The last bus from Brenport leaves at ten past six. I finish at half past. The walk has no path."),
    ("Potholes", "Roads mended sooner", "Roads that are patched again and again, and lanes forgotten altogether.",
     "The same hole outside the school has been filled four times. Please mend the road, not the hole."),
    ("Crossings", "Safer ways to cross", "Crossings near schools and shops, and longer time to cross.",
     "My mother cannot cross in the eight seconds the lights give her."),
    ("Fares", "Fares people can afford", "Fares for young people and for families.", ""),
)  # fmt: skip
WISHED = ("Ferry", "A ferry across the estuary", "Nothing in the questions mentioned the river.",
          "Our grandparents had a ferry. By road it is nineteen miles.")  # fmt: skip


def invented_input(
    questions: int = 6, crossings: int = 3, seed: int = 7, title: str = "Getting about in Hartshire"
) -> ReportInput:
    """All that a report can hold, with some figures kept back. More questions repeat the wording of the first."""
    chance = Random(seed)
    asked = tuple(_question(number, chance) for number in range(1, questions + 1))
    return ReportInput(
        title=title,
        organisation="Hartshire County Council",
        purpose="The council is writing its transport plan for ten years, and asked residents what should come first.",
        opened=date(2026, 3, 2),
        closed=date(2026, 5, 29),
        responses=RESPONSES,
        snapshot=SNAPSHOT,
        questions=asked,
        reported=date(2026, 9, 14),
        channels=(
            Answer("online", "On the website", _share(2010, RESPONSES)),
            Answer("paper", "On paper", _share(431, RESPONSES)),
            Answer("letter", "By letter or e-mail", _share(45, RESPONSES)),
        ),
        profiles=_profiles(),
        crossings=tuple(_crossing(asked[n % len(asked)], n, chance) for n in range(crossings)),
        themes=_themes(),
        comments=Comments(1_204, 873, 300, 0.78, 164, 141),
        weights=Weights(("age", "district"), "Census 2021", 1.37, 1_814.6),
        equality_notes=("Few people under 25 answered; two colleges were visited in May for that reason.",),
        outcomes=_outcomes(),
        next_steps=("The Transport Committee takes this report on 14 September 2026.",
                    "The draft plan is published for comment in January 2027."),
        contact="engagement@hartshire.example",
        address="https://hartshire.example/consultations/getting-about",
    )  # fmt: skip


def invented_district(data: ReportInput, seed: int = 11) -> District:
    """One district of it, small enough that figures are kept back."""
    chance = Random(seed)
    asked = tuple(_question(number, chance, answered=118) for number in range(1, len(data.questions) + 1))
    return District("dunmere", "Dunmere", 121, asked, _themes(divide=20)[:2])


def _share(n: int, answered: int, asked: int = 0, *, weighted: float | None = None) -> Share:
    share = 100 * n / answered
    if weighted is None:
        return Share(n, share, 100 * n / asked if asked else None)
    return Share(n, share, 100 * n / asked, weighted, max(0.0, weighted - 2.1), min(100.0, weighted + 2.1))


def _question(number: int, chance: Random, answered: int = 2_391) -> Question:
    text, options = ASKED[(number - 1) % len(ASKED)]
    several = len(options) == 6
    declined, no_reply = answered // 60, answered // 40
    asked = answered + declined + no_reply
    counts = _parts(answered * (2 if several else 1), len(options), chance, most=answered)
    shares = [
        _share(n, answered, asked, weighted=min(99.0, 100 * n / answered + chance.uniform(-3, 3))) for n in counts
    ]
    if number % 5 == 0:
        shares[-1] = shares[-2] = KEPT_BACK
    return Question(
        f"q{number}",
        str(number),
        text,
        tuple(Answer(f"a{n}", option, share) for n, (option, share) in enumerate(zip(options, shares, strict=True), 1)),
        Bases(asked, asked, answered, no_reply, declined)
        if answered > 1_000
        else Bases(asked, asked, answered, None, None),
        section="Journeys" if number <= len(ASKED) else f"Further questions, part {number // len(ASKED)}",
        most_choices=2 if several else 1,
        ordered=not several,
        statistics=(Statistic("mean", "Journeys in a week, mean", 8.4),) if number == 1 else (),
    )


def _parts(total: int, parts: int, chance: Random, *, most: int) -> list[int]:
    """`total` in so many parts of at least five, none above `most`."""
    sizes = [chance.uniform(1, 4) for _ in range(parts)]
    counts = [min(most, max(5, int(total * size / sum(sizes)))) for size in sizes]
    counts[counts.index(min(counts))] += total - sum(counts)
    return counts


def _profiles() -> tuple[Profile, ...]:
    def groups(
        names: tuple[str, ...], counts: tuple[int, ...], population: tuple[float, ...]
    ) -> tuple[ProfileGroup, ...]:
        answered = sum(counts)
        rows = zip(names, counts, population, strict=True)
        return tuple(ProfileGroup(f"g{n}", name, _share(c, answered), p) for n, (name, c, p) in enumerate(rows, 1))

    def bases(answered: int) -> Bases:
        return Bases(RESPONSES, RESPONSES, answered, RESPONSES - answered - 40, 40)

    return (
        Profile("age", "Age", groups(AGES, (161, 612, 901, 702), (14.1, 31.4, 33.0, 21.5)), bases(2_376),
                "Census 2021"),
        Profile("area", "District", groups(AREAS, (402, 388, 301, 121, 295, 310, 288, 279),
                (14.0, 17.5, 12.1, 9.2, 12.0, 12.6, 11.4, 11.2)), bases(2_384), "Census 2021"),
        Profile("disability", "Disability", groups(("Disabled", "Not disabled"), (431, 1_902), (18.4, 81.6)),
                bases(2_333), "Census 2021", protected=True),
    )  # fmt: skip


def _crossing(question: Question, number: int, chance: Random) -> Crossing:
    names = AGES if number % 2 == 0 else AREAS
    answered = [chance.randint(120, 700) for _ in names]
    rows = []
    for answer in question.answers:
        shares = [_share(max(5, int(base * chance.uniform(0.1, 0.4))), base) for base in answered]
        rows.append(CrossAnswer(answer.key, answer.text, tuple(shares)))
    hidden = (*rows[-1].shares[:-2], KEPT_BACK, KEPT_BACK)
    rows[-1] = CrossAnswer(rows[-1].key, rows[-1].text, hidden)
    first = rows[0].shares
    high, low = (pick(range(len(names)), key=lambda n: first[n].percent or 0) for pick in (max, min))
    contrasts = (Contrast("a1", f"g{high + 1}", f"g{low + 1}"),) if number % 3 != 2 else ()
    return Crossing(
        f"{question.key}-{number}",
        question.text,
        "Age" if names is AGES else "District",
        tuple(Group(f"g{n}", name, base) for n, (name, base) in enumerate(zip(names, answered, strict=True), 1)),
        tuple(rows),
        contrasts,
        tested=True,
        correction="Holm, over all pairs of groups",
        protected=number == 0,
    )


def _themes(divide: int = 1) -> tuple[Theme, ...]:
    counts, comments = (412, 388, 201, 96), 1_204 // divide
    rows = []
    for (key, name, description, quote), count in zip(SAID, counts, strict=True):
        n = count // divide
        quotes = (Said("1", quote, "A resident of Brenport", consent=True),) if quote else ()
        share = 100 * n / comments
        rows.append(Theme(key.lower(), name, Share(n, share, low=share - 2.2, high=share + 2.4), description, quotes))
    key, name, description, quote = WISHED
    said = (Said("1", quote, "A resident of Fenny Cross", consent=True),)
    rows.append(Theme(key.lower(), name, Share(61, 5.066, low=3.9, high=6.4), description, said, offered=False))
    return tuple(rows)


def _outcomes() -> tuple[Outcome, ...]:
    return (
        Outcome("buses", "How should buses change?", "You asked for later buses.",
                "From January 2027 the last bus of eleven routes leaves after nine.", theme="buses"),
        Outcome("paths", "Should we spend more on footpaths and cycle routes?", "You told us what you thought of it.",
                "The budget stays as it is for a year.", "The grant for it ends in March.", question="q3", answer="a1"),
    )  # fmt: skip
