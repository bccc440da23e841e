"""The secret that names one filling-in of a form for residents, so that the same post twice is one arrival."""

from __future__ import annotations

import time

from folkmoot.ground.base.public import new_key

from ..policies import is_form_key


def new_form_key() -> str:
    """When the form was opened, and 128 random bits."""
    return f"{int(time.time()):x}.{new_key()}"


def form_key(posted: str) -> str:
    """The key in a post; a fresh one where somebody took it out, so that nothing is refused for that."""
    return posted if is_form_key(posted) else new_form_key()


def seconds_since(key: str) -> float | None:
    """How long ago the form with this key was opened; None where the key does not say."""
    opened, _dot, _secret = key.partition(".")
    try:
        return max(0.0, time.time() - int(opened, 16))
    except ValueError:
        return None
