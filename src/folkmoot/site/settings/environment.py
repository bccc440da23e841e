"""Reads what an administrator set in the environment; what cannot be read is named, with the mend."""

from __future__ import annotations

import ipaddress
import os

from django.core.exceptions import ImproperlyConfigured

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def words(name: str) -> list[str]:
    """Several words with commas between, such as host names."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def number(name: str, usual: int) -> int:
    """A whole number, nought or more."""
    text = os.environ.get(name, "").strip()
    if not text:
        return usual
    if not (text.isascii() and text.isdigit()):
        raise ImproperlyConfigured(f"{name} is '{text}'. Set it to a whole number, such as {usual}, or leave it out.")
    return int(text)


def networks(name: str) -> list[Network]:
    """Addresses or networks with commas between."""
    found: list[Network] = []
    for part in words(name):
        try:
            found.append(ipaddress.ip_network(part, strict=False))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} holds '{part}', which is no network. Write addresses or networks such as 10.0.0.0/8, with "
                "commas between."
            ) from None
    return found
