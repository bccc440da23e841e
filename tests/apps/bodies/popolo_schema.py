"""What the JSON Schemas of Popolo 1.0.1 (draft 3, popoloproject.com/schemas) ask of people, organisations, posts and
memberships: their properties, types, patterns and what is required, restated here without their texts."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "null"]}
DAY: Schema = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
ADDRESS: Schema = {"type": ["string", "null"], "format": "uri"}
LINK: Schema = {
    "type": "object",
    "properties": {"url": {"type": "string", "format": "uri", "required": True}, "note": TEXT},
}
OTHER_NAMES = (
    *("family_name", "given_name", "additional_name", "honorific_prefix", "honorific_suffix"),
    *("patronymic_name", "note"),
)
OTHER_NAME: Schema = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "required": True},
        **dict.fromkeys(OTHER_NAMES, TEXT),
        "start_date": DAY,
        "end_date": DAY,
    },
}
COMMON: Schema = {
    "id": TEXT,
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "links": {"type": "array", "items": LINK},
    "sources": {"type": "array", "items": LINK},
    "contact_details": {"type": "array", "items": {"type": "object"}},
}


def schema(texts: str, days: str = "", **others: Schema) -> Schema:
    properties = {**COMMON, **dict.fromkeys(texts.split(), TEXT), **dict.fromkeys(days.split(), DAY), **others}
    return {"$schema": "http://json-schema.org/draft-03/schema#", "type": "object", "properties": properties}


NAMES: Schema = {"type": "array", "items": OTHER_NAME}
SCHEMAS: dict[str, Schema] = {
    "persons": schema(
        "name family_name given_name additional_name honorific_prefix honorific_suffix patronymic_name sort_name "
        "gender summary biography national_identity",
        "birth_date death_date",
        other_names=NAMES,
        email={"type": ["string", "null"], "format": "email"},
        image=ADDRESS,
    ),
    "organizations": schema(
        "name classification parent_id area_id", "founding_date dissolution_date", other_names=NAMES, image=ADDRESS
    ),
    "posts": schema(
        "label role organization_id area_id",
        "start_date end_date",
        other_label={"type": "array", "items": {"type": "string"}},
    ),
    "memberships": schema(
        "label role person_id organization_id post_id on_behalf_of_id area_id",
        "start_date end_date",
        member={"type": ["object", "null"]},
    ),
}
