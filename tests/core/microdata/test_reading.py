"""CSV as people save it, and sentences for what cannot be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.microdata import Responses, read_csv
from folkmoot_core.microdata.margins_file import NO_REPLY, read_margins, weigh
from folkmoot_core.microdata.natural import naturally_sorted
from folkmoot_core.microdata.writing import copy_with_column
from folkmoot_core.values import Invalid


@pytest.fixture
def file(tmp_path: Path):
    def write(content: str | bytes, name: str = "data.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def values(data: Responses, name: str) -> list[str | None]:
    levels, codes = data.coded(name)
    return [levels[code] if code >= 0 else None for code in codes]


@pytest.mark.parametrize(
    "content",
    [
        "a,b\nx,1\n,2\n",
        "\ufeffa,b\r\nx,1\r\n,2\r\n",
        "a;b\nx;1\n;2\n",
        "a\tb\nx\t1\n\t2",
        '"a" , b\n"x ",1\n\n"",2\n',
    ],
    ids=["plain", "mark and Windows lines", "semicolons", "tabs", "quotes, spaces, an empty line"],
)
def test_the_same_data_however_it_was_saved(file, content: str) -> None:
    data = read_csv(file(content))
    assert data.rows == 2
    assert values(data, "a") == ["x", None]
    assert data.numbers("b").tolist() == [1.0, 2.0]


@pytest.mark.parametrize(("encoding", "notes"), [("utf-8", 0), ("utf-16", 0), ("cp1252", 1)])
def test_encodings(file, encoding: str, notes: int) -> None:
    data = read_csv(file("café,b\nnaïve – “yes”,1\nplain,2\n".encode(encoding)))
    assert values(data, "café") == ["naïve – “yes”", "plain"]
    assert len(data.notes) == notes


def test_bytes_far_down_are_found_too(file) -> None:
    data = read_csv(file(b"a,b\n" + b"x,1\n" * 50_000 + "naïve,2\n".encode("cp1252")))
    assert values(data, "a")[-1] == "naïve"
    assert "Windows-1252" in data.notes[0]


def test_line_breaks_inside_quotes_belong_to_the_cell(file) -> None:
    data = read_csv(file('a,b\n"one\ntwo",1\nthree,2\n'))
    assert values(data, "a") == ["one\ntwo", "three"]


def test_an_empty_line_of_the_only_column_is_no_reply(file) -> None:
    assert values(read_csv(file("a\nx\n\ny\n")), "a") == ["x", None, "y"]


def test_other_texts_may_mean_no_reply(file) -> None:
    data = read_csv(file("a\nx\nNA\n"), no_reply=["NA"])
    assert values(data, "a") == ["x", None]


def test_missing_values_as_r_writes_them(file) -> None:
    """R puts text in quotes, and NA without them where there is nothing."""
    data = read_csv(file('"a","b"\n"NA",1\nNA,NA\n"",3\n"no",4\n'))
    assert values(data, "a") == ["NA", None, None, "no"]
    assert data.numbers("b")[[0, 2, 3]].tolist() == [1.0, 3.0, 4.0]
    assert np.isnan(data.numbers("b")[1])
    both = read_csv(file('"a","b"\n"NA",1\nNA,NA\n"no",4\n'), no_reply=["NA"])
    assert values(both, "a") == [None, None, "no"]
    assert values(read_csv(file("a,b\nNA,1\n")), "a") == ["NA"], "not as R writes it"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("\ufeff\n", "the file is empty"),
        ("a,b\n", "no row below the column names"),
        ("a,a\n1,2\n", "data.csv:1: the column 'a' is there twice"),
        ("a,b\n1,2\n1,2,3\n1\n", "data.csv:3: 3 cells, but there are 2 columns"),
        ('a,b\n1,"2\n3,4\n', "quotation mark left open"),
        (b"PK\x03\x04stuff", "this is a spreadsheet"),
        (b"a,b\n\x81\x8d,2\n", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_cannot_be_read_is_said(file, content: str | bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_csv(file(content))


def test_missing_files_and_columns_are_named(file, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="there is no such file"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(Invalid, match=r"there is no column 'distrct'\. Did you mean 'district'\?"):
        read_csv(file("district,b\n1,2\n"), ["distrct"])


@pytest.mark.parametrize("wrong", ["two", "1,5", "nan", "1_0", "inf"])
def test_what_is_no_number_is_named_with_its_row(file, wrong: str) -> None:
    data = read_csv(file(f'b\n1\n"{wrong}"\n'))
    with pytest.raises(Invalid, match=f"b: row 2: '{wrong}' is not a number"):
        data.numbers("b")


@pytest.mark.parametrize(
    ("cells", "said"),
    [("1\n-2\n", "1 weight below zero; the first is in row 2"), ("1\n\n", "1 row without a weight"), ("0\n0\n", "all")],
)
def test_weights_are_checked(file, cells: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_csv(file(f"w\n{cells}")).weights("w")


def test_levels_stand_in_natural_order() -> None:
    assert naturally_sorted(["10", "9", "-1", "1.5"]) == ["-1", "1.5", "9", "10"]
    assert naturally_sorted(["65+", "100+", "5-9", "16-24"]) == ["5-9", "16-24", "65+", "100+"]
    assert naturally_sorted(["yes", "No", "maybe"]) == ["maybe", "No", "yes"]


@given(st.lists(st.text(max_size=5), unique=True))
def test_any_levels_can_be_ordered(levels: list[str]) -> None:
    once = naturally_sorted(levels)
    assert sorted(once) == sorted(levels)
    assert naturally_sorted(reversed(levels)) == once


def test_a_data_frame_gives_the_same_levels() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"a": ["x", None, ""], "b": [1.0, 2.0, None]})
    data = Responses.of(frame)
    assert values(data, "a") == ["x", None, None]
    assert np.isnan(data.numbers("b")[2])


def test_two_columns_may_be_joined() -> None:
    choice = Responses.of({"sex": ["f", "m", None], "age": ["10", "9", "9"]}).choice("sex*age")
    assert choice.levels == ("f*10", "m*9")
    assert choice.codes.tolist() == [0, 1, -1]


MARGINS = "variable,level,total\nsex,f,51\nsex,m,49\nage,young,30\nage,old,70\n"


def test_margins_are_read_in_their_order(file) -> None:
    margins = read_margins(file(MARGINS))
    assert [(margin.variable, margin.levels) for margin in margins] == [("sex", ("f", "m")), ("age", ("young", "old"))]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("variable,level,total\nsex,f,51\nsex,m,49\nage,young,30\nage,old,60\n", "age: its totals add up to 90"),
        ("variable,level,total\nsex,f,0\nsex,m,49\n", "the total of 'f' is 0"),
        ("variable,level,total\nsex,f,-1\nsex,m,49\n", "the total of 'f' is -1"),
        ("variable,level,total\nsex,f,1\nsex,f,49\n", "row 2: the level 'f' is there twice"),
        ("variable,level,total\nsex,,1\n", "level: row 1: the level is missing"),
        ("variable,level,total\nsex,f,many\n", "total: row 1: 'many' is not a number"),
        ("variable,level\nsex,f\n", "there is no column 'total'"),
    ],
)
def test_wrong_margins_are_said(file, content: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_margins(file(content))


def test_margins_may_be_rescaled_to_the_first(file) -> None:
    path = file("variable,level,total\nsex,f,510\nsex,m,490\nage,young,30\nage,old,70\n")
    assert read_margins(path, rescale=True)[1].totals == pytest.approx((300, 700))


def test_every_misfit_of_data_and_margins_is_named(file) -> None:
    data = Responses.of({"sex": ["f", "F", None], "age": ["old", "old", "old"]})
    with pytest.raises(Invalid) as refused:
        weigh(data, read_margins(file(MARGINS)))
    text = str(refused.value)
    assert "sex: 1 response without a reply; the first is row 3" in text
    assert "sex: the margins have no total for 'F'" in text
    assert "sex: nobody in the data is 'm'" in text
    assert "age: nobody in the data is 'young'" in text


def test_no_reply_may_keep_its_share(file) -> None:
    data = Responses.of({"sex": ["f", "f", "m", None], "age": ["old", "young", "old", "young"]})
    weighed = weigh(data, read_margins(file(MARGINS)), keep_no_reply=True)
    assert weighed.margins[0].levels == ("f", "m", NO_REPLY)
    assert weighed.weights[3] == pytest.approx(25)
    assert weighed.weights[:2].sum() == pytest.approx(0.75 * 51)


def test_the_file_is_written_again_with_one_more_column(file, tmp_path: Path) -> None:
    source = file("\ufeffa;b\r\nnaïve;1\r\n\r\nx;2\r\n")
    target = tmp_path / "out.csv"
    copy_with_column(source, target, "weight", [0.1, 1 / 3])
    data = read_csv(target)
    assert values(data, "a") == ["naïve", "x"]
    assert data.numbers("weight").tolist() == [0.1, 1 / 3]
    with pytest.raises(Invalid, match="there is a column 'a' already"):
        copy_with_column(source, target, "a", [1, 2])
    with pytest.raises(Invalid, match="written over the data"):
        copy_with_column(source, source, "weight", [1, 2])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "out.csv"]
