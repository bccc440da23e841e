"""How sure a share is."""

from __future__ import annotations

from math import sqrt

# Two-sided 95 %: the 0.975 quantile of the standard normal distribution.
Z_95 = 1.959963984540054


def wilson(found: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """The interval (low, high), shares from 0 to 1, that holds the true share with the confidence that `z` stands for.

    Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 1927), which keeps its promise for small numbers and for shares
    near 0, where error rates lie. Nothing looked at tells nothing: (0, 1). ValueError unless 0 <= found <= of.
    """
    if not 0 <= found <= of:
        raise ValueError(f"{found} of {of} is no share.")
    if of == 0:
        return 0.0, 1.0
    share = found / of
    squared = z * z
    middle = share + squared / (2 * of)
    half = z * sqrt(share * (1 - share) / of + squared / (4 * of * of))
    scale = 1 + squared / of
    low = 0.0 if found == 0 else max(0.0, (middle - half) / scale)
    high = 1.0 if found == of else min(1.0, (middle + half) / scale)
    return low, high
