"""Residents who answer, many at once, over plain sockets. Runs as a program of its own, so that its work is not the
server's: python -m driving.clients PORT SLUG ANSWERS.json CLIENTS SUBMISSIONS FIRST

Each submission: open the form → post it, to check → post it, to send → open the received page. One line is printed as
soon as each ends: `RECEIVED KEY REFERENCE`, or `CUT KEY` when the connection broke after the form was open.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

KEY = re.compile(r'name="key" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
REFERENCE = re.compile(r"<strong>([^<]+)</strong>")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *(\S+)", re.IGNORECASE)
LARGEST_PAGE = 4 * 1024 * 1024

Answers = list[list[str]]


@dataclass(frozen=True)
class Page:
    status: int
    location: str
    text: str


class Resident:
    """One connection to the server, kept open from page to page as a browser does."""

    def __init__(self, port: int, slug: str) -> None:
        self.port, self.form = port, f"/consultations/{slug}/answer/"
        self.reader: asyncio.StreamReader
        self.writer: asyncio.StreamWriter
        self.key = ""

    async def __aenter__(self) -> Resident:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=LARGEST_PAGE)
        return self

    async def __aexit__(self, *_problem: object) -> None:
        self.writer.close()
        with suppress(OSError):
            await self.writer.wait_closed()

    async def answer(self, answers: Answers) -> str:
        """A complete submission. Returns the reference that the resident sees at the end."""
        self.key = ""
        opened = expect(await self.ask("GET", self.form), 200)
        self.key = find(KEY, opened)
        return await self.send_as(self.key, answers)

    async def send_as(self, key: str, answers: Answers) -> str:
        """Check, send, and the received page, of a form that was opened under `key`."""
        sent = expect(await self.post(key, answers), 302)
        return find(REFERENCE, expect(await self.ask("GET", sent.location), 200))

    async def post(self, key: str, answers: Answers) -> Page:
        """Check and send. Returns what the server answered to the sending, whatever it was."""
        fields = [*answers, ["key", key], ["step", "check"]]
        checked = expect(await self.ask("POST", self.form, fields), 200)
        kept = [[name, html.unescape(value)] for name, value in HIDDEN.findall(checked.text)]
        return await self.ask("POST", self.form, [*kept, ["step", "send"]])

    async def ask(self, method: str, path: str, fields: Answers | None = None) -> Page:
        body = urlencode([(name, value) for name, value in fields]).encode() if fields is not None else b""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Length: {len(body)}\r\n"
        if fields is not None:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
        self.writer.write(head.encode() + b"\r\n" + body)
        return await self.answered()

    async def answered(self) -> Page:
        answered = await self.reader.readuntil(b"\r\n\r\n")
        found = LOCATION.search(answered)
        location = found[1].decode() if found else ""
        return Page(int(answered.split(maxsplit=2)[1]), location, await self.body(answered))

    async def body(self, head: bytes) -> str:
        if CHUNKED.search(head):
            parts = []
            while size := int((await self.reader.readline()).strip() or b"0", 16):
                parts.append(await self.reader.readexactly(size))
                await self.reader.readexactly(2)
            await self.reader.readexactly(2)
            return b"".join(parts).decode()
        length = LENGTH.search(head)
        return (await self.reader.readexactly(int(length[1]))).decode() if length else ""


def expect(page: Page, status: int) -> Page:
    if page.status != status:
        raise RuntimeError(f"A page came with {page.status} instead of {status}: {page.text[:600]}")
    return page


def find(pattern: re.Pattern[str], page: Page) -> str:
    found = pattern.search(page.text)
    if found is None:
        raise RuntimeError(f"The page holds no {pattern.pattern}: {page.text[:600]}")
    return html.unescape(found[1])


async def keep_answering(resident: Resident, submissions: list[Answers]) -> None:
    """Until there is nothing left to submit, or the server is gone."""
    async with resident:
        while submissions:
            try:
                reference = await resident.answer(submissions.pop())
            except (OSError, EOFError):
                if resident.key:
                    print(f"CUT {resident.key}", flush=True)
                return
            print(f"RECEIVED {resident.key} {reference}", flush=True)


async def main(port: int, slug: str, clients: int, submissions: list[Answers]) -> None:
    await asyncio.gather(*(keep_answering(Resident(port, slug), submissions) for _ in range(clients)))


def taken_in_turn(forms: list[Answers], first: int, count: int) -> list[Answers]:
    return [forms[place % len(forms)] for place in range(first, first + count)]


if __name__ == "__main__":
    _program, port, slug, path, clients, count, first = sys.argv
    every = json.loads(Path(path).read_text(encoding="utf-8"))
    asyncio.run(main(int(port), slug, int(clients), taken_in_turn(every, int(first), int(count))))
