"""A crowd of clients in processes of their own, and what each of them saw."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .clients import Answers
from .real_site import ROOT, RealSite

PROCESSES = 2


@dataclass
class Seen:
    """Keys and references of the submissions whose received page came, keys of those cut off, and what went wrong."""

    received: list[tuple[str, str]] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    trouble: str = ""


def send_crowd(
    site: RealSite,
    slug: str,
    forms: list[Answers],
    *,
    submissions: int,
    clients: int = 32,
    program: str = "driving.clients",
    at_each: Callable[[int], None] = lambda _received: None,
) -> Seen:
    """`clients` connections at once submit `submissions` times in all. Returns when all have ended.

    `program` is what each client is: driving.clients answers a consultation, driving.reporters reports a problem.
    `at_each` is called with the number of received pages seen so far, each time that one more has come.
    """
    path = site.folder / "answers-of-the-crowd.json"
    path.write_text(json.dumps(forms), encoding="utf-8")
    seen, lock = Seen(), threading.Lock()
    share_of_clients, share_of_work = split_evenly(clients, PROCESSES), split_evenly(submissions, PROCESSES)
    crowd = [
        start_clients(
            site,
            slug,
            path,
            [share_of_clients[place], share_of_work[place], sum(share_of_work[:place])],
            program=program,
        )
        for place in range(PROCESSES)
    ]

    def read(process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            word, *rest = line.split()
            with lock:
                if word == "RECEIVED":
                    seen.received.append((rest[0], rest[1]))
                    at_each(len(seen.received))
                else:
                    seen.cut.append(rest[0])

    readers = [threading.Thread(target=read, args=[process]) for process in crowd]
    for reader in readers:
        reader.start()
    for reader, process in zip(readers, crowd, strict=True):
        reader.join()
        seen.trouble += process.stderr.read() if process.stderr else ""
        process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()
    return seen


def start_clients(
    site: RealSite, slug: str, answers: Path, numbers: list[int], *, program: str
) -> subprocess.Popen[str]:
    words = [str(site.port), slug, str(answers), *map(str, numbers)]
    return subprocess.Popen(
        [sys.executable, "-m", program, *words],
        cwd=ROOT / "benchmarks",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def split_evenly(total: int, parts: int) -> list[int]:
    """Whole numbers that add up to `total` and differ by at most one."""
    return [total // parts + (place < total % parts) for place in range(parts)]
