from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.ground.intake.public import parse_email


def an_email(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    return message


def test_a_plain_email_gives_its_parts() -> None:
    message = an_email(From="Zoë Lee <zoe@example.org>", Subject="Büses", Date="Tue, 30 Jun 2026 10:00:00 +0100")
    message.set_content("The last bus is too early.\n")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="plan.pdf")
    parts = parse_email(message.as_bytes())
    assert (parts.sender_name, parts.sender_address, parts.subject) == ("Zoë Lee", "zoe@example.org", "Büses")
    assert parts.sent_at == datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
    assert parts.body == "The last bus is too early."
    assert [(one.name, one.media_type, one.content) for one in parts.attachments] == [
        ("plan.pdf", "application/pdf", b"%PDF-1.7")
    ]


def test_html_only_mail_becomes_text_without_scripts() -> None:
    message = an_email(From="a@example.org", Subject="Hello")
    html = "<head><title>t</title></head><style>p{}</style><p>One &amp; <b>two</b></p><script>x()</script><p>Three</p>"
    message.set_content(html, subtype="html")
    assert parse_email(message.as_bytes()).body == "One & two\n\nThree"


def test_plain_text_wins_over_html() -> None:
    message = an_email(From="a@example.org")
    message.set_content("Plain words")
    message.add_alternative("<p>Other words</p>", subtype="html")
    assert parse_email(message.as_bytes()).body == "Plain words"


def test_broken_encodings_and_headers_still_give_words() -> None:
    raw = (
        b"From: =?no-such-charset?Q?=FF?= <x@example.org>\r\nSubject: =?utf-8?B?!!!?=\r\nDate: yesterday\r\n"
        b"Content-Type: text/plain; charset=klingon\r\n\r\nIt costs \xa35 \x96 too much"
    )
    parts = parse_email(raw)
    assert parts.sender_address == "x@example.org"
    assert parts.sent_at is None
    assert parts.body == "It costs £5 – too much"


def test_a_file_name_cannot_climb_out_of_its_folder() -> None:
    message = an_email(From="a@example.org")
    message.set_content("x")
    message.add_attachment(b"x", maintype="text", subtype="plain", filename="..\\..\\etc/passwd")
    assert [one.name for one in parse_email(message.as_bytes()).attachments] == ["passwd"]


HEADERS = [
    b"From",
    b"Subject",
    b"Date",
    b"Content-Type",
    b"Content-Transfer-Encoding",
    b"Content-Disposition",
    b"MIME-Version",
]
VALUES = st.sampled_from(
    [
        b"text/html; charset=utf-16",
        b'multipart/mixed; boundary="b"',
        b"message/rfc822",
        b"base64",
        b"attachment; filename*=utf-8''%ff%00",
        b"=?utf-8?Q?=00=FF?=",
        b"Mon, 99 Foo 99999 99:99:99 +9999",
    ]
) | st.binary(max_size=40)


@given(st.lists(st.tuples(st.sampled_from(HEADERS), VALUES), max_size=6), st.binary(max_size=300))
def test_no_bytes_break_the_reader(headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    raw = b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + body
    parts = parse_email(raw)
    assert "\x00" not in parts.body + parts.subject + parts.sender_name + parts.sender_address
    parts.body.encode()


def test_half_characters_that_no_database_keeps_are_replaced() -> None:
    raw = b"Content-Type: text/plain; charset=unicode_escape\r\n\r\nhalf \\ud800 a pair"
    assert parse_email(raw).body == "half ? a pair"


@given(
    st.lists(
        st.sampled_from([b"--b\r\n", b"--b--\r\n", b"Content-Type: text/plain\r\n", b"\r\n", b"words \xff", b"=\r\n"])
    )
)
def test_no_broken_multipart_breaks_the_reader(pieces: list[bytes]) -> None:
    parse_email(b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"".join(pieces))
