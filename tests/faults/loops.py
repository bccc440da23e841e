"""Clients that ask at the same moment, in a thread of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """What `asyncio.run` gives. A thread that has driven a browser has a loop already, and can have no other."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
