"""Make the synthetic answers of the 2011 consultation: invented people, published counts.

Run once with the source tables beside the repository: ``python tools/kent_2011/build_responses.py``. The random
numbers start from a fixed seed, so the files come out the same each time. ``verify.py`` recounts them.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import people
import published_counts as counts
import yaml
from choices import choose_two, deal
from comments import WORDS, Suggestion, answers, hand, headings, sentences, suggest, word_list
from tables import PACK, write_table

SEED = 20110620
FOLDER = PACK / "consultations" / "vision-2011"
UNTHEMED = {"q2": ("economy", 40), "q4": ("disadvantage", 71)}
COMMENTERS = {"public": 205, "public_sector": 12, "voluntary": 20, "business": 5, "other": 5, "parish": 3}
LEANINGS = {
    "business": {"a1a": 1.5, "a1b": 3.0, "a1c": 3.0, "a1d": 0.5},
    "voluntary": {"a3d": 3.0, "a3f": 1.8, "a3e": 0.5, "a2b": 1.6},
    "parish": {"a1a": 1.8, "a3c": 2.0, "a3a": 1.3},
    "public_sector": {"a2f": 1.7, "a3b": 2.2, "a2a": 1.5},
}
Row = dict[str, str]


def questions() -> list[str]:
    """The questionnaire's keys in its own order."""
    document: dict[str, Any] = yaml.safe_load((FOLDER / "questionnaire.yaml").read_text(encoding="utf-8"))
    return [question["key"] for section in document["sections"] for question in section["questions"]]


def coded_base(rng: random.Random) -> list[Row]:
    """The 773 answers on the form, online or on paper, with sector, channel and the three choose-two questions."""
    rows = [
        {"capacity": capacity, "channel": "paper" if number < people.PAPER_BY_CAPACITY.get(capacity, 0) else "web"}
        for capacity, total in counts.capacities().items()
        for number in range(total)
    ]
    leanings = [LEANINGS.get(row["capacity"], {}) for row in rows]
    for question, ambition, blank in (("q1", 1, 20), ("q3", 2, 12), ("q5", 3, 21)):
        for row, picks in zip(rows, choose_two(rng, counts.priorities(ambition), blank, leanings), strict=True):
            row[question] = ";".join(picks)
    for question in ("balance", "feedback"):
        for row, answer in zip(rows, deal(rng, counts.HEADLINES[question], len(rows)), strict=True):
            row[question] = answer
    return rows


def add_sector_answers(rng: random.Random, rows: list[Row]) -> None:
    """The one-sector questions."""
    for question, capacity in (("ps1", "public_sector"), ("vc1", "voluntary"), ("bu1", "business"), ("pc1", "parish")):
        asked = [row for row in rows if row["capacity"] == capacity]
        for row, answer in zip(asked, deal(rng, counts.HEADLINES[question], len(asked)), strict=True):
            row[question] = answer
    services = [row for row in rows if row["capacity"] == "public_sector"]
    for question, number in (("ps2", 38), ("ps3", 27)):
        said = sentences(rng, word_list("public_services")[question], number)
        for row, sentence in zip(rng.sample(services, number), said, strict=True):
            row[question] = sentence


def add_about_you(rng: random.Random, rows: list[Row]) -> None:
    """Age by gender as printed, the rest likely; those who left the page out are mostly on paper."""
    cells = [cell for cell, number in counts.ages_by_sex().items() for _ in range(number)]
    rng.shuffle(cells)
    cells.sort(key=lambda cell: cell != ("no_reply", "no_reply"))
    asked = [row for row in rows if row["capacity"] in ("public", "other")]
    asked.sort(key=lambda row: (row["channel"] != "paper", rng.random()))
    paper_first = asked[:60] + rng.sample(asked[60:], len(asked) - 60)
    for row, (age, sex) in zip(paper_first, cells, strict=True):
        row.update(people.describe(rng, age, sex))


def add_names(rng: random.Random, rows: list[Row]) -> None:
    """28 councils as printed; invented names for 43 voluntary groups, 11 businesses and most public services."""
    invented = yaml.safe_load((WORDS / "organisations_invented.yaml").read_text(encoding="utf-8"))
    listed = yaml.safe_load((WORDS / "organisations.yaml").read_text(encoding="utf-8"))
    groups = [f"{where} {group}" for where in invented["where"] for group in invented["groups"]]
    names = {
        "parish": [about["name"] for about in listed.values() if about["is"] == "parish_council"],
        "voluntary": rng.sample(groups, 43),
        "business": invented["businesses"],
        "public_sector": [rng.choice(invented["services"]) for _ in range(47)],
    }
    places = {about["name"]: about.get("place", "") for about in listed.values()}
    for capacity, chosen in names.items():
        asked = [row for row in rows if row["capacity"] == capacity]
        for row, name in zip(rng.sample(asked, len(chosen)), chosen, strict=True):
            row["organisation"] = name
            row["district"] = places.get(name, "")


