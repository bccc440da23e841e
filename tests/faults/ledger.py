"""What a site's database holds of responses, read past the site."""

from __future__ import annotations

from collections import Counter
from typing import Any

from driving.real_site import RealSite

STORED = "SELECT a.key, a.reference FROM consultations_response r JOIN intake_arrival a ON a.id = r.arrival_id"


def stored(site: RealSite) -> Counter[tuple[str, str]]:
    """(key, reference) of each response, with the number of times it is there."""
    return Counter((str(key), str(reference)) for key, reference in site.rows(STORED))


def number(site: RealSite, query: str, *arguments: Any) -> int:
    return int(str(site.rows(query, arguments)[0][0]))


def half_written(site: RealSite) -> dict[str, int]:
    """How many records there are of which a part is missing; all must be 0."""
    return {
        "arrivals without a response": number(
            site,
            "SELECT count(*) FROM intake_arrival a LEFT JOIN consultations_response r ON r.arrival_id = a.id "
            "WHERE a.kind = 'response' AND r.id IS NULL",
        ),
        # Every form that these tests send has an answer in words.
        "responses without their words": number(
            site,
            "SELECT count(*) FROM consultations_response r LEFT JOIN consultations_answer w ON w.response_id = r.id "
            "JOIN intake_arrival a ON a.id = r.arrival_id WHERE a.key LIKE '%.%' AND w.id IS NULL",
        ),
    }
