"""Plain values as JSON or XML, in the element names that GeoReport v2 lays down."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import orjson

# What XML 1.0 cannot hold, however it is escaped.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What stands in a list of this name.
ITEMS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


def as_json(value: Any) -> bytes:
    return orjson.dumps(value)


def as_xml(root: str, value: Any) -> bytes:
    element = _element(root, value)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(element, encoding="unicode").encode()


def _element(name: str, value: Any) -> ET.Element:
    element = ET.Element(name)
    if isinstance(value, dict):
        element.extend(_element(key, inside) for key, inside in value.items())
    elif isinstance(value, list | tuple):
        element.extend(_element(ITEMS[name], inside) for inside in value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = _UNFIT.sub("", str(value))
    return element
