"""`folkmoot survey`: the JSON that other programs read, the report that people read, and sentences for bad input."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from folkmoot.site import cli

DATA = """sex,age,view,wishes,hours,start
f,young,for,bus|path,1,1
f,old,against,bus,2,2
f,old,for,,3,1
m,old,against,path,4,1
m,young,,bus|path,5,0.5
m,old,for,trees,,1
"""
MARGINS = "variable,level,total\nsex,f,51\nsex,m,49\nage,old,60\nage,young,40\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.csv"
    path.write_text(DATA, encoding="utf-8")
    return path


@pytest.fixture
def margins(tmp_path: Path) -> Path:
    path = tmp_path / "margins.csv"
    path.write_text(MARGINS, encoding="utf-8")
    return path


@pytest.fixture
def survey(capsys: pytest.CaptureFixture[str]):
    """Run the command: (exit code, what it printed, what it complained of)."""

    def run(*words: object) -> tuple[int, str, str]:
        code = cli.main(["survey", *map(str, words)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_rake_prints_a_weight_for_each_row(survey, data: Path, margins: Path) -> None:
    code, out, err = survey("rake", data, "--margins", margins, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert list(found) == ["weights", "iterations", "design_effect", "effective_base"]
    weights = np.array(found["weights"])
    assert len(weights) == 6
    assert weights[:3].sum() == pytest.approx(51)
    assert weights[[0, 4]].sum() == pytest.approx(40)
    assert found["effective_base"] == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert found["design_effect"] == pytest.approx(6 / found["effective_base"])
    assert found["iterations"] >= 1


def test_rake_starts_from_base_weights(survey, data: Path, margins: Path) -> None:
    _, out, _ = survey("rake", data, "--margins", margins, "--base-weights", "start", "--json")
    weights = json.loads(out)["weights"]
    assert weights[1] == pytest.approx(2 * weights[2]), "alike, but for the weight they began with"


def test_rake_tells_a_person_how_it_went(survey, data: Path, margins: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    code, out, _ = survey("rake", data, "--margins", margins, "--out", target)
    assert code == 0
    assert "6 responses, raked in" in out
    assert "effective base" in out
    assert "A consultation is not a sample" in out
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    _, plain, _ = survey("rake", data, "--margins", margins, "--json")
    assert [float(row["weight"]) for row in rows] == json.loads(plain)["weights"]
    assert [row["view"] for row in rows] == ["for", "against", "for", "against", "", "for"]


def test_trimmed_weights_lie_within(survey, data: Path, margins: Path) -> None:
    _, out, _ = survey("rake", data, "--margins", margins, "--trim", "12,22", "--strict-trim", "--json")
    weights = json.loads(out)["weights"]
    assert min(weights) >= 12
    assert max(weights) <= 22
    assert sum(weights) == pytest.approx(100)


def test_tables_print_every_level_of_every_group(survey, data: Path) -> None:
    code, out, err = survey(
        "tables", data, "--columns", "view,age", "--by", "sex", "--weights", "start", "--no-disclosure", "--json"
    )
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert list(found) == ["tables"]
    assert [(table["column"], table["by"], table["base"]) for table in found["tables"]] == [
        ("view", "sex", 5),
        ("age", "sex", 6),
    ]
    rows = found["tables"][0]["rows"]
    assert list(rows[0]) == [
        *("level", "by_level", "count", "weighted", "percent", "se", "low", "high", "suppressed"),
    ]
    assert [(row["by_level"], row["level"], row["count"], row["weighted"]) for row in rows] == [
        ("f", "against", 1, 2.0),
        ("f", "for", 2, 2.0),
        ("m", "against", 1, 1.0),
        ("m", "for", 1, 1.0),
    ]
    # Two weights of 1 against one of 2: the error by hand, with all six rows in the sample.
    assert rows[0]["percent"] == 50
    assert rows[0]["se"] == pytest.approx(100 * np.sqrt(6 / 5 * 0.25 * 6) / 4)
    assert rows[0]["high"] == pytest.approx(50 + 1.959963984540054 * rows[0]["se"])
    assert not rows[0]["suppressed"]


def test_without_groups_by_is_null(survey, data: Path) -> None:
    _, out, _ = survey("tables", data, "--columns", "view", "--no-disclosure", "--json")
    table = json.loads(out)["tables"][0]
    assert table["by"] is None
    assert {row["by_level"] for row in table["rows"]} == {None}


def test_small_numbers_are_hidden_unless_asked(survey, data: Path) -> None:
    _, out, _ = survey("tables", data, "--columns", "view", "--by", "sex", "--json")
    for row in json.loads(out)["tables"][0]["rows"]:
        assert row["suppressed"]
        assert [row[name] for name in ("count", "weighted", "percent", "se", "low", "high")] == [None] * 6


def test_several_answers_and_numbers(survey, data: Path) -> None:
    _, out, _ = survey("tables", data, "--many", "wishes:|", "--numbers", "hours", "--no-disclosure", "--json")
    found = json.loads(out)
    assert {row["level"]: row["count"] for row in found["tables"][0]["rows"]} == {"bus": 3, "path": 3, "trees": 1}
    assert found["tables"][0]["base"] == 5
    assert found["numbers"][0]["mean"] == 3
    assert found["numbers"][0]["median"] == 3


def test_margins_in_the_same_command_give_calibrated_errors(survey, data: Path, margins: Path) -> None:
    _, out, _ = survey("tables", data, "--columns", "sex", "--margins", margins, "--no-disclosure", "--json")
    rows = json.loads(out)["tables"][0]["rows"]
    assert [row["percent"] for row in rows] == pytest.approx([51, 49])
    assert [row["se"] for row in rows] == pytest.approx([0, 0], abs=1e-9)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Enough people for differences to be real."""
    path = tmp_path / "town.csv"
    rows = ["for,Fen"] * 70 + ["against,Fen"] * 30 + ["for,Hill"] * 40 + ["against,Hill"] * 60
    path.write_text("\n".join(["view,place", *rows, ""]), encoding="utf-8")
    return path


