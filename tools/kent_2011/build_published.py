"""Write down every figure that the 2011 papers printed, keyed so that a count of the responses can be set beside it.

Run once with the source tables beside the repository: ``python tools/kent_2011/build_published.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

import published_counts as counts
import yaml
from comments import WORDS
from tables import PACK, write_table

COLUMNS = ("table", "item", "group", "count", "percent_as_printed", "base", "rule", "source", "note")
APPENDIX = "Scrutiny papers, 15 September 2011: item B6, Appendix 4"
REPORT = "Scrutiny papers, 15 September 2011: item B6"
SUPPLEMENT = "Scrutiny supplement, 15 September 2011: item B6"
Figure = dict[str, object]


def figure(table: str, item: str, source: str, **rest: object) -> Figure:
    """One printed figure; the rule is exact for a count alone and rounded where a percentage was printed."""
    row: Figure = {
        "table": table,
        "item": item,
        "source": source,
        "rule": "rounded" if rest.get("percent_as_printed") else "exact",
    }
    return row | rest


def share(count: int, base: int) -> str:
    """A note that shows the unrounded percentage."""
    return f"{count} of {base} is {100 * count / base:.3f}%"


def totals() -> Iterator[Figure]:
    """How many answered, and how."""
    yield figure("responses", "all", APPENDIX, count=793, note="637 + 136 + 20; the paper calls its totals provisional")
    for item, count in (("web", counts.ONLINE), ("paper", counts.PAPER), ("written", counts.WRITTEN)):
        yield figure("channel", item, APPENDIX, count=count, note="written: letters and e-mails")
    yield figure(
        "channel",
        "post",
        f"{REPORT}, 2.4",
        count=100,
        rule="differs",
        note="The report says about 100 came by post; its own appendix counts 136 paper forms besides letters."
        " The appendix is followed.",
    )


def from_appendix() -> Iterator[Figure]:
    """Sector, the three choose-two tables, age by gender and feedback."""
    questions = {"1": "q1", "2": "q3", "3": "q5"}
    letters = {question: iter("abcdef") for question in questions.values()}
    for row in counts.printed():
        count = int(row["count"] or 0)
        if row["table"] == "sector":
            yield figure(
                "capacity",
                counts.CAPACITIES[row["item"]],
                APPENDIX,
                count=count,
                base=counts.BASE,
                percent_as_printed=row["percent_as_printed"],
                note=share(count, counts.BASE),
            )
        elif row["table"] == "ambition_priority":
            question = questions[row["ambition"]]
            yield figure(
                question,
                f"a{row['ambition']}{next(letters[question])}",
                APPENDIX,
                count=count,
                percent_as_printed=row["percent_as_printed"],
                base=counts.BASE,
                note=share(count, counts.BASE) + "; two ticks each, so the column adds up to more than 100",
            )
        elif row["table"] == "age_x_gender":
            yield figure(
                "age_by_gender",
                counts.AGES[row["item"]],
                APPENDIX,
                group=counts.SEXES[row["gender"]],
                count=count,
                base=594,
                note="asked of residents and others: 580 + 14",
            )
        elif row["table"] == "feedback_wanted":
            yield figure(
                "feedback",
                row["item"].lower(),
                APPENDIX,
                count=count,
                base=counts.BASE,
                percent_as_printed=row["percent_as_printed"],
                note=share(count, counts.BASE) + "; yes and no add up to 772: one gave no reply",
            )


def headlines() -> Iterator[Figure]:
    """Percentages of the report's own text, printed without counts; the base is the one that gives the figure."""
    place = f"{REPORT}, 2.6"
    yield figure(
        "capacity",
        "public",
        place,
        percent_as_printed="75",
        base=773,
        note="Called a share of all respondents; it is of the 773 forms (of 793 it would be 73.1)",
    )
    for item, percent, count in (
        ("female", "46.5", 276),
        ("male", "33", 197),
        ("declined", "13", 79),
        ("no_reply", "7", 42),
    ):
        yield figure(
            "gender",
            item,
            place,
            percent_as_printed=percent,
            base=594,
            note=share(count, 594) + "; called a share of respondents, but of those asked",
        )
    for item, percent, count in (("56-65", "23", 136), ("46-55", "20", 118)):
        yield figure(
            "age",
            item,
            place,
            percent_as_printed=percent,
            base=594,
            note=share(count, 594) + "; the report calls these two bands the majority, together they are 42.8%",
        )
    for item, percent, base, count in (("vc1", "59", 46, 27), ("bu1", "69", 13, 9), ("pc1", "73", 56, 41)):
        yield figure(
            item,
            "yes",
            place,
            percent_as_printed=percent,
            base=base,
            note=share(count, base) + "; printed without a count, and the only count that fits",
        )
    yield figure("feedback", "yes", place, percent_as_printed="54.5", base=773, note=share(421, 773))
    for item, count in (("parish", 56), ("public_sector", 64), ("voluntary", 46), ("business", 13)):
        yield figure("capacity", item, place, count=count, base=773)


