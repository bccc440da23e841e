"""Which percentages whole numbers have: of three complaints 0, 33, 67 and 100 per cent can be in time, and no other."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from folkmoot_core.reconcile.figures import Figure

_HUNDRED = Decimal(100)


def fits(percentage: Decimal, step: Decimal, whole: int) -> bool:
    """Whether some number of `whole` is the percentage, rounded or cut off at its last place `step`."""
    if whole <= 0:
        return False
    nearest = int(percentage * whole / _HUNDRED)
    shares = [count * _HUNDRED / whole for count in (nearest, nearest + 1) if count <= whole]
    return any(percentage - step / 2 <= share < percentage + step for share in shares)


def of_whole_numbers(figure: Figure, whole: int) -> tuple[Decimal, str] | None:
    """None where it fits, else the nearest percentage that does, and why this one does not."""
    printed = figure.number
    if printed is None or fits(printed, figure.step, whole):
        return None
    nearest = min(int(printed * whole / _HUNDRED), whole)
    shares = {count: count * _HUNDRED / whole for count in (nearest, nearest + 1) if count <= whole}
    closest = min(shares.values(), key=lambda share: abs(share - printed))
    told = " and ".join(f"{count} is {share.quantize(figure.step / 10):f}%" for count, share in shares.items())
    return closest.quantize(figure.step, ROUND_HALF_UP), f"No number of {whole} is {figure.printed}: {told}."


def rest_of(whole: int, others: Sequence[Figure]) -> str:
    """Why nothing can be left of `whole` beside those whose percentages `others` are; "" where something can."""
    numbers = [(each.number, each.step) for each in others if each.number is not None]
    alone = [count for count in range(1, whole + 1) if all(fits(number, step, count) for number, step in numbers)]
    if not numbers or not alone or min(alone) < whole:
        return ""
    shown = " and ".join(each.printed for each in others)
    return f"There is nothing to be a share of: of the {whole} counted together, {shown} fit only all {whole}."
