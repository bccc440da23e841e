"""Open311 GeoReport v2, served under /open311/v2/ in XML and JSON (https://wiki.open311.org/GeoReport_v2)."""
