"""Fill columns of answers so that their counts come out exactly as wanted."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence


def deal(rng: random.Random, counts: Mapping[str, int], size: int) -> list[str]:
    """A shuffled column of `size` answers holding each answer exactly as often as `counts` says.

    What the counts leave over stays blank (no reply). Raises ValueError if they ask for more than there is room for.
    """
    blank = size - sum(counts.values())
    if blank < 0:
        raise ValueError(f"{sum(counts.values())} answers do not fit {size} people")
    column = [answer for answer, count in counts.items() for _ in range(count)] + [""] * blank
    rng.shuffle(column)
    return column


def tick_numbers(rng: random.Random, total: int, size: int, blank: int) -> list[int]:
    """How many of two boxes each person ticks, so that the ticks add up; `blank` people tick none."""
    single = 2 * (size - blank) - total
    if not 0 <= single <= size - blank:
        raise ValueError(f"{total} ticks cannot be made by {size} people of whom {blank} tick none")
    numbers = [0] * blank + [1] * single + [2] * (size - blank - single)
    rng.shuffle(numbers)
    return numbers


def choose_two(
    rng: random.Random,
    counts: Mapping[str, int],
    blank: int,
    leanings: Sequence[Mapping[str, float]],
) -> list[tuple[str, ...]]:
    """For each person up to two different options; each option is ticked exactly `counts` times.

    `leanings` gives, person by person, how much likelier than others an option is (1.0 when not named). An option
    that everyone still to come must tick is taken first, which is what keeps the counts reachable.
    """
    left = dict(counts)
    numbers = tick_numbers(rng, sum(counts.values()), len(leanings), blank)
    order = sorted(range(len(leanings)), key=lambda person: (numbers[person] == 2, rng.random()))
    chosen: list[tuple[str, ...]] = [()] * len(leanings)
    for done, person in enumerate(order):
        to_come = sum(1 for later in order[done:] if numbers[later] > 0)
        picks = [key for key, number in left.items() if number == to_come][: numbers[person]]
        while len(picks) < numbers[person]:
            open_keys = [key for key, number in left.items() if number > 0 and key not in picks]
            weights = [left[key] * leanings[person].get(key, 1.0) for key in open_keys]
            picks.append(rng.choices(open_keys, weights)[0])
        for key in picks:
            left[key] -= 1
        chosen[person] = tuple(sorted(picks))
    if any(left.values()):
        raise ValueError(f"ticks left over: {left}")
    return chosen
