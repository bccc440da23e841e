"""Words find records in the database's own index, in the singular and the plural."""

import pytest
from django.db import connection

from folkmoot.domains.complaints.adapters.search_index import WORDS

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def index() -> None:
    """Rows of words without the records that they stand for, where the database lets us."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
    WORDS.put(1, "The libraries close at five")
    WORDS.put(2, "A pothole near the bus stop")
    WORDS.put(3, "Buses and the library")


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("library", [3, 1]),
        ("libraries", [3, 1]),
        ("librar", [3, 1]),
        ("Potholes", [2]),
        ("buses", [3, 2]),
        ("bus library", [3]),
        ("library NOT pothole", []),
        ('"', []),
        ("pothole OR", []),
    ],
)
def test_what_is_typed_finds(typed: str, found: list[int]) -> None:
    try:
        assert WORDS.find(typed, before=None, limit=9) == found
    finally:
        for number in (1, 2, 3):
            WORDS.put(number, "")
