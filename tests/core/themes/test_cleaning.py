from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.themes.cleaning import cleaned, personal_details, redacted, says_nothing, words_of
from folkmoot_core.themes.language import language_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>More&nbsp;buses,<br/>please</p>", "More buses, please"),
        ("&lt;b&gt;Bold&lt;/b&gt; &amp;amp; brave", "Bold & brave"),
        ("I <3 buses and a < b > c", "I <3 buses and a < b > c"),
        ("<script>alert('x')</script>Hello", "Hello"),
        ("Comment: fix it", "fix it"),
        ("Fix it.\nSent from my iPhone", "Fix it."),
        ("Fix it.\n-- \nJo Bloggs\nChair", "Fix it."),
        ("Fix it. Sent from my iPhone", "Fix it."),
        ("The bus was sent from my village to town", "The bus was sent from my village to town"),
        ("  two \t words\u200b ", "two words"),
    ],
)
def test_what_is_not_the_comment_goes(written: str, read: str) -> None:
    assert cleaned(written) == read


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("Write to jo.bloggs+x@example.co.uk.", ["e-mail"]),
        ("Ring 01632 960123 or +44 (0)7700 900123", ["phone", "phone"]),
        ("Ring (202) 555-0143", ["phone"]),
        ("I live at AB12 3DE", ["postcode"]),
        ("AB12 is a fine place, in 2024, and 20 mph on the A249 and M2 is right", []),
        ("See https://example.org/x?a@b.org", ["web address"]),
    ],
)
def test_personal_details_are_pointed_at(written: str, kinds: list[str]) -> None:
    assert sorted(detail.kind for detail in personal_details(written)) == sorted(kinds)


@given(st.text(st.sampled_from("ab 0123456789+()-@.<>/&;AM"), max_size=80))
def test_redaction_leaves_everything_else(text: str) -> None:
    details = personal_details(text)
    assert all(before.end <= after.start for before, after in pairwise(details))
    kept = [
        text[a:b] for a, b in zip([0, *(d.end for d in details)], [*(d.start for d in details), len(text)], strict=True)
    ]
    rest = redacted(text)
    for piece in kept:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]


@given(st.text(max_size=200))
def test_any_text_comes_out_on_one_line(text: str) -> None:
    found = cleaned(text)
    assert found == " ".join(found.split())


@pytest.mark.parametrize(
    "text", ["n/a", "N.A.", "None", "no comment", "No comments.", "-", "...", "👍", "see attached"]
)
def test_saying_nothing(text: str) -> None:
    assert says_nothing(cleaned(text))


@pytest.mark.parametrize("text", ["No", "Yes", "Nothing works", "No comment is ever read", "None of the buses run"])
def test_short_is_not_nothing(text: str) -> None:
    assert not says_nothing(cleaned(text))


def test_words_leave_case_and_punctuation_behind() -> None:
    assert words_of("Don’t CUT the 24-hour bus!") == words_of("dont cut the 24 hour bus")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Very good care", "en"),
        ("MORE BUSES", "en"),
        ("Potholes Loose Road dangerous cyclists signals", "en"),
        ("Mae angen mwy o fysiau yn y pentref os gwelwch yn dda", "cy"),
        ("Il faudrait davantage de bus dans le village le soir", "fr"),
        ("Potrzebujemy więcej autobusów w naszej wsi wieczorem", "pl"),
        ("很好", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_another_script_is_never_read_as_english() -> None:
    assert language_of("Нам нужно больше автобусов в деревне вечером") != "en"
