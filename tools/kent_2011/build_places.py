"""Build the pack's places: names, boundaries, populations, postcodes and bank holidays.

Run once with the source tables beside the repository: ``python tools/kent_2011/build_places.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tables import PACK, SOURCE, read_table, write_table

COUNTY = "E10000016"
MEDWAY = "E06000035"
RENAMED = "E07000112"
DATA = SOURCE / "data"
PLACE_COLUMNS = ("code", "slug", "name", "kind", "parent", "other_names", "valid_from", "valid_to", "note")
POPULATION_COLUMNS = ("place", "year", "source", "sex", "age_from", "age_to", "ethnicity", "residents")


def slug(name: str) -> str:
    """A name as it stands in an address: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "").replace("&", "and")).strip("-")


def features(name: str) -> list[dict[str, Any]]:
    """The features of one source boundary file."""
    document: dict[str, Any] = json.loads((DATA / "places" / name).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = document["features"]
    return found


def district_rows() -> list[dict[str, object]]:
    """The country, the county, its twelve districts and the unitary neighbour."""
    rows: list[dict[str, object]] = [
        {"code": "E92000001", "slug": "england", "name": "England", "kind": "country"},
        {
            "code": COUNTY,
            "slug": "kent",
            "name": "Kent",
            "kind": "county",
            "parent": "E92000001",
            "note": "The county council's area: twelve districts, without Medway.",
        },
    ]
    for feature in features("kent_districts_2024.geojson"):
        code, name = feature["properties"]["ltla24_code"], feature["properties"]["ltla24_name"]
        row: dict[str, object] = {
            "code": code,
            "slug": slug(name),
            "name": name,
            "kind": "district",
            "parent": COUNTY,
            "valid_from": "1974-04-01",
        }
        if code == RENAMED:
            row["other_names"] = "Shepway"
            row["note"] = "Called Shepway in 2011; took its present name on 1 April 2018. The code did not change."
        rows.append(row)
    rows.append(
        {
            "code": MEDWAY,
            "slug": "medway",
            "name": "Medway",
            "kind": "unitary",
            "parent": "E92000001",
            "valid_from": "1998-04-01",
            "note": "Neighbour with its own council; not part of the county council's area.",
        }
    )
    return rows


def ward_rows() -> list[dict[str, object]]:
    """The wards of 2024 in the county: the vintage that the postcode file uses."""
    used = {row["ward_code"] for row in read_table(DATA / "postcodes" / "kent_postcodes.csv")}
    lookup = read_table(DATA / "places" / "kent_wards_2024_lookup.csv")
    names = {row["ward24_code"]: row for row in lookup}
    nameless = used - names.keys()
    if nameless:
        raise SystemExit(f"These ward codes of the postcode file have no name: {sorted(nameless)}")
    districts = {str(row["code"]): str(row["slug"]) for row in district_rows()}
    rows = [
        {
            "code": code,
            "slug": f"{districts[row['ltla24_code']]}-{slug(row['ward24_name'])}",
            "name": row["ward24_name"],
            "kind": "ward",
            "parent": row["ltla24_code"],
        }
        for code, row in names.items()
    ]
    return sorted(rows, key=lambda row: (row["parent"], row["name"]))


def write_boundaries(ward_codes: set[str]) -> None:
    """Two GeoJSON files whose features carry a code and nothing else."""
    outlines = {f["properties"]["LAD13CD"]: f["geometry"] for f in features("kent_districts_2013_detailed.geojson")}
    for feature in features("kent_and_medway_2024.geojson"):
        if feature["properties"]["ltla24_code"] == MEDWAY:
            outlines[MEDWAY] = feature["geometry"]
    wards = {f["properties"]["ward22_code"]: f["geometry"] for f in features("kent_wards_2022.geojson")}
    write_geojson(PACK / "places/boundaries/districts.geojson", outlines)
    write_geojson(
        PACK / "places/boundaries/wards.geojson", {code: wards[code] for code in sorted(wards) if code in ward_codes}
    )


def write_geojson(path: Path, outlines: dict[str, Any]) -> None:
    """One feature a line, so that a changed boundary shows as one changed line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"type": "Feature", "properties": {"code": code}, "geometry": rounded(shape)}, separators=(",", ":"))
        for code, shape in sorted(outlines.items())
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(lines)} outlines, {len(text) // 1000} kB")


def rounded(shape: Any) -> Any:
    """Coordinates to five decimals: about a metre."""
    if isinstance(shape, dict):
        return {"type": shape["type"], "coordinates": rounded(shape["coordinates"])}
    if isinstance(shape, list):
        return [rounded(item) for item in shape]
    return round(shape, 5)


def population(place: str, year: int, source: str, residents: int, **detail: object) -> dict[str, object]:
    """One population row; everybody of all ages unless the detail says otherwise."""
    row: dict[str, object] = {
        "place": place,
        "year": year,
        "source": source,
        "sex": "all",
        "age_from": 0,
        "age_to": "",
        "ethnicity": "all",
        "residents": residents,
    }
    return row | detail


def census_2011_ages() -> Iterator[dict[str, object]]:
    """Census 2011, sex by five-year age band, district by district."""
    for row in read_table(DATA / "population" / "kent_census2011_sex_by_5year_age.csv"):
        ages = [int(word) for word in re.findall(r"\d+", row["age_band"])]
        if row["age_band"].endswith("and under"):
            first, last = 0, str(ages[0])
        else:
            first, last = ages[0], str(ages[1]) if len(ages) == 2 else ""
        sex = {"Females": "female", "Males": "male"}[row["sex"]]
        yield population(
            row["lad_code"], 2011, "Census 2011", int(row["residents"]), sex=sex, age_from=first, age_to=last
        )


def census_2011_ethnicity() -> Iterator[dict[str, object]]:
    """Census 2011, the eighteen detailed ethnic groups (the five broad ones are their sums)."""
    for row in read_table(DATA / "population" / "kent_census2011_ethnicity.csv"):
        for column, value in row.items():
            parts = column.removesuffix("; measures: Value").split(": ")
            if parts[0] == "Ethnic Group" and len(parts) == 3 and parts[1] != "All categories":
                yield population(
                    row["geography code"], 2011, "Census 2011", int(value), ethnicity=f"{parts[1]}: {parts[2]}"
                )


def later_years() -> Iterator[dict[str, object]]:
    """Mid-year totals of 2019 and 2020, and Census 2021 by ethnic group with its sum as the total."""
    for year in (19, 20):
        for row in read_table(DATA / "population" / f"kent_population{year}_ltla{year}.csv"):
            yield population(
                row[f"ltla{year}_code"], 2000 + year, f"ONS mid-{2000 + year} estimate", int(row["total_population"])
            )
    totals: dict[str, int] = {}
    for row in read_table(DATA / "population" / "kent_ethnicity21_ltla21.csv"):
        label, number = row["ethnic_group"].removesuffix(" (number)"), row["ethnic_group"].endswith("(number)")
        if number:
            totals[row["ltla21_code"]] = totals.get(row["ltla21_code"], 0) + int(row["value"])
            yield population(row["ltla21_code"], 2021, "Census 2021", int(row["value"]), ethnicity=label)
    for code, total in totals.items():
        yield population(code, 2021, "Census 2021", total)


def postcodes() -> Iterator[dict[str, object]]:
    """Every live postcode of the county with its district, ward and position."""
    for row in read_table(DATA / "postcodes" / "kent_postcodes.csv"):
        yield {
            "postcode": row["postcode"],
            "district": row["lad_code"],
            "ward": row["ward_code"],
            "lon": f"{float(row['lon']):.5f}",
            "lat": f"{float(row['lat']):.5f}",
        }


def main() -> None:
    """Write every file under places/ and calendars/."""
    wards = ward_rows()
    write_table(PACK / "places/places.csv", PLACE_COLUMNS, [*district_rows(), *wards])
    write_boundaries({str(row["code"]) for row in wards})
    people = [*census_2011_ages(), *census_2011_ethnicity(), *later_years()]
    write_table(PACK / "places/populations.csv", POPULATION_COLUMNS, people)
    write_table(PACK / "places/postcodes.csv", ("postcode", "district", "ward", "lon", "lat"), postcodes())
    holidays = read_table(DATA / "bank_holidays" / "england_wales_bank_holidays_2006_2028.csv")
    write_table(
        PACK / "calendars/bank_holidays.csv",
        ("region", "date", "title", "source"),
        [{"region": "england-wales", **row} for row in holidays],
    )


if __name__ == "__main__":
    main()