def test_a_person_reads_differences_in_letters_and_words(survey, town: Path) -> None:
    code, out, _ = survey("tables", town, "--columns", "view", "--by", "place")
    assert code == 0
    assert "70.0 ± 9.0 B" in out
    assert "for: Fen (70%) more often than Hill (40%)." in out
    assert "A consultation is not a sample" in out


def test_odd_text_for_no_reply_is_pointed_out(survey, tmp_path: Path) -> None:
    path = tmp_path / "from_r.csv"
    path.write_text("view\nyes\nNA\n", encoding="utf-8")
    _, _, err = survey("tables", path, "--columns", "view", "--json")
    assert "--also-no-reply NA" in err
    _, out, err = survey("tables", path, "--columns", "view", "--also-no-reply", "NA", "--no-disclosure", "--json")
    assert err == ""
    assert json.loads(out)["tables"][0]["base"] == 1


def test_na_among_numbers_is_no_reply(survey, tmp_path: Path) -> None:
    path = tmp_path / "by_program.csv"
    path.write_text("rating,place\n1,NA\n2,EU\nNA,EU\n2,NA\n", encoding="utf-8")
    _, out, err = survey(
        "tables", path, "--columns", "rating,place", "--numbers", "rating", "--no-disclosure", "--json"
    )
    found = json.loads(out)
    assert [row["level"] for row in found["tables"][0]["rows"]] == ["1", "2"]
    assert [row["level"] for row in found["tables"][1]["rows"]] == ["EU", "NA"]
    assert found["numbers"][0]["base"] == 3
    assert "rating: 'NA' among numbers is taken as no reply." in err
    assert "place: 'NA' is counted as an answer" in err


