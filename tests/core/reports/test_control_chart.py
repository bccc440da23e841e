"""The picture of a control chart: complete, well formed, and never telling by colour alone."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from folkmoot_core.reports.charts.control_chart import alternative_of, draw_control_chart
from folkmoot_core.reports.charts.pictures import png
from folkmoot_core.spc import Chart, Options, Period, Polarity, Rebase, chart, parse_periods

SVG = "{http://www.w3.org/2000/svg}"
CALM = [10, 12, 9, 11, 10, 8, 11, 9, 12, 10, 9, 11]


def months(count: int) -> list[Period]:
    texts = [f"{2010 + place // 12}-{place % 12 + 1:02}" for place in range(count)]
    return [period for period in parse_periods(texts) if period]


def drawn(values: list[float], options: Options) -> tuple[Chart, ET.Element, str]:
    found = chart(months(len(values)), values, options)
    svg = draw_control_chart(found, "Answers <in> time & place", source="Made up")
    root = ET.fromstring(svg)
    return found, root, " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_icon_with_its_word_statement_and_a_table_of_every_point() -> None:
    found, root, words = drawn([*CALM, 30], Options(Polarity.UP, target=20))
    assert "Answers <in> time & place" in words
    for word in (
        "H",
        "improvement (high)",
        "F",
        "hit or miss" if found.assurance == "inconsistent" else "target missed",
    ):
        assert word in words
    assert found.statement.split(";")[0] in words
    for point in found.points:
        assert f"{point.period.name[:3]} {point.period.text[2:4]} {point.value:.0f}" in words
    assert "above the limit" in words
    assert "Made up" in words
    assert root.find(f"{SVG}desc").text == alternative_of(found)  # type: ignore[union-attr]


def test_each_kind_of_point_has_a_shape_of_its_own() -> None:
    _found, calm, _words = drawn(CALM, Options(Polarity.UP))
    _found, better, _words = drawn([*CALM, 30], Options(Polarity.UP))
    _found, worse, _words = drawn([*CALM, 30], Options(Polarity.DOWN))

    def shapes(root: ET.Element) -> tuple[int, int]:
        return len(list(root.iter(f"{SVG}polygon"))), len(list(root.iter(f"{SVG}rect")))

    # The ground is a rectangle; a mark on the plot and one in the key.
    assert (shapes(calm), shapes(better), shapes(worse)) == ((0, 1), (0, 3), (2, 1))


def test_too_few_points_have_no_arrow_and_still_a_picture() -> None:
    for values in ([5.0], [5.0, 90.0], [4.0] * 12):
        found, _root, words = drawn(values, Options(Polarity.UP, target=4))
        assert found.variation.word in words
        assert "(high)" not in words


def test_limits_that_begin_anew_show_their_reason_and_a_gap_breaks_the_line() -> None:
    rebased = Options(rebases=(Rebase("2011-01", "a second office"),))
    _found, root, words = drawn([*CALM, *(value + 20 for value in CALM)], rebased)
    assert "a second office" in words
    periods = [period for place, period in enumerate(months(13)) if place != 6]
    gappy = ET.fromstring(draw_control_chart(chart(periods, CALM), "Gap"))

    def lines(element: ET.Element) -> int:
        return len(list(element.iter(f"{SVG}polyline")))

    assert lines(gappy) == lines(root) + 1


def test_words_for_those_who_do_not_see_it() -> None:
    found, _root, _words = drawn([*CALM, 30], Options(Polarity.UP))
    said = alternative_of(found)
    assert said.startswith("Control chart of 13 points, January 2010 to January 2011. A real improvement:")
    assert said.endswith("Points that show something: January 2011: above the upper limit.")


def test_as_png() -> None:
    found = chart(months(12), CALM)
    assert png(draw_control_chart(found, "PNG")).startswith(b"\x89PNG")
