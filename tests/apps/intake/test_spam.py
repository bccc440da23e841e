from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.ground.intake.public import weigh_spam

LONG = "Buy cheap garden furniture from our warehouse today, great prices"
LINK = "see https://example.org"


@pytest.mark.parametrize(
    ("honeypot", "seconds", "texts", "held"),
    [
        ("", 300.0, ["More buses in the evening, please."], False),
        ("", 0.4, ["Pasted from my notes."], False),
        ("", 0.4, [LONG], False),
        ("", 0.4, ["Yes", "Yes", "Yes", "Yes"], False),
        ("", 300.0, [LINK, LINK], False),
        ("", 0.4, [LINK, LINK], True),
        ("", 300.0, [LONG, LONG], False),
        ("", 0.4, [LONG, LONG], True),
        ("", 300.0, [LONG, LONG.upper(), f"  {LONG}\n"], True),
        ("", None, [" ".join([LINK] * 4)], True),
        ("Acme Ltd", 300.0, ["More buses."], True),
    ],
)
def test_what_is_held(honeypot: str, seconds: float | None, texts: list[str], held: bool) -> None:
    assert bool(weigh_spam(honeypot=honeypot, seconds_taken=seconds, texts=texts)) is held


@given(
    seconds=st.none() | st.floats(min_value=0, allow_nan=False),
    texts=st.lists(st.text(alphabet="abc ", max_size=200), unique_by=lambda text: " ".join(text.split()), max_size=6),
)
def test_speed_alone_never_holds(seconds: float | None, texts: list[str]) -> None:
    assert weigh_spam(honeypot=" ", seconds_taken=seconds, texts=texts) == ""


@given(st.text(max_size=20), st.none() | st.floats(), st.lists(st.text()))
def test_every_reason_fits_the_column(honeypot: str, seconds: float | None, texts: list[str]) -> None:
    assert len(weigh_spam(honeypot=honeypot, seconds_taken=seconds, texts=texts)) <= 200
