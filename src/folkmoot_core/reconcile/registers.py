"""What a pack's own registers break by themselves: who sits on a board against its terms, how long a consultation ran,
how long before a meeting its papers went out, and who a plan is said to belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from folkmoot_core.agendas.clear_days import LAW, count_clear_days
from folkmoot_core.calendars import CalendarEnds, national
from folkmoot_core.composition import Board, Rule, Seat, Terms, check_board, contradictions, read_terms
from folkmoot_core.composition import Finding as Composed
from folkmoot_core.composition import Verdict as Kept
from folkmoot_core.packfiles import PartialDate, Report, Row, YamlMap, parse_day, parse_partial, read_csv, read_yaml
from folkmoot_core.packfiles.documents import read_yaml_list
from folkmoot_core.reconcile.arithmetic import Finding
from folkmoot_core.reconcile.figures import Check

_WEEK = 7
_TO_FOLLOW = "to_follow"
# What a list of members can show by itself; the other kinds of rule need records of what happened.
_SHOWN_BY_MEMBERS = ("seats", "apart")
# Words of names that tell nothing apart, and how many others two names must share to be taken for one.
_SMALL = frozenset({"a", "and", "for", "in", "of", "the", "to"})
_ENOUGH = 2


def check_registers(pack: Path, report: Report) -> list[Finding]:
    """Every rule that the registers of a pack show to be broken."""
    return [
        *_boards(pack, report),
        *_consultations(pack, report),
        *_meetings(pack, report),
        *_plans(pack, report),
    ]


def _boards(pack: Path, report: Report) -> Iterator[Finding]:
    folder, members = pack / "partnerships" / "terms", pack / "bodies" / "memberships.csv"
    if not (folder.is_dir() and members.is_file()):
        return
    names = _names(pack / "bodies" / "organisations.csv", report)
    seated: dict[str, list[Row]] = defaultdict(list)
    for row in read_csv(members, report, (), extra=True):
        seated[row.get("organisation", "")].append(row)
    on = {body: frozenset(row.get("person", "") for row in rows) for body, rows in seated.items()}
    for path in sorted(folder.glob("*.yaml")):
        terms = read_terms(path, report)
        for body in terms.bodies:
            if seated.get(body):
                seats = tuple(_seat(row, on) for row in seated[body])
                printed = {row.get("person", ""): row.get("source", "") for row in seated[body]}
                yield from _board(Board(body, names.get(body, body), seats), terms, printed)


def _seat(row: Row, on: Mapping[str, frozenset[str]]) -> Seat:
    also_on = frozenset(body for body, people in on.items() if row.get("person", "") in people)
    person, role, tier, category, standing, party = (
        row.get(name, "").strip() for name in ("person", "role", "tier", "category", "standing", "party")
    )
    starts, ends = (parse_partial(row.get(name, "")) for name in ("start_date", "end_date"))
    return Seat(
        person, role, tier, category, standing, party, row.get("on_behalf_of", ""), starts, ends, also_on=also_on
    )


def _board(board: Board, terms: Terms, printed: Mapping[str, str]) -> Iterator[Finding]:
    """On the last day on which somebody joined: then the list is as it was printed."""
    joined = [seat.starts.last for seat in board.seats if isinstance(seat.starts, PartialDate)]
    day = max(joined, default=date.max)
    rules = {rule.key: rule for rule in terms.rules if rule.kind in _SHOWN_BY_MEMBERS}
    broken = [each for each in check_board(board, rules.values(), day, terms.waivers) if each.verdict == Kept.BROKEN]
    for found in broken:
        if _only_sums_up(found, broken, rules):
            continue
        listed = [printed.get(name, "") for name in found.names] or list(printed.values())
        sources = tuple(dict.fromkeys(filter(None, (*listed, found.source or terms.source))))
        what = f"{board.name}: {rules[found.rule].words}"
        count, limit = Decimal(len(found.names)), _limit(rules[found.rule], len(found.names))
        yield Finding(str(Check.RULE), what, count, limit, count - limit, found.sentence, sources)
    for words in contradictions(tuple(rules.values()), day):
        whole, parts = _whole(rules.values(), words)
        yield Finding(str(Check.TOTAL), f"{board.name}: {whole.words}", *_apart(whole, parts), words, (terms.source,))


def _only_sums_up(found: Composed, broken: Sequence[Composed], rules: Mapping[str, Rule]) -> bool:
    """Whether it is broken by just as much as the rules on some of its members together: they have said it."""
    apart = {each.rule: len(each.names) - _limit(rules[each.rule], len(each.names)) for each in broken}
    parts = [each for each in broken if set(each.names) < set(found.names)]
    return bool(parts) and sum(apart[each.rule] for each in parts) == apart[found.rule]


def _limit(rule: Rule, count: int) -> Decimal:
    most, least = rule.settings.get("most"), rule.settings.get("least") or 0
    return Decimal(most if most is not None and count > most else least)


def _whole(rules: Iterable[Rule], words: str) -> tuple[Rule, list[Rule]]:
    """The rule and its parts that a contradiction names."""
    named = [rule for rule in rules if rule.kind == "seats" and rule.words in words]
    whole = max(named, key=lambda rule: rule.settings.get("most") or 0)
    return whole, [rule for rule in named if rule is not whole]


def _apart(whole: Rule, parts: list[Rule]) -> tuple[Decimal, Decimal, Decimal]:
    printed = Decimal(whole.settings.get("most") or 0)
    expected = Decimal(sum(rule.settings.get("least") or 0 for rule in parts))
    return printed, expected, printed - expected


def _consultations(pack: Path, report: Report) -> Iterator[Finding]:
    least, rule = _least_days(pack, report)
    for path in sorted((pack / "consultations").glob("*/consultation.yaml")):
        document = read_yaml(path, report)
        opens, closes = (parse_day(document.text(name, blank=True)) for name in ("opens", "closes"))
        if opens is None or closes is None or not least:
            continue
        days = (closes - opens).days + 1
        if days < least:
            title = document.text("title", blank=True)
            words = f"Open from {opens} to {closes}: {days} days. {rule}"
            source = document.text("source", blank=True) or title
            what = f"How long “{title}” was open, in days"
            yield Finding(str(Check.RULE), what, Decimal(days), Decimal(least), Decimal(days - least), words, (source,))


def _least_days(pack: Path, report: Report) -> tuple[int, str]:
    """The longest that a consultation has to be open, by the compact or by the county's own standard."""
    found = [(0, "")]
    if (pack / "compact" / "compact.yaml").is_file():
        document = read_yaml(pack / "compact" / "compact.yaml", report)
        for each in document.maps("rules", blank=True):
            weeks = each.whole("weeks", 1, blank=True)
            if each.text("rule", blank=True) == "written_consultation" and weeks:
                found.append((weeks * _WEEK, f"The compact promises {weeks} weeks, or a reason for less."))
    standards = read_yaml(pack / "pack.yaml", report).map("standards", blank=True)
    days = standards.whole("minimum_days", 1, blank=True) if "minimum_days" in standards else None
    if days:
        found.append((days, f"The county's own standard is {days} days, or a reason for less."))
    return max(found, key=lambda each: each[0])


