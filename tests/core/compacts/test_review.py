"""The yearly review: sound, the same twice, small numbers kept back, silence not taken for keeping."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from folkmoot_core.compacts import CommitmentYear, Keeping, Line, ReviewInput, compact_review
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.forms import write
from folkmoot_core.reports.forms.html import fragment

YEAR = ReviewInput(
    organisation="Anyshire",
    agreement="Anyshire Compact",
    year=2011,
    first=date(2011, 1, 1),
    last=date(2011, 12, 31),
    counted=date(2012, 1, 15),
    commitments=(
        CommitmentYear(
            "COM-PUB-06",
            "Engagement",
            "Public sector",
            "Twelve weeks to answer",
            Keeping(1, 1, 0, 0),
            (Line("Parks", "Broken, with a reason", "Open for 64 days; 84 were promised."),),
        ),
        CommitmentYear("VOL-VCS-01", "Volunteering", "Voluntary sector", "Open to all", Keeping(), ()),
    ),
    concerns={"Resolved": 7, "Under way": None},
)


def test_the_review_is_sound_and_the_same_twice() -> None:
    report = compact_review(YEAR)
    assert check(report) == ()
    assert report == compact_review(YEAR)
    assert report.front.snapshot != compact_review(replace(YEAR, introduction="A good year.")).front.snapshot


def test_it_says_what_was_checked_what_nobody_showed_and_keeps_back_small_numbers() -> None:
    page = fragment(compact_review(YEAR))
    assert "1 kept them, 1 broke them with a reason given" in page
    assert "Open for 64 days; 84 were promised." in page
    assert "VOL-VCS-01: Open to all" in page
    assert "That does not mean that they were kept." in page
    assert "[c]" in page


@pytest.mark.parametrize("form", ["docx", "pdf", "csv"])
def test_it_comes_in_the_forms_that_a_board_wants(form: str) -> None:
    assert len(write(compact_review(YEAR), form).content) > 1000
