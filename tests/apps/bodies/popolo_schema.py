"""Popolo's own JSON Schemas (draft 3) of people, organisations, posts and memberships, and what we ask beyond them.

The originals are fetched by `make setup` (tools/fetch_popolo_schemas.py) and are not in this repository. They are older
than Popolo 1.0.1; what that version adds, and what we keep stricter, is said here in our own words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft3Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

Schema = dict[str, Any]
FOLDER = Path(__file__).resolve().parents[3] / ".venv/popolo-schemas"
ORIGINALS = {"persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership"}

TEXT: Schema = {"type": ["string", "null"]}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
LINK: Schema = {
    "type": "object",
    "properties": {"url": {"type": "string", "format": "uri", "required": True}, "note": TEXT},
}
# Every document of ours has an address of its own, and says when it changed in the form of a moment.
COMMON: Schema = {
    "id": {"type": "string", "required": True, "minLength": 1},
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "sources": {"type": "array", "items": LINK},
}
OTHER_NAME: Schema = {"type": "object", "additionalProperties": True, "properties": {"name": {"minLength": 1}}}
BEYOND: dict[str, Schema] = {
    "persons": {"name": {"minLength": 1}, "national_identity": TEXT},
    "organizations": {
        "name": {"minLength": 1},
        "area_id": TEXT,
        "image": {"type": ["string", "null"], "format": "uri"},
        "other_names": {"type": "array", "items": OTHER_NAME},
    },
    "posts": {"area_id": TEXT, "other_label": {"type": "array", "items": {"type": "string"}}},
    "memberships": {
        "area_id": TEXT,
        "on_behalf_of_id": TEXT,
        "member": {"type": ["object", "null"]},
        "organization_id": {"type": "string", "required": True},
    },
}


@cache
def originals() -> tuple[Registry, dict[str, Schema]]:
    """All of them, for references to be followed, and by the name of their file. Fails where they were not fetched."""
    schemas: dict[str, Schema] = {file.stem: json.loads(file.read_text("utf-8")) for file in FOLDER.glob("*.json")}
    missing = sorted({*ORIGINALS.values(), "link", "other_name", "identifier", "contact_detail"} - set(schemas))
    assert not missing, f"Popolo's own schemas are not in {FOLDER} ({', '.join(missing)}). Say: make setup"
    resources = [(each["id"], Resource.from_contents(each, default_specification=DRAFT3)) for each in schemas.values()]
    return Registry().with_resources(resources), schemas


@cache
def validators(collection: str) -> tuple[Draft3Validator, Draft3Validator]:
    """The original, and what we ask beyond it."""
    registry, schemas = originals()
    original = schemas[ORIGINALS[collection]]
    beyond = {
        "$schema": "http://json-schema.org/draft-03/schema#",
        "type": "object",
        "properties": {**COMMON, **BEYOND[collection]},
    }
    for schema in (original, beyond):
        Draft3Validator.check_schema(schema)
    checker = FormatChecker()
    return (
        Draft3Validator(original, registry=registry, format_checker=checker),
        Draft3Validator(beyond, format_checker=checker),
    )


def faults(collection: str, document: Schema) -> list[str]:
    """What is wrong with one document, a sentence each; [] where all is well."""
    found = [error.message for each in validators(collection) for error in each.iter_errors(document)]
    return found + [f"{name} is empty" for name, value in document.items() if value in ("", [], None)]