def _meetings(pack: Path, report: Report) -> Iterator[Finding]:
    folder = pack / "meetings"
    if not (folder / "meetings.yaml").is_file() or not (folder / "rules.yaml").is_file():
        return
    rules = {each.text("body"): each for each in read_yaml_list(folder / "rules.yaml", report)}
    names = _names(pack / "bodies" / "organisations.csv", report)
    for meeting in read_yaml_list(folder / "meetings.yaml", report):
        rule = rules.get(meeting.text("body"))
        held, out = (parse_day(meeting.text(name, blank=True)) for name in ("date", "published_on"))
        if rule is None or held is None or out is None:
            continue
        needed = rule.whole("clear_days", 0, blank=True) or 0
        working = rule.text("days_counted", blank=True) != "all"
        what = f"{names.get(meeting.text('body'), meeting.text('body'))}, meeting of {held}"
        sources = (meeting.text("source", blank=True) or what, LAW)
        try:
            counted = count_clear_days(national("england-wales"), out, held, needed, working=working)
        except CalendarEnds:
            continue
        if not counted.in_time:
            yield _late(f"{what}: clear days of notice", counted.counted, needed, " ".join(counted.because), sources)
        yield from _papers(meeting, what, needed, sources)


def _papers(meeting: YamlMap, what: str, needed: int, sources: tuple[str, ...]) -> Iterator[Finding]:
    """Items whose papers were still to come when the agenda went out, and pages that overlap or leave a gap."""
    pages: list[tuple[int, int, str]] = []
    for item in meeting.maps("items", blank=True):
        name = f"{item.text('number', blank=True)} {item.text('title', blank=True)}"
        if item.text("delivery", blank=True) == _TO_FOLLOW:
            words = "The agenda went out without it; it needs as many clear days as the agenda."
            yield _late(f"{what}: clear days of notice of “{name}”", 0, needed, words, sources)
        if "pages" in item:
            ends = item.map("pages")
            first, last = ends.whole("from", blank=True), ends.whole("to", blank=True)
            if first and last:
                pages.append((first, last, name))
    for before, after in pairwise(sorted(pages)):
        if after[0] != before[1] + 1:
            words = f"“{before[2]}” ends on page {before[1]}."
            printed, expected = Decimal(after[0]), Decimal(before[1] + 1)
            title = f"{what}: first page of “{after[2]}”"
            yield Finding(str(Check.FORMULA), title, printed, expected, printed - expected, words, sources[:1])


