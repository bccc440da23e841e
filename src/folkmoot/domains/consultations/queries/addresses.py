"""Which words in the addresses below /consultations/ are pages, so that no consultation may have them."""

from __future__ import annotations

from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

NAMESPACE = "consultations"


@cache
def words_taken() -> frozenset[str]:
    """The first words of this app's own addresses (new, desk, outcomes …), as urls.py has them."""
    for found in get_resolver().url_patterns:
        if isinstance(found, URLResolver) and found.namespace == NAMESPACE:
            firsts = {_first_word(pattern) for pattern in found.url_patterns}
            return frozenset(word for word in firsts if word and "<" not in word)
    raise LookupError(f"No addresses are named “{NAMESPACE}”.")


def _first_word(pattern: URLPattern | URLResolver) -> str:
    return str(pattern.pattern).partition("/")[0]
