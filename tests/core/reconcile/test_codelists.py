"""Dated code lists: labels mean what they meant then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from folkmoot_core.reconcile import OMBUDSMAN_LISTS, lists_on, ombudsman_list, read_code_list
from folkmoot_core.reconcile.codelists import GROUPS
from folkmoot_core.values import Invalid


@pytest.mark.parametrize("name", OMBUDSMAN_LISTS)
def test_every_list_names_its_source_and_what_its_codes_were(name: str) -> None:
    found = ombudsman_list(name)
    assert found.name == name
    assert len(found.source) > 40
    assert {code.group for code in found.codes} <= set(GROUPS)
    earlier = OMBUDSMAN_LISTS[: OMBUDSMAN_LISTS.index(name)]
    keys_before = {code.key for other in earlier for code in ombudsman_list(other).codes}
    assert {was for code in found.codes for was in code.was} <= keys_before


def names_on(day: date) -> set[str]:
    return {found.name for found in lists_on(day)}


def test_the_labels_changed_in_2011_and_2023() -> None:
    assert "lgo-decisions-before-2011" in names_on(date(2011, 3, 31))
    assert "lgo-decisions-before-2011" not in names_on(date(2011, 4, 1))
    assert "lgo-adult-care-2010" not in names_on(date(2010, 9, 30))
    assert "lgo-adult-care-2010" in names_on(date(2010, 10, 1))
    assert "lgsco-decisions-2013" in names_on(date(2023, 3, 31))
    assert names_on(date(2023, 4, 1)) & {"lgsco-decisions-2013", "lgsco-decisions-2023"} == {"lgsco-decisions-2023"}


def test_a_label_is_read_on_its_day_and_refused_on_another() -> None:
    old = ombudsman_list("lgo-decisions-before-2011")
    assert old.code("local  Settlements (no report)", date(2011, 3, 31)).group == "fault"
    assert old.code("outside", date(2010, 5, 1)).label == "Outside jurisdiction"
    with pytest.raises(Invalid, match="not on 2011-04-01"):
        old.code("Outside jurisdiction", date(2011, 4, 1))
    with pytest.raises(Invalid, match="“Upheld” is not in"):
        old.code("Upheld", date(2010, 5, 1))
    with pytest.raises(Invalid, match="There is no list"):
        ombudsman_list("../secrets")


def test_a_broken_list_is_told_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(
        "name: broken\ntitle: B\nsource: s\nfirst: 2012-01-01\nlast: 2011-01-01\nsure: maybe\n"
        "codes:\n  - {key: a, label: A, group: fault}\n  - {key: a, label: B, group: faulty}\n",
        encoding="utf-8",
    )
    with pytest.raises(Invalid) as refused:
        read_code_list(path)
    told = str(refused.value)
    for words in ("broken.yaml:6: sure", "broken.yaml:9", "The key 'a' is there twice", "It ends before it begins"):
        assert words in told
