"""Figures come in, are revised and worked out: nothing is lost, and nothing goes in by halves."""

from __future__ import annotations

import io

import pytest
from django.db import DatabaseError, transaction
from openpyxl import Workbook
from tests.factories.accounts import UserFactory
from tests.factories.performance import STEADY, a_county, give, make_indicator
from tests.factories.places import PlaceFactory

from folkmoot.domains.performance.actions.define import add_indicator, edit_indicator
from folkmoot.domains.performance.actions.import_file import import_figures
from folkmoot.domains.performance.actions.observe import Given, Taken, enter_figures, revise_figure
from folkmoot.domains.performance.adapters.series import period_given
from folkmoot.domains.performance.models import Indicator, Observation, Revision
from folkmoot.domains.performance.public import consistency
from folkmoot.domains.performance.queries.series import series_of
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot.ground.places.models import Place, Population
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Place:
    return a_county()


def given(indicator: Indicator, place: Place, value: float, text: str = "2025-01", **more: str) -> Given:
    period = period_given(text, indicator.frequency, "actual")
    assert period is not None
    return Given(indicator, place.pk, "actual", period, value, **more)


def test_a_figure_is_revised_with_a_reason_and_every_state_of_it_stays(county: Place) -> None:
    indicator = make_indicator()
    give(indicator, county, [50.0])
    edition = indicator.edition
    with pytest.raises(Invalid, match="Here stands 50 already"):
        enter_figures(given=[given(indicator, county, 51.0)], by=SYSTEM)
    taken = enter_figures(given=[given(indicator, county, 51.0, reason="A gate was missed")], by=SYSTEM)
    assert taken == Taken(changed=1)
    figure = Observation.objects.get()
    with pytest.raises(Invalid, match="reason"):
        revise_figure(observation=figure, value=49.0, tolerance=None, reason=" ", by=SYSTEM)
    revise_figure(observation=figure, value=None, tolerance=None, reason="Counted twice", by=SYSTEM)
    told = list(Revision.objects.values_list("number", "value", "reason"))
    assert told == [(1, 50.0, ""), (2, 51.0, "A gate was missed"), (3, None, "Counted twice")]
    assert not series_of([indicator])
    indicator.refresh_from_db()
    assert indicator.edition == edition + 2
    assert list(consistency()) == []


def test_nobody_and_no_program_alters_what_was_written_down(county: Place) -> None:
    give(make_indicator(), county, [50.0])
    with pytest.raises(Refused):
        Revision.objects.get().save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.update(value=1.0)


def test_an_officer_of_another_body_enters_nothing(county: Place) -> None:
    indicator, other = make_indicator(), make_indicator()
    officer = UserFactory(roles=[("performance_officer", indicator.owner.scope)]).as_actor()
    enter_figures(given=[given(indicator, county, 1.0)], by=officer)
    with pytest.raises(Refused):
        enter_figures(given=[given(indicator, county, 2.0, "2025-02"), given(other, county, 1.0)], by=officer)
    assert Observation.objects.count() == 1


def test_a_formula_is_worked_out_place_by_place_and_its_inputs_stay_visible(county: Place) -> None:
    town = PlaceFactory(kind="district", parent=county)
    kept, every = make_indicator(key="kept"), make_indicator(key="every")
    values = {"key": "share", "title": "Share", "standing": "current", "definition": "x", "unit": "percent"}
    more = {"polarity": "up", "frequency": "month", "formula": "percent(kept, every)"}
    share = add_indicator(owner=kept.owner, values={**values, **more}, by=SYSTEM)
    give(every, county, [200.0, 0.0, 10.0])
    give(kept, county, [150.0, 0.0])
    give(every, town, [40.0])
    share.refresh_from_db()
    assert share.edition > 1, "what it is made of changed, so what was read off it is stale"
    found = series_of([share])
    assert [(figure.value, figure.inputs) for figure in found[share.pk, county.pk].figures] == [
        (75.0, (("kept", 150.0), ("every", 200.0)))
    ]
    gaps = found[share.pk, county.pk].gaps
    assert [gap.period.text for gap in gaps] == ["2025-02", "2025-03"]
    assert gaps[1].worked.missing == ("kept",)
    with pytest.raises(Invalid, match="worked out by its formula"):
        enter_figures(given=[given(share, county, 5.0)], by=SYSTEM)
    with pytest.raises(Invalid, match="in rate"):
        edit_indicator(indicator=share, values={"formula": "rate(kept, every, 1000)"}, by=SYSTEM)


