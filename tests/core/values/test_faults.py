import pytest

from folkmoot_core.values import Fault, Invalid


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("title", "This is missing.", "Add a title."), "title: This is missing. Add a title."),
        (Fault("title", "This is missing.", line=3), "line 3: title: This is missing."),
        (Fault("", "Broken.", line=3, file="a.yaml"), "a.yaml:3: Broken."),
        (Fault("x", "Broken.", file="a.yaml"), "a.yaml: x: Broken."),
    ],
)
def test_a_fault_reads_as_one_line(fault: Fault, text: str) -> None:
    assert str(fault) == text


def test_invalid_carries_every_fault() -> None:
    faults = (Fault("a", "One."), Fault("b", "Two."))
    refused = Invalid(iter(faults))
    assert refused.faults == faults
    assert str(refused) == "a: One.\nb: Two."
