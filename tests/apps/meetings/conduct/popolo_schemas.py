"""What Popolo 1.0.1 asks of motions, vote events, counts and votes, said in our own words as JSON Schema draft 3, with
our stricter checks: its schemas let nearly everything through.

Each property was held against motion, vote_event, count and vote.json of popolo-project/popolo-spec (schemas/) on 28
November 2026: name, type, format and what is required. Those files were read, not copied."""

from __future__ import annotations

from collections import Counter
from typing import Any

from jsonschema import Draft3Validator, FormatChecker

TEXT: dict[str, Any] = {"type": "string", "required": True, "minLength": 1}
MAYBE: dict[str, Any] = {"type": ["string", "null"]}
RESULT: dict[str, Any] = {"type": "string", "enum": ["pass", "fail"]}
OPTION: dict[str, Any] = {**TEXT, "enum": ["yes", "no", "abstain", "absent", "not voting", "paired"]}
MOMENT: dict[str, Any] = {**TEXT, "format": "date-time", "pattern": r"T.*(Z|[+-]\d\d:\d\d)$"}
GROUP: dict[str, Any] = {"type": "object", "properties": {"id": TEXT, "name": TEXT}}
MOTION = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "organization_id": TEXT,
        "creator_id": MAYBE,
        "text": TEXT,
        "classification": MAYBE,
        "date": MOMENT,
        "requirement": TEXT,
        "result": RESULT,
    },
}
VOTE_EVENT = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "organization_id": TEXT,
        "motion_id": TEXT,
        "start_date": MOMENT,
        "result": RESULT,
        "counts": {
            "type": "array",
            "required": True,
            "items": {
                "type": "object",
                "properties": {
                    "option": OPTION,
                    "value": {"type": "integer", "minimum": 0, "required": True},
                    "group_id": MAYBE,
                    "group": GROUP,
                },
            },
        },
    },
}
VOTE = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "vote_event_id": TEXT,
        "voter_id": TEXT,
        "option": OPTION,
        "role": MAYBE,
        "group_id": MAYBE,
        "group": GROUP,
    },
}
SCHEMAS = {"motions": MOTION, "vote_events": VOTE_EVENT, "votes": VOTE}


def faults_in_votes(document: dict[str, list[dict[str, Any]]]) -> list[str]:
    """What is wrong with an export, a sentence each; [] where all is well."""
    faults = []
    for name, schema in SCHEMAS.items():
        checker = Draft3Validator(schema, format_checker=FormatChecker())
        for place, each in enumerate(document[name]):
            faults += [f"{name}[{place}]: {error.message}" for error in checker.iter_errors(each)]
            faults += [f"{name}[{place}]: {key} is empty" for key, value in each.items() if value in ("", [], None)]
    motions = {each["id"]: each for each in document["motions"]}
    events = {each["id"]: each for each in document["vote_events"]}
    faults += [f"{each['id']}: no such motion" for each in events.values() if each["motion_id"] not in motions]
    faults += [f"{each['id']}: no such vote event" for each in document["votes"] if each["vote_event_id"] not in events]
    for event in events.values():
        faults += _faults_in_totals(event, [each for each in document["votes"] if each["vote_event_id"] == event["id"]])
        if event.get("result") and motions[event["motion_id"]].get("result") not in (event["result"], None):
            faults.append(f"{event['id']}: the motion says otherwise")
    return faults


def _faults_in_totals(event: dict[str, Any], votes: list[dict[str, Any]]) -> list[str]:
    own = [each for each in votes if each.get("role") != "casting vote"]
    if not own:
        return []
    faults = []
    if len({each["voter_id"] for each in own}) != len(own):
        faults.append(f"{event['id']}: somebody voted twice")
    # By group, and of the whole where a count names none.
    by_group = Counter((each.get("group_id"), each["option"]) for each in own)
    counted = Counter(each["option"] for each in own)
    for count in event["counts"]:
        group, option = count.get("group_id"), count["option"]
        voted = by_group[group, option] if group else counted[option]
        if voted != count["value"]:
            faults.append(f"{event['id']}: {count['value']} {option}, but {voted} by name")
    if sum(count["value"] for count in event["counts"]) != len(own):
        faults.append(f"{event['id']}: the counts do not come to {len(own)}")
    return faults
