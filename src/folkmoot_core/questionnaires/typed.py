"""Read what somebody typed from a paper form: codes such as "1,3" for ticks, words as they stand.

A form that came on paper cannot be sent back. So more ticks than the question allows are no mistake of the typist: they
are typed as they stand, count as no valid answer to that question, and are kept under `spoiled`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from folkmoot_core.questionnaires.answers import DECLINED_FIELD, first_line, plain_key, tidy_lines
from folkmoot_core.questionnaires.forms import read_form
from folkmoot_core.questionnaires.model import Questionnaire
from folkmoot_core.questionnaires.paper import DECLINED_PRESS, NO_REPLY_PRESS, TypingField, typing_plan
from folkmoot_core.values import Fault

_CODES = frozenset({"one", "many", "order"})
# "+" keeps a field open for a tick too many; all of these only set codes apart.
_APART = re.compile(r"[\s,;+]+")
_DATE_PARTS = re.compile(r"[\s/.,-]+")


@dataclass(frozen=True)
class Typed:
    """What one typed form says.

    answers: fit answers as JSON values, not routed yet. spoiled: {field name: keys ticked}, too many to count.
    faults: what the typist must mend; `where` is the name of the typing field.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    spoiled: dict[str, list[str]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_typed(
    questionnaire: Questionnaire, data: Mapping[str, Sequence[str]], only: Collection[str] | None = None
) -> Typed:
    """Read the typing fields of these questions (None: all); `data` is {field name: posted values}.

    An empty field and "0" are no reply; "x" is "I do not wish to say" where the question offers it. Required questions
    are not insisted on.
    """
    form: dict[str, list[str]] = {}
    spoiled: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for stop in typing_plan(questionnaire):
        if only is not None and stop.question not in only:
            continue
        text = tidy_lines(next(iter(data.get(stop.name, ())), ""))
        if not text:
            continue
        if stop.declines and plain_key(text) == DECLINED_PRESS:
            form[stop.question] = [DECLINED_FIELD]
        elif stop.takes in _CODES:
            _read_codes(stop, text, form, spoiled, faults)
        elif stop.takes == "date":
            _read_date(stop, text, form, faults)
        else:
            form[stop.name] = [text]
    # Fields at fault are not in the form, so every fault of the form is one more.
    reading = read_form(questionnaire, form, only)
    names = {stop.name for stop in typing_plan(questionnaire)}
    for fault in reading.faults:
        where = fault.where if fault.where in names else fault.where.partition(".")[0]
        faults.append(Fault(where, fault.message, fault.mend))
    return Typed(reading.answers, spoiled, tuple(faults))


def write_typed(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, str]:
    """{field name: text} that `read_typed` reads as these answers again; but "x" alone, as words, is read as a cross
    where the question lets people decline, as it is on paper."""
    texts: dict[str, str] = {}
    for stop in typing_plan(questionnaire):
        value = answers.get(stop.name, answers.get(stop.question))
        if value is None:
            continue
        if isinstance(value, Mapping) and value.get("declined") is True:
            if stop.declines:
                texts[stop.name] = DECLINED_PRESS
        elif isinstance(value, Mapping):
            part = stop.name.partition(".")[2]
            if part in value:
                texts[stop.name] = _presses(stop, [value[part]]) if stop.takes in _CODES else str(value[part])
        elif stop.takes in _CODES:
            texts[stop.name] = _presses(stop, [value] if isinstance(value, str) else value)
        elif stop.takes == "date":
            texts[stop.name] = " ".join(reversed(value.split("-")))
        elif stop.name in answers:
            texts[stop.name] = str(answers[stop.name])
    return texts


def _presses(stop: TypingField, keys: Sequence[str]) -> str:
    press = {tick.value: tick.press or tick.value for tick in stop.ticks}
    return ",".join(press[key] for key in keys if key in press)


def _read_codes(
    stop: TypingField,
    text: str,
    form: dict[str, list[str]],
    spoiled: dict[str, list[str]],
    faults: list[Fault],
) -> None:
    codes = _codes(stop, text)
    if codes == [NO_REPLY_PRESS]:
        return
    keys: list[str] = []
    values = {tick.press: tick.value for tick in stop.ticks if tick.press} | {
        tick.value: tick.value for tick in stop.ticks if not tick.press
    }
    for code in codes:
        if code in (NO_REPLY_PRESS, DECLINED_PRESS):
            mend = "Type it alone, or take it out." if stop.declines or code == NO_REPLY_PRESS else "Take it out."
            faults.append(Fault(stop.name, f"“{code}” cannot stand beside ticks.", mend))
            return
        if code not in values:
            faults.append(Fault(stop.name, f"No option has the key “{code}”.", "Look at the keys beside the options."))
            return
        if values[code] in keys:
            faults.append(Fault(stop.name, f"“{code}” is typed twice.", "Type each tick once."))
            return
        keys.append(values[code])
    if len(keys) > stop.most:
        spoiled[stop.name] = keys
    elif stop.takes == "order":
        form.update({f"{stop.question}.{key}": [str(place)] for place, key in enumerate(keys, start=1)})
    else:
        form[stop.name] = keys


def _codes(stop: TypingField, text: str) -> list[str]:
    """The codes in a box: "1,3", "1 3" and "13" are the same. Options that have no key of their own are typed whole."""
    whole = {tick.value for tick in stop.ticks if not tick.press}
    found: list[str] = []
    for part in filter(None, _APART.split(text.casefold())):
        found.extend([part] if part in whole else part)
    return found


def _read_date(stop: TypingField, text: str, form: dict[str, list[str]], faults: list[Fault]) -> None:
    parts = [part for part in _DATE_PARTS.split(first_line([text])) if part]
    if len(parts) != 3:
        faults.append(Fault(stop.name, "The date needs a day, a month and a year.", "For example 27 3 2011."))
        return
    if len(parts[0]) == 4:
        parts.reverse()
    form.update({f"{stop.name}.{name}": [part] for name, part in zip(("day", "month", "year"), parts, strict=True)})
