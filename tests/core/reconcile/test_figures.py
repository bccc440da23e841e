"""Invented figures for each check: those that agree give no finding, and one that is changed gives one."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from folkmoot_core.packfiles import Report
from folkmoot_core.reconcile import Book, Check, Figure, Finding, Relation, check_figures, read_figures, reconcile_pack
from folkmoot_core.reconcile.classes import gaps
from folkmoot_core.reconcile.formulas import read_formula
from folkmoot_core.reconcile.whole_numbers import fits
from folkmoot_core.values import Invalid

HEADER = (
    "key,what,printed,read_as,unit,qualifier,rounded_to,total_of,part_of,between,percent_of,formula,same_as,stated_as,"
)
HEADER += "count_of,not_before,not_after,at_least,at_most,must_be,rule,note,source"
COLUMNS = HEADER.split(",")


def row(key: str, printed: str, **cells: str) -> str:
    values = {"key": key, "what": f"What {key} is", "printed": printed, "source": "page 1", "unit": "count"} | cells
    return ",".join(f'"{values.get(column, "")}"' for column in COLUMNS)


def a_pack(folder: Path, rows: list[str], **files: str) -> Path:
    (folder / "figures").mkdir()
    (folder / "pack.yaml").write_text("pack: invented\nstandards: {minimum_days: 84}\n")
    (folder / "figures" / "invented.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def findings(folder: Path, rows: list[str], **files: str) -> list[Finding]:
    return reconcile_pack(a_pack(folder, rows, **files))


PARTS = [row("a", "28"), row("b", "47"), row("c", "20"), row("d", "9")]
CASES = {
    # The check: the other figures, what fits, what does not, and what was expected.
    Check.TOTAL: (PARTS, row("t", "104", total_of="a;b;c;d"), row("t", "106", total_of="a;b;c;d"), 104),
    Check.PART: (PARTS, row("t", "47", part_of="b"), row("t", "48", part_of="b"), 47),
    Check.OUTSIDE: (
        [row("x", "75.0%", unit="percent"), row("y", "71.3%", unit="percent")],
        row("t", "73.0%", unit="percent", between="x;y"),
        row("t", "80.0%", unit="percent", between="x;y"),
        75,
    ),
    Check.PERCENTAGE: (
        PARTS,
        row("t", "42.6%", unit="percent", percent_of="c / b"),
        row("t", "42.8%", unit="percent", percent_of="c / b"),
        Decimal("42.6"),
    ),
    Check.CUT_OFF: (
        PARTS,
        row("t", "42.6%", unit="percent", percent_of="c / b"),
        row("t", "42.5%", unit="percent", percent_of="c / b"),
        Decimal("42.6"),
    ),
    Check.FORMULA: (PARTS, row("t", "180", formula="c * d"), row("t", "189", formula="c * d"), 180),
    Check.INPUT: (PARTS, row("t", "20", stated_as="c"), row("t", "21", stated_as="c"), 20),
    Check.SOURCES: (PARTS, row("t", "20", same_as="c"), row("t", "29", same_as="c"), 20),
    Check.LIST: (
        PARTS,
        row("t", "two", read_as="2", count_of="list.csv where party=Green"),
        row("t", "3", count_of="list.csv where party=Green"),
        2,
    ),
    Check.DATES: (
        [row("plan", "17.08.11", read_as="2011-08-17", unit="date")],
        row("t", "2011-08", unit="date", not_before="plan"),
        row("t", "2010", unit="date", not_before="plan"),
        "2011-08-17",
    ),
    Check.RULE: (PARTS, row("t", "84", at_least="84"), row("t", "36", at_least="84", rule="Twelve weeks."), 84),
    Check.MISSING: (PARTS, row("t", "12"), row("t", "XXX thousand", unit="text"), "a figure"),
    Check.NUMBERING: (PARTS, row("t", "4, 5, 6", unit="numbering"), row("t", "4, 5, 5", unit="numbering"), "4, 5, 6"),
}


@pytest.mark.parametrize("check", list(CASES))
def test_what_agrees_gives_nothing_and_what_does_not_gives_one(check: Check, tmp_path: Path) -> None:
    others, fits_, not_, expected = CASES[check]
    listed = {"list_csv": "name,party\nA,Green\nB,Green\nC,Blue\n"}
    (tmp_path / "good").mkdir()
    (tmp_path / "bad").mkdir()
    assert findings(tmp_path / "good", [*others, fits_], **listed) == []
    (found,) = findings(tmp_path / "bad", [*others, not_], **listed)
    assert (found.check, found.what, found.expected) == (check, "What t is", expected)
    assert found.sources[0] == "page 1"
    assert found.explanation


def test_how_a_figure_is_printed_says_how_exact_it_is(tmp_path: Path) -> None:
    rounded = [
        row("cost", "£20,964,400", unit="GBP"),
        row("over", "over £20 million", read_as="20000000", unit="GBP", qualifier="over", same_as="cost"),
        row("people", "1,411,100"),
        row("said", "1.4", unit="million", formula="people / 1000000"),
        row("young", "84,500", rounded_to="100"),
        row("old", "80,400", rounded_to="100"),
        row("all", "165,000", rounded_to="100", total_of="young;old"),
        row("about", "about 70", qualifier="about", formula="793 / 12"),
    ]
    assert findings(tmp_path, rounded) == []
    days = [row("days", "31.6", unit="days"), row("also", "31.5", unit="days", same_as="days")]
    (tmp_path / "days").mkdir()
    assert [each.expected for each in findings(tmp_path / "days", days)] == [Decimal("31.6")]
    assert number_of_parts_that_differ("164,800") == 0
    assert number_of_parts_that_differ("165,200") == 1


def number_of_parts_that_differ(printed: str) -> int:
    """Two parts and a whole, each rounded to hundreds: up to 150 apart is rounding."""
    values = {"young": "84,500", "old": "80,400", "all": printed}
    figures = {
        key: Figure(key, key, text, Decimal(text.replace(",", "")), "p. 1", "count", rounded_to=Decimal(100))
        for key, text in values.items()
    }
    total = Relation(Check.TOTAL, ("young", "old"))
    figures["all"] = replace(figures["all"], relations=(total,))
    return len(check_figures(Book(figures)))


@given(st.integers(1, 400), st.data(), st.sampled_from([0, 1]), st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
def test_every_share_of_whole_numbers_fits(whole: int, data: st.DataObject, places: int, rounding: str) -> None:
    count = data.draw(st.integers(0, whole))
    step = Decimal(1).scaleb(-places)
    assert fits((Decimal(count) * 100 / whole).quantize(step, rounding), step, whole)


@given(st.integers(1, 60), st.integers(0, 100))
def test_a_share_that_no_whole_number_has_does_not_fit(whole: int, percentage: int) -> None:
    """Against all counts, one by one."""
    shares = [Fraction(100 * count, whole) for count in range(whole + 1)]
    can_be = any(Fraction(percentage) - Fraction(1, 2) <= share < percentage + 1 for share in shares)
    assert fits(Decimal(percentage), Decimal(1), whole) == can_be


NUMBERS = st.integers(1, 50)
FORMULAS = st.recursive(
    st.sampled_from(["a", "b", "7", "2.5"]),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
    max_leaves=8,
)


@given(FORMULAS, NUMBERS, NUMBERS)
def test_a_formula_of_exact_figures_reckons_as_python_does(text: str, a: int, b: int) -> None:
    try:
        formula = read_formula(text)
    except Invalid:
        assume(False)
    given_ = {"a": Fraction(a), "b": Fraction(b)}
    span = formula.span(lambda key: (given_[key], given_[key]), lambda first, last: None)
    try:
        exact = eval(text.replace("2.5", "Fraction(5, 2)").replace("7", "Fraction(7)"), {"Fraction": Fraction}, given_)
    except ZeroDivisionError:
        assert span is None
    else:
        assert span == (exact, exact)


@pytest.mark.parametrize(
    "text", ["", "a +", "a b", "(a", "days(a)", "__import__('os')", "a ** b", "1 / (3 - 3)", "[a", "a" * 400]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_formula(text)


def test_a_table_needs_only_its_totals_to_be_checked(tmp_path: Path) -> None:
    tables = "- {key: t, title: Cases, file: t.csv, source: p. 2}\n"
    good = "unit,Q1,Q2,Total\nParks,1,2,3\nRoads,4,***,4\nTotal,5,2,7\n"
    (tmp_path / "good").mkdir()
    (tmp_path / "bad").mkdir()
    assert findings(tmp_path / "good", [], figures__tables_yaml=tables, figures__t_csv=good) == []
    wrong = good.replace("Parks,1", "Parks,6")
    found = findings(tmp_path / "bad", [], figures__tables_yaml=tables, figures__t_csv=wrong)
    assert [(each.what, each.expected) for each in found] == [("Cases: Parks, Total", 8), ("Cases: Total, Q1", 10)]


def test_numbers_that_follow_each_other_are_told_apart_from_those_that_do_not(tmp_path: Path) -> None:
    numbers = {"gap": "1, 2, 4", "twice": "13, 14, 14, 15", "back": "3, 2, 4", "fits": "7, 8"}
    found = findings(tmp_path, [row(key, printed, unit="numbering") for key, printed in numbers.items()])
    assert [(each.what, each.explanation) for each in found] == [
        ("What gap is", "3 is left out."),
        ("What twice is", "14 stands twice."),
        ("What back is", "They do not follow each other."),
    ]


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["Under 16", "16-24", "25-64", "Over 65", "Unknown", "Total"], ["65 is in no class"]),
        (["Up to 19", "20 - 25", "26 to 35", "over 35"], []),
        (["<= 28 days", "29 - 35 days", ">= 36 days"], []),
        (["0-5", "5-10", "12-15", "16 and over"], ["5 is in two classes", "11 is in no class"]),
        (["2010/11", "2009/10", "1-2"], []),
    ],
)
def test_classes_that_leave_a_number_out(labels: list[str], told: list[str]) -> None:
    assert [words.partition(":")[0].rstrip(".") for _before, _after, words in gaps(labels)] == told


def test_a_table_of_ages_that_has_no_place_for_one_of_them(tmp_path: Path) -> None:
    tables = "- {key: t, title: Injuries, file: t.csv, source: p. 2}\n"
    ages = "age,2009\nUnder 16,1\n16-64,2\nOver 65,3\nTotal,6\n"
    (found,) = findings(tmp_path, [], figures__tables_yaml=tables, figures__t_csv=ages)
    assert (found.check, found.what) == (Check.CLASSES, "Injuries: classes “16-64” and “Over 65”")
    assert found.sources == ("p. 2",)


def test_about_so_many_may_be_any_of_them_and_nothing_is_not_something(tmp_path: Path) -> None:
    rows = [
        row("all", "793"),
        row("some", "around 250", read_as="250", qualifier="about"),
        row("share", "30%", unit="percent", percent_of="some / all"),
        row("wrong", "40%", unit="percent", percent_of="some / all"),
        row("due", "", unit="date", must_be="a date"),
    ]
    assert [(each.what, each.expected) for each in findings(tmp_path, rows)] == [
        ("What wrong is", 32),
        ("What due is", "a date"),
    ]


RATES = """
- {key: n, title: Cases, file: n.csv, source: p. 2}
- key: p
  title: In time
  file: p.csv
  source: p. 3
  unit: percent
  of_counts:
    - table: n
      columns: {In time: Cases, Answered: Cases}
      mean_row: TOTALS
      total_row: Total
      rest: {Coroner: Births}
