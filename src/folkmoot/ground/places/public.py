"""The front door of `places`."""

from .actions.import_postcodes import Imported, import_postcodes
from .actions.load_pack import load_pack
from .queries.find_places import districts, own_county, place_by_code
from .queries.find_postcodes import PostcodeAnswer, district_of, find_postcode, place_ids_of
from .queries.maps import Map, Shape, map_inside
from .queries.place_at import place_ids_at
from .queries.populations import AgeBand, Headcount, Profile, Share, population, profile, profiles

__all__ = [
    "AgeBand",
    "Headcount",
    "Imported",
    "Map",
    "PostcodeAnswer",
    "Profile",
    "Shape",
    "Share",
    "district_of",
    "districts",
    "find_postcode",
    "import_postcodes",
    "load_pack",
    "map_inside",
    "own_county",
    "place_by_code",
    "place_ids_at",
    "place_ids_of",
    "population",
    "profile",
    "profiles",
]
