"""Student's t and Fisher's F. scipy is loaded when one is asked for: it is as large as all that we load with it."""

from __future__ import annotations

from typing import Any


def below_t(degrees: Any, t: Any) -> Any:
    """The share of Student's distribution below `t`."""
    from scipy.special import stdtr  # noqa: PLC0415 – see above

    return stdtr(degrees, t)


def quantile_of_t(degrees: Any, share: Any) -> Any:
    """Where `share` of Student's distribution lies below."""
    from scipy.special import stdtrit  # noqa: PLC0415 – see above

    return stdtrit(degrees, share)


def above_f(numerator: Any, denominator: Any, f: Any) -> Any:
    """The share of Fisher's distribution above `f`."""
    from scipy.special import fdtrc  # noqa: PLC0415 – see above

    return fdtrc(numerator, denominator, f)
