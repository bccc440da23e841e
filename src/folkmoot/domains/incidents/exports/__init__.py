"""Reports and their categories in the words of Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2)."""
