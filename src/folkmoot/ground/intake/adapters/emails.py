"""E-mail as it comes, turned into plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from django.utils import timezone

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol"}
)
_SILENT = frozenset({"script", "style", "head", "title", "template"})


@dataclass(frozen=True)
class Attachment:
    """A file that came with an e-mail: its name and type as the sender claims them, and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class EmailParts:
    """An e-mail as plain values; '' or None where the e-mail does not say."""

    sender_name: str
    sender_address: str
    subject: str
    sent_at: datetime | None
    body: str
    attachments: tuple[Attachment, ...]

    @property
    def in_words(self) -> str:
        """What it says, as somebody reads it: the subject, then the text."""
        return f"{self.subject}\n\n{self.body}".strip()


def parse_email(raw: bytes) -> EmailParts:
    """Read an e-mail (RFC 5322, MIME), as forgiving as a mailbox program: any bytes give an answer, none an error.

    Prefers the plain text; mail that is HTML only is turned into text. `sent_at` is aware, in UTC terms.
    """
    message = message_from_bytes(raw, policy=policy.compat32)
    name, address = parseaddr(_header(message.get("From")))
    plain: list[str] = []
    marked_up: list[str] = []
    attachments: list[Attachment] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        file_name = _file_name(part)
        if file_name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attachments.append(Attachment(file_name or "attachment", kind, _payload(part)))
        elif kind == "text/html":
            marked_up.append(text_of_html(_text(part)))
        else:
            plain.append(_text(part))
    body = "\n\n".join(text.strip() for text in (plain if any(t.strip() for t in plain) else marked_up))
    return EmailParts(
        sender_name=_one_line(name),
        sender_address=_one_line(address),
        subject=_one_line(_header(message.get("Subject"))),
        sent_at=_date(message.get("Date")),
        # Some encodings can spell half a character, which no database keeps.
        body=body.replace("\x00", "").encode("utf-8", "replace").decode().strip(),
        attachments=tuple(attachments),
    )


def text_of_html(source: str) -> str:
    """The words of an HTML page, a line for each block; scripts and styles are left out."""
    reader = _Words()
    reader.feed(source)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(re.sub(r"\s+", " ", data))


def _payload(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, TypeError, AssertionError):
        content = None
    if isinstance(content, bytes):
        return content
    raw = part.get_payload()
    return raw.encode("utf-8", "replace") if isinstance(raw, str) else b""


def _text(part: Message) -> str:
    content = _payload(part)
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeError, ValueError):
            continue
    # Windows-1252 names nearly every byte, and is what unlabelled mail is mostly written in.
    return content.decode("cp1252", "replace")


def _header(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, UnicodeError, ValueError, TypeError):
        return text.encode("ascii", "replace").decode("ascii")


def _file_name(part: Message) -> str:
    try:
        name = _one_line(_header(part.get_filename()))
    except (LookupError, UnicodeError, ValueError, TypeError):
        return "attachment"
    return name.replace("\\", "/").rsplit("/", 1)[-1][:200]


def _date(value: object) -> datetime | None:
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(str(value))
        return moment if moment.tzinfo else timezone.make_aware(moment)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _one_line(text: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())