def _late(what: str, counted: int, needed: int, words: str, sources: tuple[str, ...]) -> Finding:
    return Finding(str(Check.RULE), what, Decimal(counted), Decimal(needed), Decimal(counted - needed), words, sources)


def _plans(pack: Path, report: Report) -> Iterator[Finding]:
    """A plan of which one paper names another owner than the list of plans, or in the last edition another title."""
    folder = pack / "partnerships"
    if not ((folder / "plans.csv").is_file() and (folder / "matrix.csv").is_file()):
        return
    plans = {row.get("key", ""): row for row in read_csv(folder / "plans.csv", report, (), extra=True)}
    matrix = read_csv(folder / "matrix.csv", report, (), extra=True)
    editions = {row.get("source", "") for row in matrix}
    last = matrix[-1].get("version", "") if matrix else ""
    # What is known of these comes from an edition.
    not_listed = {key for key, row in plans.items() if row.get("source", "") in editions}
    lists = tuple(dict.fromkeys(row.get("source", "") for key, row in plans.items() if key not in not_listed))
    told: set[tuple[str, str, str]] = set()
    for row in matrix:
        plan = plans.get(row.get("plan", ""))
        for column in ("owner", "title") if row.get("version", "") == last else ("owner",):
            one, other = row.get(column, "").strip(), "" if plan is None else plan.get(column, "").strip()
            key = row.get("plan", ""), column, one
            if plan is None or not one or not other or _alike(one, other) or key in told or plan["key"] in not_listed:
                continue
            told.add(key)
            sources = tuple(dict.fromkeys((row.get("source", ""), plan.get("source", ""))))
            what = f"{column.capitalize()} of the plan “{row.get('title', '')}”"
            words = f"The list of plans names another {column}."
            yield Finding(str(Check.SOURCES), what, one, other, None, words, sources)
    yield from _not_in_the_list(matrix, last, not_listed, lists)


def _not_in_the_list(
    matrix: Iterable[Row], last: str, not_listed: Collection[str], lists: tuple[str, ...]
) -> Iterator[Finding]:
    """Plans of the last edition that the list of plans leaves out."""
    for row in matrix:
        if lists and row.get("version", "") == last and row.get("plan", "") in not_listed:
            what = f"Plan “{row.get('title', '')}” in the list of plans"
            words = "It stands in the last edition; the list leaves it out."
            sources = tuple(filter(None, (row.get("source", ""), *lists)))
            yield Finding(str(Check.LIST), what, "not listed", "listed", None, words, sources)


def _alike(one: str, other: str) -> bool:
    """Whether one of two names may be short for the other, or both name the same part of the same body."""
    first, second = (set(re.findall(r"[\w']+", name.casefold().replace("&", "and"))) - _SMALL for name in (one, other))
    initials = ["".join(word[0] for word in name.split()).casefold() for name in (one, other)]
    return (
        first <= second
        or second <= first
        or len(first & second) >= _ENOUGH
        or initials[1] in first
        or initials[0] in second
    )


def _names(path: Path, report: Report) -> dict[str, str]:
    if not path.is_file():
        return {}
    return {row.get("key", ""): row.get("name", "") for row in read_csv(path, report, (), extra=True)}
