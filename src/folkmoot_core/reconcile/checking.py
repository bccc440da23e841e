"""Hold every published figure against what it should agree with. A finding comes only where no reading of the printed
figures, however they were rounded, lets them agree; it says by how much and what would explain it, never who is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from folkmoot_core.packfiles import PartialDate
from folkmoot_core.reconcile.arithmetic import Finding, check_percentage, check_sum
from folkmoot_core.reconcile.classes import check_classes
from folkmoot_core.reconcile.figures import Book, Check, Figure, Qualifier, Relation, Span
from folkmoot_core.reconcile.left_out import check_left_out
from folkmoot_core.reconcile.means import check_weighted
from folkmoot_core.reconcile.numbering import check_numbering
from folkmoot_core.reconcile.numbers import number_in
from folkmoot_core.reconcile.whole_numbers import of_whole_numbers, rest_of

_NEVER_FILLED = re.compile(r"X{2,}|\?{2,}")
_HUNDRED = Decimal(100)


def check_figures(book: Book) -> list[Finding]:
    """Every finding of the book, in the order of its figures and of the relations of each."""
    found: list[Finding] = []
    for figure in book.values():
        if figure.printed and _NEVER_FILLED.search(figure.printed):
            words, meant = "What was to be filled in stands as it was drafted.", "a figure"
            if "?" in figure.printed:
                words, meant = "A question about the draft stands in print.", "what is meant"
            found.append(_worded(Check.MISSING, figure, (figure.printed, meant), _told(words, figure), ()))
        for relation in figure.relations:
            found.extend(_CHECKS[relation.check](book, figure, relation))
    return [*found, *check_left_out(book), *check_numbering(book), *check_classes(book)]


def _total(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    parts = {key: book[key.removeprefix("-")] for key in relation.inputs}
    signs = {key: Fraction(-1 if key.startswith("-") else 1) for key in parts}
    if relation.limit:
        yield from _hundred(figure, parts.values())
        return
    if figure.number is None or not any(part.number is not None for part in parts.values()):
        return
    whole, spans = figure.span, [(signs[key], part.span) for key, part in parts.items() if part.span is not None]
    low = sum((min(sign * span.low, sign * span.high) for sign, span in spans), Fraction(0))
    high = sum((max(sign * span.low, sign * span.high) for sign, span in spans), Fraction(0))
    if whole is None or whole.meets(Span(low, high)):
        return
    named = {_short(part, figure): part.number for part in parts.values()}
    if len(named) < len(parts):
        named = {part.what: part.number for part in parts.values()}
    numbers = {name: None if number is None else number for name, number in named.items()}
    negative = {_short(parts[key], figure) for key in parts if signs[key] < 0}
    signed = {name: -number if number is not None and name in negative else number for name, number in numbers.items()}
    sources = _sources(figure, parts.values())
    finding = check_sum(figure.what, figure.number, signed, sources)
    if finding is not None:
        shown = " + ".join(f"{number.normalize():,f}" for number in signed.values() if number)
        words = f"{shown} = {_plain(finding.expected)}." if len(signed) <= _FEW else ""
        slip = _digit(figure.number, finding.expected)
        explanation = " ".join(filter(None, (words, finding.explanation, slip)))
        yield replace(finding, check=str(Check.TOTAL), explanation=_told(explanation, figure))


_FEW = 8


def _hundred(figure: Figure, parts: Iterable[Figure]) -> Iterator[Finding]:
    """Shares of one whole: 100, as far as rounding allows."""
    known = [part for part in parts if part.number is not None]
    low = sum((part.span.low for part in known if part.span), Fraction(0))
    high = sum((part.span.high for part in known if part.span), Fraction(0))
    if known and not low <= _HUNDRED <= high:
        total = sum((part.number or Decimal(0) for part in known), Decimal(0))
        title = figure.what.partition(":")[0]
        yield Finding(
            str(Check.TOTAL),
            f"{title}: shares from “{_short(known[0], figure)}” to “{_short(known[-1], figure)}”",
            total,
            _HUNDRED,
            total - _HUNDRED,
            "Shares of one whole add up to 100.",
            _sources(figure, known),
        )


def _part(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    whole = book[relation.inputs[0]]
    if figure.span is None or whole.span is None or figure.span.low <= whole.span.high:
        return
    words = f"A part of “{whole.what}” cannot be more than the whole."
    yield _numbered(Check.PART, figure, whole.number or Decimal(0), words, (whole,))


def _outside(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    if relation.limit:
        yield from check_weighted(book, figure, relation)
        return
    parts = [book[key] for key in relation.inputs if book[key].number is not None]
    spans = [part.span for part in parts if part.span is not None]
    if figure.span is None or figure.number is None or len(spans) < _TWO:
        return
    lowest, highest = min(parts, key=_number), max(parts, key=_number)
    within = figure.span.meets(Span(min(span.low for span in spans), max(span.high for span in spans)))
    differ = _number(lowest) < _number(highest)
    if within and not (differ and _number(figure) in (_number(lowest), _number(highest))):
        return
    nearest = highest if _number(figure) >= _number(highest) else lowest
    least, most = _plain(_number(lowest)), _plain(_number(highest))
    told = f"Its parts are {least} and {most}, and it lies outside" if differ else f"All its parts are {least}"
    if within:
        nobody = lowest if nearest is highest else highest
        told = f"Its parts are {least} and {most}: it would need nobody in “{nobody.what}”"
    middle = (_number(lowest) + _number(highest)) / 2
    expected = _number(nearest) if not within else middle.quantize(figure.step, ROUND_HALF_UP)
    yield _numbered(Check.OUTSIDE, figure, expected, f"{told}.", parts)


_TWO = 2


def _percentage(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    of = [book[key] for key in relation.inputs]
    base = of[-1].number
    if figure.number is None or base is None or _may_be(figure, of):
        return
    if not base:
        words = "There is nothing to be a share of."
        yield _worded(Check.PERCENTAGE, figure, (figure.printed, "no percentage"), words, of)
    elif relation.limit == "rest":
        words = rest_of(int(base), [share for share in of[:-1] if share.number is not None])
        if words:
            yield _worded(Check.PERCENTAGE, figure, (figure.printed, "no percentage"), words, of)
    elif len(of) == 1:
        found = None if of[0].is_measured else of_whole_numbers(figure, int(base))
        if found is not None:
            yield _numbered(Check.PERCENTAGE, figure, *found, of)
    elif of[0].number is not None:
        told = check_percentage(figure.what, figure.number, of[0].number, base, _sources(figure, of))
        if told is not None:
            check = Check.CUT_OFF if told.check == "percentage cut off" else Check.PERCENTAGE
            yield replace(told, check=str(check), explanation=_told(told.explanation, figure))


def _may_be(figure: Figure, of: list[Figure]) -> bool:
    """Whether a share of “about 250” is what is printed, for some count or base that is so called."""
    count, base = of[0].span, of[-1].span
    if len(of) != _TWO or count is None or base is None or figure.span is None or base.low <= 0:
        return False
    if all(each.qualifier == Qualifier.EXACTLY for each in of):
        return False
    return figure.span.meets(Span(count.low * 100 / base.high, count.high * 100 / base.low))


def _formula(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    if relation.formula is None or figure.span is None:
        return

    def span(key: str) -> tuple[Fraction, Fraction] | None:
        return book[key].span

    def days(first: str, last: str) -> int | None:
        return _days(book[first], book[last])

    reckoned = relation.formula.span(span, days)
    if reckoned is None or figure.span.meets(Span(*reckoned)):
        return
    middle = (reckoned[0] + reckoned[1]) / 2
    expected = (Decimal(middle.numerator) / Decimal(middle.denominator)).quantize(figure.step, ROUND_HALF_UP)
    inputs = [book[key] for key in relation.formula.keys]
    shown = relation.formula.text
    for each in sorted(inputs, key=lambda each: -len(each.key)):
        number = each.printed if each.number is None or number_in(each.printed) is not None else _plain(each.number)
        shown = shown.replace(f"[{each.key}]", number).replace(each.key, number)
    words = f"{shown.replace(' * ', ' × ')} = {_plain(expected)}. {relation.words}".strip()
    yield _numbered(Check.FORMULA, figure, expected, words, inputs)


def _agree(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    """Two sources of one measure; or an input of a formula, and where it is stated."""
    other = book[relation.inputs[0]]
    if figure.value is None or other.value is None:
        return
    words = _told(" ".join(filter(None, (f"The other source: {other.what}.", relation.words))), figure)
    if figure.number is not None and other.number is not None:
        # Printed alike, they must be the same; printed to different places, one may be the other rounded.
        alike = figure.step == other.step and figure.qualifier == other.qualifier == Qualifier.EXACTLY
        rounded = figure.span is not None and other.span is not None and figure.span.meets(other.span)
        if figure.number != other.number and (alike or not rounded):
            finding = _numbered(relation.check, figure, other.number, "", (other,))
            yield replace(finding, explanation=words)
    elif isinstance(figure.value, PartialDate) and isinstance(other.value, PartialDate):
        if figure.value.last < other.value.first or figure.value.first > other.value.last:
            yield _dated(relation.check, figure, (figure.value, other.value), words, other)
    elif _bare(str(figure.value)) != _bare(str(other.value)):
        yield _worded(relation.check, figure, (figure.printed, other.printed), words, (other,))


def _list(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    wanted = relation.matches.items()
    rows = [
        row for row in book.lists[relation.limit] if all(row.get(name, "").strip() == word for name, word in wanted)
    ]
    count = len(rows)
    if figure.span is None or figure.span.low <= count <= figure.span.high:
        return
    words = f"The list has {count}. {relation.words}".strip()
    finding = _numbered(Check.LIST, figure, Decimal(count), words, ())
    if not finding.difference:  # “Over 40” where there are 40.
        finding = replace(finding, printed=figure.printed, difference=None)
    listed = (
        row.get("source", "") for row in rows if all(row.get(k, "").strip() == v for k, v in relation.matches.items())
    )
    yield replace(finding, sources=tuple(dict.fromkeys(filter(None, (*finding.sources, *listed)))))


def _dates(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    other = book[relation.inputs[0]]
    if not (isinstance(figure.value, PartialDate) and isinstance(other.value, PartialDate)):
        return
    if relation.limit == "before" and figure.value.last < other.value.first:
        words = f"It comes before: {other.what}. {relation.words}"
    elif relation.limit == "after" and figure.value.first > other.value.last:
        words = f"It comes after: {other.what}. {relation.words}"
    else:
        return
    yield _dated(Check.DATES, figure, (figure.value, other.value), _told(words.strip(), figure), other)


def _rule(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    limit = book.get(relation.inputs[0])
    bound = number_in(relation.inputs[0]) if limit is None else limit.number
    if figure.span is None or bound is None:
        return
    if relation.limit == "least" and figure.span.high < bound:
        words = f"At least {_plain(bound)} {_are(bound)} needed. {relation.words}"
    elif relation.limit == "most" and figure.span.low > bound:
        words = f"At most {_plain(bound)} {_are(bound)} allowed. {relation.words}"
    else:
        return
    yield _numbered(Check.RULE, figure, bound, words.strip(), () if limit is None else (limit,))


def _missing(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    """Nothing where something must be; or no share, though there is something to be a share of."""
    if not relation.inputs:
        if figure.value is None:
            words = " ".join(filter(None, ("Nothing is printed.", relation.words)))
            pair = (figure.printed or "nothing", relation.limit)
            yield _worded(Check.MISSING, figure, pair, _told(words, figure), ())
        return
    base, *beside = (book[key] for key in relation.inputs)
    others = [each for each in beside if each.number is not None]
    if figure.number is None and base.number and not others and relation.limit == "all":
        words = f"{_there(base.number)}, and no share of them is printed."
        yield _worded(Check.MISSING, figure, (figure.printed or "nothing", "a percentage"), words, (base,))
    if figure.number is None and base.number and others:
        words = f"{_there(base.number)}, and {_short(others[0], base)} is printed: {others[0].printed}."
        yield _worded(Check.MISSING, figure, (figure.printed or "nothing", "a percentage"), words, (base, *others))


_CHECKS: Mapping[Check, Callable[[Book, Figure, Relation], Iterator[Finding]]] = {
    Check.TOTAL: _total,
    Check.PART: _part,
    Check.OUTSIDE: _outside,
    Check.PERCENTAGE: _percentage,
    Check.FORMULA: _formula,
    Check.SOURCES: _agree,
    Check.INPUT: _agree,
    Check.LIST: _list,
    Check.DATES: _dates,
    Check.RULE: _rule,
    Check.MISSING: _missing,
}


def _numbered(check: Check, figure: Figure, expected: Decimal, words: str, others: Iterable[Figure]) -> Finding:
    printed = _number(figure)
    sources = _sources(figure, others)
    return Finding(str(check), figure.what, printed, expected, printed - expected, _told(words, figure), sources)


def _worded(
    check: Check, figure: Figure, printed_expected: tuple[str, str], words: str, others: Iterable[Figure]
) -> Finding:
    return Finding(str(check), figure.what, *printed_expected, None, words, _sources(figure, others))


def _dated(check: Check, figure: Figure, dates: tuple[PartialDate, PartialDate], words: str, other: Figure) -> Finding:
    printed, expected = dates
    apart = Decimal((printed.first - expected.first).days)
    return Finding(str(check), figure.what, str(printed), str(expected), apart, words, _sources(figure, (other,)))


def _days(first: Figure, last: Figure) -> int | None:
    """How many days, both counted; None where either is no whole date."""
    ends: list[date] = []
    for each in (first.value, last.value):
        if not isinstance(each, PartialDate) or each.day is None:
            return None
        ends.append(each.first)
    return (ends[1] - ends[0]).days + 1


def _sources(figure: Figure, others: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (figure.source, *(other.source for other in others)))))


def _told(words: str, figure: Figure) -> str:
    note = figure.note if not figure.note or figure.note.endswith(".") else f"{figure.note}."
    return " ".join(filter(None, (words, note)))


def _short(part: Figure, whole: Figure) -> str:
    """What a part is called beside its whole: the label of its row or column in a table, else its own words."""
    if "|" not in part.key or "|" not in whole.key:
        return part.what
    _table, row, column = part.key.split("|", 2)
    return row if whole.key.endswith(f"|{column}") else column


def _number(figure: Figure) -> Decimal:
    return figure.number if figure.number is not None else Decimal(0)


def _plain(value: Decimal | str) -> str:
    return value if isinstance(value, str) else f"{value.normalize():,f}"


def _are(count: Decimal) -> str:
    return "is" if count == 1 else "are"


def _there(count: Decimal) -> str:
    return f"There {'was' if count == 1 else 'were'} {_plain(count)}"


def _digit(printed: Decimal, expected: Decimal | str) -> str:
    """One digit apart is likely a slip of the pen."""
    one, two = f"{printed:f}", f"{expected:f}" if isinstance(expected, Decimal) else expected
    if len(one) == len(two) > _TWO and sum(a != b for a, b in zip(one, two, strict=True)) == 1:
        return "One digit differs."
    return ""


def _bare(text: str) -> str:
    """Words without what two prints of them may differ in: case, signs, “and” for “&”."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("&", " and ")))
