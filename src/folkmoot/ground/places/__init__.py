"""County, districts and wards; how many people live in them; and where a postcode lies."""
