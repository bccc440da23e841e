"""People who report a problem with a photograph, many at once: as `clients`, with the same arguments and lines; SLUG is
the category, and the form's field "photo" names the file: python -m driving.reporters PORT CATEGORY FORMS.json …

Each report: open the form → post it with the photograph → open the page that says that it has come.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from functools import cache
from pathlib import Path

from .clients import KEY, REFERENCE, Answers, Resident, expect, find, keep_answering, taken_in_turn

BOUNDARY = "folkmoot-benchmark-boundary"
PHOTO = "photo"


class Reporter(Resident):
    """One connection to the server, kept open from page to page as a browser does."""

    def __init__(self, port: int, slug: str) -> None:
        super().__init__(port, slug)
        self.form = f"/reports/new/{slug}/"

    async def answer(self, answers: Answers) -> str:
        """A complete report. Returns the reference that the reporter sees at the end."""
        self.key = ""
        self.key = find(KEY, expect(await self.ask("GET", self.form), 200))
        return await self.send_as(self.key, answers)

    async def send_as(self, key: str, answers: Answers) -> str:
        """Send the form that was opened under `key`, and open the page that it leads to."""
        body = multipart([*answers, ["key", key], ["step", "send"], ["anyway", "yes"]])
        head = f"POST {self.form} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Length: {len(body)}\r\n"
        head += f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
        self.writer.write(head.encode() + body)
        return await self.receipt(expect(await self.answered(), 302).location)

    async def receipt(self, location: str) -> str:
        return find(REFERENCE, expect(await self.ask("GET", location), 200))


class InAHurry(Reporter):
    """Somebody of whom the server sees the post alone: what taking a report costs without the pages around it."""

    async def answer(self, answers: Answers) -> str:
        self.key = f"{int(time.time()):x}.{secrets.token_urlsafe(16)}"
        return await self.send_as(self.key, answers)

    async def receipt(self, location: str) -> str:
        """What stands for the reference: the address of the report's own page."""
        return location.rstrip("/").rpartition("/")[2]


def multipart(fields: Answers) -> bytes:
    """The fields as a browser sends a form with a file (RFC 7578)."""
    parts = []
    for name, value in fields:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
        if name == PHOTO:
            parts.append(f'{head}; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode())
            parts.append(bytes_of(value))
        else:
            parts.append(f"{head}\r\n\r\n{value}".encode())
        parts.append(b"\r\n")
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


@cache
def bytes_of(path: str) -> bytes:
    return Path(path).read_bytes()


async def main(port: int, slug: str, clients: int, submissions: list[Answers]) -> None:
    """SLUG with a + before it: the post alone."""
    kind = InAHurry if slug.startswith("+") else Reporter
    await asyncio.gather(*(keep_answering(kind(port, slug.lstrip("+")), submissions) for _ in range(clients)))


if __name__ == "__main__":
    _program, port, slug, path, clients, count, first = sys.argv
    every = json.loads(Path(path).read_text(encoding="utf-8"))
    asyncio.run(main(int(port), slug, int(clients), taken_in_turn(every, int(first), int(count))))