def balances() -> Iterator[Figure]:
    """The one headline that can be read in two ways, as both."""
    place = f"{REPORT}, 2.6"
    yield figure(
        "balance",
        "yes",
        place,
        percent_as_printed="81",
        base=773,
        note="Printed without a count. 626 of 773 is 80.983%; 623 to 629 would all round to 81",
    )
    yield figure(
        "ps1",
        "yes",
        place,
        percent_as_printed="81",
        base=64,
        note="The appendix charts another wording for everybody; the balance question was put to public services."
        " 52 of 64 is 81.250%, so both readings hold here",
    )


def favourites() -> Iterator[Figure]:
    """The two actions ranked first and second in each ambition; whole percentages, but one."""
    for question, first, second in (
        ("q1", ("a1e", "56", 435), ("a1a", "48.5", 375)),
        ("q3", ("a2d", "56", 436), ("a2c", "48", 373)),
        ("q5", ("a3e", "41", 318), ("a3c", "41", 314)),
    ):
        for rank, (item, percent, count) in enumerate((first, second), 1):
            yield figure(
                question,
                item,
                f"{REPORT}, 2.7",
                percent_as_printed=percent,
                base=773,
                note=share(count, 773)
                + (
                    "; printed to the whole per cent here, to one decimal in the appendix" if "." not in percent else ""
                ),
            )
            yield figure(f"{question}_rank", item, f"{REPORT}, 2.7", count=rank, note="place by number of ticks")


def names_and_suggestions() -> Iterator[Figure]:
    """Who gave details, how many suggestions came, how many stand under each heading, how many a district."""
    for item, count in (("parish", 28), ("voluntary", 43), ("business", 11)):
        yield figure("organisation", item, APPENDIX, count=count, note="organisations that gave their details")
    yield figure(
        "suggestions",
        "people",
        f"{SUPPLEMENT}, 1",
        count=250,
        percent_as_printed="30",
        base=773,
        rule="about",
        note="Around 250 people, 30% of all respondents; 250 is 32.3% of 773 and 31.5% of 793",
    )
    yield figure("suggestions", "all", f"{REPORT}, 2.8", count=900, rule="over", note="over 900 suggestions")
    for theme in yaml.safe_load((WORDS / "themes.yaml").read_text(encoding="utf-8")):
        if theme["question"] == "q6":
            yield figure(
                "theme",
                theme["key"],
                f"{SUPPLEMENT}, 2",
                count=theme["suggestions"],
                note="comments under this heading; the seven add up to 234",
            )
    yield figure(
        "district",
        "average",
        f"{REPORT}, 3.4",
        count=70,
        rule="about",
        note="About 70 a district; 793 over twelve districts is 66.1, 773 is 64.4",
    )


def main() -> None:
    """Write published_figures.csv."""
    rows = [*totals(), *from_appendix(), *headlines(), *balances(), *favourites(), *names_and_suggestions()]
    write_table(PACK / "consultations/vision-2011/published_figures.csv", COLUMNS, rows)


if __name__ == "__main__":
    main()
