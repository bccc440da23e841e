"""Build the pack's organisations, people, posts and memberships from the tables of the 2011 papers.

Run once with the source tables beside the repository: ``python tools/kent_2011/build_bodies.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from tables import PACK, SOURCE, read_table, write_table

WORDS = Path(__file__).parent / "words"
KENT = SOURCE / "kent"
ORGANISATION_COLUMNS = (
    "key",
    "name",
    "classification",
    "parent",
    "purpose",
    "meets",
    "founding_date",
    "dissolution_date",
    "place",
    "note",
    "source",
)
MEMBERSHIP_COLUMNS = (
    "person",
    "organisation",
    "post",
    "role",
    "on_behalf_of",
    "tier",
    "category",
    "start_date",
    "end_date",
    "source",
)
PARENTS = {
    "kcc_county_council": "kent_county_council",
    "yos": "kcc_customer_communities",
    "silk": "kent_county_council",
    "kcc_cmt": "kent_county_council",
    "kcc_customer_communities": "kent_county_council",
}
MEETS = {
    "kent_forum": "About every two months; once a year in Westminster",
    "ambition_board_1": "At least every two months for the first six months",
    "ambition_board_2": "At least every two months for the first six months",
    "ambition_board_3": "At least every two months for the first six months",
    "leaders_task_and_finish": "Between the end of September and the start of November 2011",
    "county_community_safety_partnership": "Twice a year",
    "kwp": "Every three months",
    "clean_kent": "Every three months",
    "local_childrens_trusts": "Every three months",
    "posc": "About every two months",
    "info_governance_board": "As needed, about every two months",
    "lgo": "Writes to each council once a year",
}
FOUNDED = {
    "clean_kent": "2004",
    "kent_forum": "2011",
    "ambition_board_1": "2011",
    "ambition_board_2": "2011",
    "ambition_board_3": "2011",
}
REPLACED = {
    "kent_partnership": "Dissolved by 2011; the Kent Forum took its place.",
    "kent_leaders_group": "Dissolved by 2011; the Kent Forum took its place.",
    "kent_public_service_board": "Dissolved by 2011.",
    "safer_stronger_group": "Replaced by the county's community safety partnership by 2011.",
    "communities_poc": "An earlier committee; the papers show it in January 2007.",
    "kent_forum": "Confirmed on 24 May 2011 after a six-month trial.",
    "health_wellbeing_board": "Not yet formed in September 2011.",
    "sc_domestic_abuse": "Proposed to the Scrutiny Board for 28 September 2011.",
}
ON_BEHALF = {
    "KCC": "kent_county_council",
    "KCC Communities": "kcc_customer_communities",
    "KCC YOS": "yos",
    "LGO": "lgo",
    "Kent Fire and Rescue": "kent_and_medway_fire_and_rescue",
    "Kent CAN": "kent_can",
    "KALC": "kalc",
    "KAFEC": "kafec",
    "": "",
}
BOARDS_OF_COUNTY = ("kcc_cabinet", "scrutiny_board", "governance_audit", "communities_poc", "posc")


def words(name: str) -> dict[str, dict[str, str]]:
    """One of the word lists beside this script."""
    content: dict[str, dict[str, str]] = yaml.safe_load((WORDS / name).read_text(encoding="utf-8"))
    return content


def printed(source: str) -> str:
    """A citation without the name of the scan: which paper and section."""
    parts = source.split(" ; ", maxsplit=1)[0].split(" | ")
    paper = {
        "000": "Communities vision report, 2007",
        "001": "Communities operating plan, 2008",
        "002": "Scrutiny papers, 15 September 2011",
        "003": "Scrutiny supplement, 15 September 2011",
        "004": "Ambition Board briefing, June 2011",
    }[parts[0][:3]]
    return f"{paper}: {parts[1]}"


def district_place(key: str, districts: dict[str, str]) -> str:
    """The place of a Locality Board, by the district its key names."""
    return districts.get(key.removeprefix("locality_board_"), "") if key.startswith("locality_board_") else ""


def council_of(place: str, organisations: dict[str, dict[str, str]]) -> str:
    """The key of the district council whose name starts with the district's name."""
    return next(key for key, row in organisations.items() if row["is"] == "district_council" and key.startswith(place))


def bodies(organisations: dict[str, dict[str, str]]) -> Iterator[dict[str, object]]:
    """Every body of the papers, then the organisations that only the lists of names hold."""
    said = words("bodies.yaml")
    districts = {
        row["place_id"]: organisations[council_of(row["place_id"], organisations)]["place"]
        for row in read_table(KENT / "places.csv")
        if row["kind"] == "district"
    }
    for row in read_table(KENT / "bodies.csv"):
        key = row["body_id"]
        about = said["locality_board" if key.startswith("locality_board") else key]
        yield {
            "key": key,
            "name": re.sub(
                r" \((?:proposed|KMIP|KAFEC|KALC|VAWK|SILK|KaMSEN|county|district|local|national|IMG)\)",
                "",
                row["name"],
            ),
            "classification": about["is"],
            "parent": PARENTS.get(key, row["parent_body_id"]),
            "purpose": about["does"],
            "meets": MEETS.get(key, ""),
            "founding_date": FOUNDED.get(key, ""),
            "place": district_place(key, districts) or ("E10000016" if key == "kent_forum" else ""),
            "note": REPLACED.get(key, ""),
            "source": printed(row["source"]),
        }
    for key, about in organisations.items():
        yield organisation(key, about)