def add_places(rng: random.Random, rows: list[Row]) -> None:
    """A postcode for most, in a council's own district where it named itself."""
    postcodes = people.Postcodes()
    for row in rows:
        district = row.pop("district", "") or people.pick(rng, people.DISTRICT_PULL)
        row["postcode"] = postcodes.draw(rng, district) if rng.random() > 0.04 else ""


def add_comments(rng: random.Random, rows: list[Row]) -> list[Suggestion]:
    """250 people make the suggestions; no words are put into the mouth of a council that is named."""
    authors: list[int] = []
    for capacity, number in COMMENTERS.items():
        free = [
            n
            for n, row in enumerate(rows)
            if row["capacity"] == capacity and not (capacity == "parish" and row.get("organisation"))
        ]
        authors += rng.sample(free, number)
    styles = {person: hand(rng) for person in authors}
    themes: list[Mapping[str, str]] = yaml.safe_load((WORDS / "themes.yaml").read_text(encoding="utf-8"))
    made = suggest(rng, styles, headings(themes, UNTHEMED))
    for (person, question), text in answers(styles, made).items():
        rows[person][question] = text
    return made


def letters(rng: random.Random) -> list[Row]:
    """The twenty that came as letters or e-mails and answer no question by number."""
    written = yaml.safe_load((WORDS / "letters.yaml").read_text(encoding="utf-8"))
    return [
        {
            "channel": letter["by"],
            "received_on": letter["received"].isoformat(),
            "consent": people.pick(rng, {"unnamed": 4, "none": 1}),
            "letter_text": letter["text"],
        }
        for letter in written
    ]


def number(rng: random.Random, rows: list[Row]) -> list[Row]:
    """The rows in the order they came in, each with its number."""
    ordered = sorted(rows, key=lambda row: (row["received_on"], rng.random()))
    for place, row in enumerate(ordered, 1):
        row["reference_no"] = f"V{place:04d}"
    return ordered


def write_themes(rows: list[Row], made: list[Suggestion]) -> None:
    """Which suggestion stands under which theme: one row each, and the list of themes with their answers."""
    order = {"q2": 0, "q4": 1, "q6": 2}
    listed = sorted(made, key=lambda s: (order[s.question], s.theme == "", s.theme, rows[s.person]["reference_no"]))
    write_table(
        FOLDER / "themes.csv",
        ("theme", "question", "reference_no", "words"),
        [
            {"theme": s.theme, "question": s.question, "reference_no": rows[s.person]["reference_no"], "words": s.words}
            for s in listed
        ],
    )
    lines = ["# Themes of the comments. Made by tools/kent_2011/build_responses.py."]
    for theme in yaml.safe_load((WORDS / "themes.yaml").read_text(encoding="utf-8")):
        about = [rows[s.person]["reference_no"] for s in listed if s.theme == theme["key"]]
        lines += [
            f"- key: {theme['key']}",
            f'  title: "{theme["title"]}"',
            f'  description: "{theme["description"]}"',
            f"  question: {theme['question']}",
            f"  suggestions: {len(about)}",
            f"  about: [{', '.join(about)}]",
        ]
    (FOLDER / "themes.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Make responses.csv, themes.csv and themes.yaml."""
    rng = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    rows = coded_base(rng)
    add_sector_answers(rng, rows)
    add_about_you(rng, rows)
    add_names(rng, rows)
    add_places(rng, rows)
    made = add_comments(rng, rows)
    for row in rows:
        row["received_on"] = people.received(rng, row["channel"]).isoformat()
        row["consent"] = people.consent(rng, row["channel"], row["capacity"], row.get("organisation", ""))
    everybody = number(rng, [*rows, *letters(rng)])
    columns = ("reference_no", "channel", "received_on", "consent", *questions(), "letter_text")
    write_table(FOLDER / "responses.csv", columns, everybody)
    write_themes(rows, made)


if __name__ == "__main__":
    main()