def test_margins_that_cannot_be_met_are_told_where(survey, tmp_path: Path) -> None:
    data, margins = tmp_path / "d.csv", tmp_path / "m.csv"
    data.write_text("sex,age\nf,old\nm,young\n", encoding="utf-8")
    margins.write_text(MARGINS, encoding="utf-8")
    code, out, err = survey("rake", data, "--margins", margins, "--json")
    assert (code, out) == (1, "")
    assert "No weights meet all margins" in err
    assert "got" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tables", "{data}"], "Say which questions"),
        (["tables", "{data}", "--columns", "veiw"], "there is no column 'veiw'. Did you mean 'view'?"),
        (["tables", "{data}", "--columns", "view", "--by", "nowhere"], "there is no column 'nowhere'"),
        (["tables", "{data}", "--columns", "view", "--weights", "sex"], "row 1: 'f' is not a number"),
        (["tables", "{data}", "--numbers", "view"], "row 1: 'for' is not a number"),
        (["tables", "nowhere.csv", "--columns", "view"], "there is no such file"),
        (["rake", "{data}", "--margins", "{data}"], "there is no column 'variable'"),
        (["rake", "{data}", "--margins", "{margins}", "--trim", "30,40"], "the mean weight is"),
        (["rake", "{data}", "--margins", "{margins}", "--out", "{data}"], "written over the data"),
    ],
)
def test_bad_input_gets_a_sentence(survey, data: Path, margins: Path, words: list[str], said: str) -> None:
    code, out, err = survey(*(word.format(data=data, margins=margins) for word in words))
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("bounds", ["3,1", "1", "a,b", "-1,2"])
def test_bounds_that_are_none_are_refused(survey, data: Path, margins: Path, bounds: str, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        survey("rake", data, "--margins", margins, f"--trim={bounds}")
    assert stopped.value.code == 2
    assert "such as 0.3,3" in capsys.readouterr().err


def many_rows(tmp_path: Path) -> Path:
    """Sixty responses, of whom some did not wish to say."""
    path = tmp_path / "many.csv"
    rows = ["sex,age,view,bus,path"]
    for place in range(60):
        view = ["for", "against", "for", "rather not say", ""][place % 5]
        rows.append(f"{'fm'[place % 2]},{['young', 'old'][place // 30]},{view},{1 + place % 2},{2 - place % 2}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_groupings_stand_side_by_side(survey, tmp_path: Path) -> None:
    data = many_rows(tmp_path)
    _, out, _ = survey("tables", data, "--columns", "view", "--by", "sex,age", "--json")
    tables = json.loads(out)["tables"]
    assert [(table["column"], table["by"]) for table in tables] == [("view", "sex"), ("view", "age")]
    _, text, _ = survey("tables", data, "--columns", "view", "--by", "sex", "--by", "age")
    assert "view, by sex, age: per cent" in text
    assert "sex: f" in text
    assert "age: old" in text


def test_all_pairs(survey, tmp_path: Path) -> None:
    _, out, _ = survey("tables", many_rows(tmp_path), "--columns", "sex,age,view", "--all-pairs", "--json")
    pairs = [(table["column"], table["by"]) for table in json.loads(out)["tables"]]
    assert pairs == [
        ("sex", None), ("sex", "age"), ("sex", "view"), ("age", None), ("age", "view"), ("view", None),
    ]  # fmt: skip


def test_not_wishing_to_say_is_neither_an_answer_nor_no_reply(survey, tmp_path: Path) -> None:
    data = many_rows(tmp_path)
    words = ("tables", data, "--columns", "view", "--declined", "rather not say", "--json")
    _, out, _ = survey(*words)
    table = json.loads(out)["tables"][0]
    assert list(table) == ["column", "by", "base", "rows"]
    assert table["base"] == 36
    assert [(row["level"], row["count"]) for row in table["rows"]] == [("against", 12), ("for", 24)]
    assert [row["percent"] for row in table["rows"]] == pytest.approx([100 / 3, 200 / 3])
    _, out, _ = survey(*words, "--details")
    table = json.loads(out)["tables"][0]
    assert table["bases"] == {"answered": 36, "no_reply": 12, "declined": 12}
    assert table["rows"][0]["unweighted_percent"] == pytest.approx(100 / 3)
    _, text, _ = survey(*words[:-1])
    assert "base 36, no reply 12, do not wish to say 12" in text
    assert "A small base" in text


def test_grids_and_rankings(survey, tmp_path: Path) -> None:
    data = many_rows(tmp_path)
    _, out, _ = survey("tables", data, "--grid", "sex,age", "--ranking", "bus,path", "--json")
    found = json.loads(out)
    assert [table["column"] for table in found["tables"]] == ["sex", "age"]
    assert [(each["column"], each["mean"], each["base"]) for each in found["numbers"]] == [
        ("bus", 1.5, 60),
        ("path", 1.5, 60),
    ]


def test_no_group_is_shown_to_be_all_alike_on_ethnicity(survey, tmp_path: Path) -> None:
    path = tmp_path / "alike.csv"
    rows = [f"{place},{group}" for place, group, times in (
        ("Fen", "White", 30), ("Town", "White", 20), ("Town", "Asian", 15), ("Hill", "White", 25), ("Hill", "Asian", 9),
    ) for _ in range(times)]  # fmt: skip
    path.write_text("place,ethnicity\n" + "\n".join(rows) + "\n", encoding="utf-8")
    _, out, _ = survey("tables", path, "--columns", "ethnicity", "--by", "place", "--json")
    fen = {row["level"]: row for row in json.loads(out)["tables"][0]["rows"] if row["by_level"] == "Fen"}
    assert fen["White"]["suppressed"]
    assert fen["Asian"]["suppressed"]


def test_a_single_blank_costs_a_table_nothing(survey, tmp_path: Path) -> None:
    path = tmp_path / "blank.csv"
    path.write_text("view,sex\n" + "for,f\n" * 30 + "against,m\n" * 20 + ",m\n", encoding="utf-8")
    _, out, _ = survey("tables", path, "--columns", "view", "--details", "--json")
    table = json.loads(out)["tables"][0]
    assert (table["base"], table["bases"]["no_reply"]) == (50, None)
    assert [row["count"] for row in table["rows"]] == [20, 30]