def test_a_rate_takes_the_residents_of_the_year(county: Place) -> None:
    for year, residents in ((2020, 1000), (2025, 2000)):
        Population.objects.create(place=county, year=year, source="Census", residents=residents)
    visits = make_indicator(key="visits")
    rate = make_indicator(unit="rate", formula="rate(visits, residents, 1000)")
    edit_indicator(indicator=rate, values={"note": "x"}, by=SYSTEM)
    give(visits, county, [500.0, 500.0], periods=["2024-12", "2025-01"])
    assert [figure.value for figure in series_of([rate])[rate.pk, county.pk].figures] == [500.0, 250.0]


HEADER = "indicator,place,period,value,kind,reason\n"


def test_a_file_goes_in_whole_or_not_at_all_with_each_fault_at_its_line(county: Place) -> None:
    indicator = make_indicator(key="visits")
    give(indicator, county, [5.0])
    bad = HEADER + (
        f"visits,{county.code},2025-01,6,,\nnone,{county.code},2025-02,6,,\n"
        f"visits,Nowhere,2025 Q1,x,wish,\nvisits,{county.code},2025-03,7,,\n"
    )
    with pytest.raises(Invalid) as refused:
        import_figures(content=bad.encode(), name="f.csv", by=SYSTEM)
    told = {(fault.line, fault.where) for fault in refused.value.faults}
    assert {(3, "indicator"), (4, "place"), (4, "period"), (4, "value"), (4, "kind")} <= told
    with pytest.raises(Invalid) as refused:
        import_figures(content=(HEADER + f"visits,{county.code},2025-01,6,,\n").encode(), name="f.csv", by=SYSTEM)
    assert [(fault.line, fault.where) for fault in refused.value.faults] == [(2, "reason")]
    assert Observation.objects.count() == 1
    good = HEADER + f"visits,{county.name},Jan 2025,6,,Late\nvisits,{county.slug},2025-02,7,,\n"
    looked = import_figures(content=good.encode(), name="f.csv", only_look=True, by=SYSTEM)
    assert (looked, Observation.objects.count()) == (Taken(new=1, changed=1), 1)
    assert import_figures(content=good.encode(), name="f.csv", by=SYSTEM) == looked
    assert import_figures(content=good.encode(), name="f.csv", by=SYSTEM) == Taken(same=2)
    new = Observation.objects.get(period="2025-02")
    assert new.revisions.get().source == "File “f.csv”, line 3"


def test_a_workbook_is_read_as_well(county: Place) -> None:
    make_indicator(key="visits")
    book, file = Workbook(), io.BytesIO()
    for row in (["indicator", "place", "period", "value"], ["visits", county.code, "2025-01", 12.5]):
        book.active.append(row)
    book.save(file)
    assert import_figures(content=file.getvalue(), name="f.xlsx", by=SYSTEM) == Taken(new=1)


def test_small_numbers_of_people_are_left_out_for_everybody_with_what_would_tell_them(county: Place) -> None:
    hurt = make_indicator(counts_people=True, key="hurt")
    every = make_indicator(key="every")
    share = make_indicator(unit="percent", formula="percent(hurt, every)")
    edit_indicator(indicator=share, values={"note": "x"}, by=SYSTEM)
    towns = [PlaceFactory(kind="district", parent=county) for _each in range(2)]
    for place, values in zip((county, *towns), ([30.0, 33.0], [3.0, 9.0], [27.0, 24.0]), strict=True):
        give(hurt, place, values)
        give(every, place, STEADY[:2])
    for indicator in (hurt, share):
        seen = {place: len(each.for_everybody().figures) for (_pk, place), each in series_of([indicator]).items()}
        assert seen == {county.pk: 2, towns[0].pk: 1, towns[1].pk: 1}
