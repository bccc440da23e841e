"""Recount the synthetic responses against every published figure, and check that the pack's files agree.

``python tools/kent_2011/verify.py`` prints each difference and ends with a failure if there is any. It needs nothing
but the pack.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import yaml
from tables import PACK, read_table

FOLDER = PACK / "consultations" / "vision-2011"
DECLINED = "Do not wish to say"
Row = dict[str, str]


def spoken(answer: str) -> str:
    """An answer under the key the published table uses."""
    return {"": "no_reply", DECLINED: "declined"}.get(answer, answer)


class Recount:
    """Counts of the responses, question by question."""

    def __init__(self) -> None:
        self.rows = read_table(FOLDER / "responses.csv")
        self.forms = [row for row in self.rows if row["channel"] in ("web", "paper")]
        self.themes = read_table(FOLDER / "themes.csv")
        self.special: dict[str, Callable[[str, str], int]] = {
            "responses": lambda item, group: len(self.rows),
            "channel": self.channel,
            "organisation": lambda item, group: sum(
                1 for r in self.forms if r["capacity"] == item and r["organisation"]
            ),
            "theme": lambda item, group: sum(1 for t in self.themes if t["theme"] == item),
            "suggestions": self.suggestions,
            "district": lambda item, group: round(len(self.forms) / 12),
            "age_by_gender": self.age_by_gender,
        }

    def asked(self) -> list[Row]:
        """Those who were asked about themselves."""
        return [row for row in self.forms if row["capacity"] in ("public", "other")]

    def channel(self, item: str, group: str) -> int:
        """Responses by channel; written ones are letters and e-mails."""
        wanted = {"written": ("letter", "email"), "post": ("paper", "letter")}.get(item, (item,))
        return sum(1 for row in self.rows if row["channel"] in wanted)

    def suggestions(self, item: str, group: str) -> int:
        """Suggestions, or the people who made them."""
        return len({t["reference_no"] for t in self.themes}) if item == "people" else len(self.themes)

    def age_by_gender(self, item: str, group: str) -> int:
        """One cell of the table, or a total."""
        return sum(
            1
            for row in self.asked()
            if item in ("base", spoken(row["age"])) and group in ("total", spoken(row["gender"]))
        )

    def count(self, table: str, item: str, group: str) -> int:
        """The count that answers a published figure."""
        if table in self.special:
            return self.special[table](item, group)
        if table.endswith("_rank"):
            ticks = Counter(key for row in self.forms for key in row[table.removesuffix("_rank")].split(";") if key)
            return 1 + sum(1 for other in ticks.values() if other > ticks[item])
        rows = self.asked() if table in ("gender", "age") else self.forms
        return sum(1 for row in rows if item in [spoken(key) for key in row[table].split(";")])


def differences(recount: Recount) -> Iterator[str]:
    """Published figures that the responses do not give."""
    for line in read_table(FOLDER / "published_figures.csv"):
        where = f"{line['table']} {line['item']} {line['group']}".strip()
        found = recount.count(line["table"], line["item"], line["group"])
        if line["count"] and not agrees(line["rule"], Decimal(line["count"]), Decimal(found)):
            yield f"{where}: printed {line['count']} ({line['rule']}), counted {found}"
        if line["percent_as_printed"]:
            printed = Decimal(line["percent_as_printed"])
            percent = Decimal(100 * found) / Decimal(line["base"])
            shown = percent.quantize(printed, ROUND_HALF_UP)
            if not agrees("about" if line["rule"] == "about" else "exact", printed, shown):
                yield f"{where}: printed {printed}%, counted {percent:.3f}%"


def agrees(rule: str, printed: Decimal, found: Decimal) -> bool:
    """Whether a count bears a printed figure out: about is within a tenth; differs must differ."""
    if rule == "over":
        return found > printed
    if rule == "about":
        return abs(found - printed) <= printed / 10
    return found != printed if rule == "differs" else found == printed


def faults(recount: Recount) -> Iterator[str]:
    """Responses that break the questionnaire or the plan."""
    document: dict[str, Any] = yaml.safe_load((FOLDER / "questionnaire.yaml").read_text(encoding="utf-8"))
    plan: dict[str, Any] = yaml.safe_load((FOLDER / "consultation.yaml").read_text(encoding="utf-8"))
    if len({row["reference_no"] for row in recount.rows}) != len(recount.rows):
        yield "a reference number stands twice"
    for row in recount.rows:
        if not plan["opens"] <= date.fromisoformat(row["received_on"]) <= plan["closes"]:
            yield f"{row['reference_no']}: received {row['received_on']}, outside the consultation"
        for section in document["sections"]:
            for question in section["questions"]:
                yield from (
                    f"{row['reference_no']} {question['key']}: {fault}" for fault in wrong(row, section, question)
                )
        if row["letter_text"] and any(row[q["key"]] for s in document["sections"] for q in s["questions"]):
            yield f"{row['reference_no']}: a letter answers a coded question"


def wrong(row: Row, section: dict[str, Any], question: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one answer."""
    answer = row[question["key"]]
    if answer and row["capacity"] not in section.get("for", [row["capacity"]]):
        yield f"answered though not asked of {row['capacity']}"
    if not question["kind"].startswith("choose") or not answer or (answer == DECLINED and question.get("declines")):
        return
    keys = answer.split(";")
    if unknown := set(keys) - {option["key"] for option in question["options"]}:
        yield f"no such option {sorted(unknown)}"
    if len(keys) > question.get("max_choices", 1) or len(set(keys)) != len(keys):
        yield f"too many choices: {answer}"


def theme_faults(recount: Recount) -> Iterator[str]:
    """Themes whose words or numbers do not match the answers."""
    answers = {row["reference_no"]: row for row in recount.rows}
    for line in recount.themes:
        if line["words"] not in answers[line["reference_no"]][line["question"]]:
            yield f"{line['reference_no']} {line['question']}: does not hold “{line['words']}”"
    for theme in yaml.safe_load((FOLDER / "themes.yaml").read_text(encoding="utf-8")):
        lines = [line["reference_no"] for line in recount.themes if line["theme"] == theme["key"]]
        if (
            sorted(lines) != sorted(theme["about"])
            or len(lines) != theme["suggestions"]
            or len(set(lines)) != len(lines)
        ):
            yield f"theme {theme['key']}: themes.yaml and themes.csv disagree"


def main() -> int:
    """Print every difference; 0 if there is none."""
    recount = Recount()
    found = [*differences(recount), *faults(recount), *theme_faults(recount)]
    for line in found:
        print(line)
    figures = len(read_table(FOLDER / "published_figures.csv"))
    print(f"{figures} published figures, {len(recount.rows)} responses: {len(found) or 'no'} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