"""


@pytest.mark.parametrize(
    ("old", "new", "what", "expected"),
    [
        ("Parks,67%", "Parks,98%", "In time: Parks, In time", Decimal(100)),
        ("Roads,80%,90%", "Roads,80%,N/A", "In time: Roads, Answered", "a percentage"),
        ("TOTALS,77%", "TOTALS,90%", "In time: TOTALS, In time", Decimal(78)),
        ("Coroner,N/A", "Coroner,100%", "In time: Coroner, In time", "no percentage"),
        ("Woods,100%,100%", "Woods,N/A,N/A", "In time: Woods, In time", "a percentage"),
        ("Woods,100%,100%\n", "", "In time: Woods", "a percentage"),
    ],
)
def test_percentages_of_counted_cases(old: str, new: str, what: str, expected: object, tmp_path: Path) -> None:
    counts = "unit,Cases\nParks,3\nRoads,10\nBirths,17\nWoods,1\nTotal,31\n"
    shares = "unit,In time,Answered\nParks,67%,100%\nRoads,80%,90%\nBirths,76%,65%\nCoroner,N/A,N/A\n"
    shares += "Woods,100%,100%\nTOTALS,77%,77%\n"
    (tmp_path / "good").mkdir()
    (tmp_path / "bad").mkdir()
    files = {"figures__tables_yaml": RATES, "figures__n_csv": counts}
    assert findings(tmp_path / "good", [], figures__p_csv=shares, **files) == []
    assert old in shares
    found = findings(tmp_path / "bad", [], figures__p_csv=shares.replace(old, new), **files)  # and that of all, maybe
    assert (what, expected) in [(each.what, each.expected) for each in found]


def test_what_cannot_be_read_is_told_with_file_and_line(tmp_path: Path) -> None:
    rows = [
        row("a", "two of three"),
        row("b", "12", total_of="nobody"),
        row("c", "soon", unit="date"),
        row("d", "5", formula="b +"),
        row("b", "13"),
        row("e", "5", percent_of="b"),
        row("f", "5", count_of="../secret.csv"),
    ]
    tables = "- {key: t, title: T, file: t.csv, source: p, total_row: Sum, colour: red}\n"
    folder = a_pack(tmp_path, rows, figures__tables_yaml=tables, figures__t_csv="unit,Cases\nParks,3\n")
    report = Report(folder)
    read_figures(folder, report)
    told = {(fault.file, fault.line) for fault in report.faults}
    assert told >= {("figures/invented.csv", line) for line in range(2, 9)}
    assert ("figures/tables.yaml", 1) in told
    with pytest.raises(Invalid):
        reconcile_pack(folder)


JUNK = (
    "",
    "a",
    "b",
    "a;b",
    "a / b",
    "? / a",
    "days(a, b)",
    "a * b",
    "2011",
    "x.csv where y",
    "9" * 40,
    "0",
    "-",
    "12%",
)
CELLS = st.sampled_from(JUNK)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS[3:]), CELLS, max_size=4), min_size=2, max_size=3), CELLS)
def test_whatever_is_filled_in_gives_findings_or_faults(
    tmp_path: Path, cells: list[dict[str, str]], printed: str
) -> None:
    folder = tmp_path / str(uuid4())
    folder.mkdir()
    rows = [row(key, printed, **each) for key, each in zip("abc", cells, strict=False)]
    with contextlib.suppress(Invalid):
        assert isinstance(findings(folder, rows), list)


def test_what_the_registers_show_by_themselves(tmp_path: Path) -> None:
    terms = "bodies: [board]\nprofile: voluntary-board\nsource: Terms\nrules:\n"
    terms += "  - {key: leaders, kind: seats, words: leaders, tier: [district], exactly: 2}\n"
    terms += "  - {key: all, kind: seats, words: members, exactly: 3}\n"  # is four for the same leader
    members = "person,organisation,tier,start_date,source\n" + "".join(
        f"p{n},board,district,2011,List\n" for n in "123"
    )
    members += "p4,board,county,2011,List\n"
    meeting = "- {key: m, body: board, date: 2011-09-15, published_on: 2011-09-09, items: [{number: '1', title: Money, "
    meeting += "delivery: to_follow}]}\n"
    found = findings(
        tmp_path,
        [],
        bodies__memberships_csv=members,
        bodies__organisations_csv="key,name\nboard,The Board\n",
        partnerships__terms__board_yaml=terms,
        partnerships__plans_csv="key,title,owner,source\nwoods,Woods,The Forum,Annex\nlakes,Lakes,,Diagram\n",
        partnerships__matrix_csv="version,plan,title,owner,source\n1,woods,Woods,County Council,Diagram\n"
        "1,lakes,Lakes,The Forum,Diagram\n",
        consultations__parks__consultation_yaml="title: Parks\nopens: 2011-06-20\ncloses: 2011-08-22\n",
        meetings__rules_yaml="- {body: board, clear_days: 5}\n",
        meetings__meetings_yaml=meeting,
    )
    assert [(each.what, each.printed, each.expected) for each in found] == [
        ("Owner of the plan “Woods”", "County Council", "The Forum"),
        ("Plan “Lakes” in the list of plans", "not listed", "listed"),
        ("The Board, meeting of 2011-09-15: clear days of notice of “1 Money”", 0, 5),
        ("The Board: leaders", 3, 2),
        ("The Board, meeting of 2011-09-15: clear days of notice", 3, 5),
        ("How long “Parks” was open, in days", 64, 84),
    ]