def organisation(key: str, about: dict[str, str]) -> dict[str, object]:
    """A council or partner from our list of organisations."""
    purpose, source = about.get("does", ""), about.get("source", "")
    if about["is"] == "district_council":
        purpose, source = "The council for this district.", "Ambition Board briefing, June 2011: Appendix 4.3"
    if about["is"] == "parish_council":
        purpose = "A parish or town council that answered the 2011 consultation."
        source = "Scrutiny papers, 15 September 2011: list of parish councils that gave their details"
    return {
        "key": key,
        "name": about["name"],
        "classification": about["is"],
        "purpose": purpose,
        "place": about.get("place", ""),
        "note": about.get("note", ""),
        "source": source,
    }


def person_key(name: str) -> str:
    """John Gilbey → john_gilbey."""
    return re.sub(r"[^a-z]+", "_", name.lower()).strip("_")


def split_title(name: str, honorific: str) -> tuple[str, str]:
    """A title printed inside a name goes where titles go."""
    return (name.removeprefix("Bishop "), "Bishop") if name.startswith("Bishop ") else (name, honorific)


def rank(role: str) -> str:
    """The role in a few plain words."""
    if role.startswith("champion"):
        return "Champion"
    return {"support officer (first six months)": "Support officer", "core member": "Member", "member": "Member"}.get(
        role, role
    )


def member_rows(organisations: dict[str, dict[str, str]]) -> Iterator[dict[str, str]]:
    """Memberships of boards, committees and associations, then posts held in organisations."""
    for row in read_table(KENT / "memberships.csv"):
        name, title = split_title(row["person"], row["honorific"])
        behalf = ON_BEHALF.get(row["organisation"]) if row["organisation"] in ON_BEHALF else None
        if behalf is None:
            behalf = council_of(row["place_id"], organisations)
        label = re.sub(r" \((?:inferred|rule).*?\)", "", row["post"])
        yield {
            "name": name,
            "title": title,
            "organisation": row["body_id"],
            "label": label,
            "role": rank(row["role_in_body"]),
            "on_behalf_of": behalf,
            "tier": row["tier"],
            "category": row["category"],
            "start_date": row["as_of"].split(" to ")[0],
            "source": printed(row["source"]),
        }
    for row in read_table(KENT / "people.csv"):
        organisation = ON_BEHALF[row["organisation"]]
        old = row["source"].startswith("000")
        tier = "national" if organisation == "lgo" else "county"
        yield {
            "name": row["person"],
            "title": "",
            "organisation": organisation,
            "label": row["post_as_printed"].removesuffix(" (Managing Director in the letter)"),
            "role": row["post_as_printed"].split(" (Managing")[0] or "Project manager",
            "on_behalf_of": "",
            "tier": tier,
            "category": "officer",
            "start_date": "2007-01" if old else "2011-09",
            "source": printed(row["source"]),
        }


def write_people(rows: list[dict[str, str]]) -> None:
    """People, the posts they hold and the memberships that join them to organisations."""
    people: dict[str, dict[str, object]] = {}
    posts: dict[str, dict[str, object]] = {}
    memberships: dict[tuple[str, ...], dict[str, object]] = {}
    for row in rows:
        person = person_key(row["name"])
        known = people.setdefault(person, {"key": person, "name": row["name"], "honorific": row["title"]})
        known["honorific"] = known["honorific"] or row["title"]
        post = ""
        if row["label"]:
            home = row["on_behalf_of"] or row["organisation"]
            post = f"{home}__{person_key(row['label'])}"[:120].rstrip("_")
            posts[post] = {"key": post, "label": row["label"], "organisation": home}
        key = (person, row["organisation"], post, row["role"])
        memberships.setdefault(
            key,
            {
                "person": person,
                "post": post,
                **{c: row.get(c, "") for c in MEMBERSHIP_COLUMNS if c not in ("person", "post")},
            },
        )
    write_table(PACK / "bodies/people.csv", ("key", "name", "honorific"), people.values())
    write_table(PACK / "bodies/posts.csv", ("key", "label", "organisation"), posts.values())
    write_table(PACK / "bodies/memberships.csv", MEMBERSHIP_COLUMNS, memberships.values())


def main() -> None:
    """Write every file under bodies/ and check that all keys meet."""
    listed = words("organisations.yaml")
    rows = list(bodies(listed))
    keys = [str(row["key"]) for row in rows]
    if len(set(keys)) != len(keys):
        raise SystemExit("An organisation stands twice")
    for row in rows:
        if row["key"] in BOARDS_OF_COUNTY:
            row["parent"] = "kent_county_council" if row["key"] != "kcc_cabinet" else "kcc_county_council"
        if row.get("parent") and row["parent"] not in keys:
            raise SystemExit(f"{row['key']}: no such parent {row['parent']}")
    by_key = {str(row["key"]): row for row in rows}
    rows.sort(key=lambda row: depth(row, by_key))
    write_table(PACK / "bodies/organisations.csv", ORGANISATION_COLUMNS, rows)
    members = list(member_rows(listed))
    unknown = {row["organisation"] for row in members} | {row["on_behalf_of"] for row in members if row["on_behalf_of"]}
    if unknown - set(keys):
        raise SystemExit(f"Members of unknown organisations: {sorted(unknown - set(keys))}")
    write_people(members)


def depth(row: dict[str, object], by_key: dict[str, dict[str, object]]) -> int:
    """How far below the top an organisation stands, so that parents come before children."""
    parent = str(row.get("parent") or "")
    return 0 if not parent else 1 + depth(by_key[parent], by_key)


if __name__ == "__main__":
    main()
