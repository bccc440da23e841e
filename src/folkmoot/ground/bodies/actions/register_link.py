"""Pages about bodies in other apps, which lie above this one and so tell it of themselves."""

from __future__ import annotations

from ..enums import BODY_LINKS, BodyLink


def register_body_link(link: BodyLink) -> None:
    """The page of each body that meets links there: `link(body)` is (words, address). Called once, from `ready()`."""
    if link not in BODY_LINKS:
        BODY_LINKS.append(link)
