import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.values import make_reference, normalise_reference
from folkmoot_core.values.references import ALPHABET

RANDOM = st.binary(min_size=5, max_size=10)


@given(RANDOM, st.sampled_from(["", "VIS", "R1"]))
def test_what_was_made_is_read_back(random_bytes: bytes, prefix: str) -> None:
    reference = make_reference(random_bytes, prefix)
    assert normalise_reference(reference, prefix) == reference


@given(RANDOM)
def test_case_spaces_and_lookalikes_are_forgiven(random_bytes: bytes) -> None:
    reference = make_reference(random_bytes)
    typed = " " + reference.lower().replace("-", "  ").replace("0", "o").replace("1", "l").replace("v", "u") + "\n"
    assert normalise_reference(typed) == reference


@given(RANDOM, st.data())
def test_one_wrong_character_is_always_caught(random_bytes: bytes, data: st.DataObject) -> None:
    plain = make_reference(random_bytes).replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 1))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != plain[place]]))
    assert normalise_reference(plain[:place] + wrong + plain[place + 1 :]) is None


def test_shape() -> None:
    reference = make_reference(bytes([0x39, 0xC7, 0x44, 0xDB, 0xBC]))
    assert [len(group) for group in reference.split("-")] == [4, 4, 1]
    assert make_reference(bytes(5), "vis").startswith("VIS-0000-0000-")


@pytest.mark.parametrize("text", ["", "-", "7", "no such reference", "☃☃☃☃", "\x00", "0" * 500])
def test_nonsense_is_none(text: str) -> None:
    assert normalise_reference(text) is None


def test_different_bytes_give_different_references() -> None:
    assert len({make_reference(number.to_bytes(5, "big")) for number in range(2000)}) == 2000


def test_bad_arguments_are_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match="at least one random byte"):
        make_reference(b"")
    with pytest.raises(ValueError, match="letters A to Z"):
        make_reference(b"12345", "a-b")
