"""Readers for the files of a pack: tables (CSV), documents (YAML) and boundaries (GeoJSON).

No reader raises for what is in a file: each fault goes to a `Report` with its file, line, message and mend, and the
reading goes on, so that all faults are told at once. Whoever loads asks `report.raise_if_any()` before writing.
"""

from folkmoot_core.packfiles.boundaries import Geometry, geometry_problem, read_geojson
from folkmoot_core.packfiles.dates import PartialDate, parse_day, parse_partial, parse_relative
from folkmoot_core.packfiles.documents import read_yaml, read_yaml_list, read_yaml_node
from folkmoot_core.packfiles.nodes import YamlMap, YamlNode
from folkmoot_core.packfiles.report import Report
from folkmoot_core.packfiles.tables import Row, read_csv, read_records

__all__ = [
    "Geometry",
    "PartialDate",
    "Report",
    "Row",
    "YamlMap",
    "YamlNode",
    "geometry_problem",
    "parse_day",
    "parse_partial",
    "parse_relative",
    "read_csv",
    "read_geojson",
    "read_records",
    "read_yaml",
    "read_yaml_list",
    "read_yaml_node",
]
