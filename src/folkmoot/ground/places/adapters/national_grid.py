"""British National Grid to longitude and latitude.

Source: Ordnance Survey, "A guide to coordinate systems in Great Britain" (v3.6), annexes B and C: the inverse
transverse Mercator projection on the Airy 1830 ellipsoid, then the seven-parameter Helmert transformation to WGS 84,
which is good to about five metres (a postcode is less exact than that). Northern Ireland has a grid of its own, not
read here.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

# Airy 1830: semi-axes in metres; true origin, its grid position in metres, and the scale on the central meridian.
A, B = 6_377_563.396, 6_356_256.909
LATITUDE_0, LONGITUDE_0 = radians(49), radians(-2)
EASTING_0, NORTHING_0, SCALE_0 = 400_000.0, -100_000.0, 0.9996012717
E2 = 1 - (B / A) ** 2
# WGS 84 ellipsoid, metres.
WGS_A, WGS_B = 6_378_137.0, 6_356_752.3142
WGS_E2 = 1 - (WGS_B / WGS_A) ** 2
# OSGB36 to WGS 84: shifts in metres, scale in parts per million, rotations in seconds of arc.
SHIFT = (446.448, -125.157, 542.060)
PARTS = -20.4894e-6
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
CLOSE_ENOUGH = 1e-5  # metres of northing


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """(longitude, latitude) in degrees for a position in metres on the grid."""
    latitude, longitude = _on_airy(easting, northing)
    latitude, longitude = _shifted(latitude, longitude)
    return degrees(longitude), degrees(latitude)


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    """(latitude, longitude) in radians on the Airy ellipsoid (OSGB36)."""
    phi = (northing - NORTHING_0) / (A * SCALE_0) + LATITUDE_0
    while abs(rest := northing - NORTHING_0 - _meridional_arc(phi)) >= CLOSE_ENOUGH:
        phi += rest / (A * SCALE_0)
    nu = A * SCALE_0 / sqrt(1 - E2 * sin(phi) ** 2)
    rho = A * SCALE_0 * (1 - E2) / (1 - E2 * sin(phi) ** 2) ** 1.5
    eta2 = nu / rho - 1
    t, sec = tan(phi), 1 / cos(phi)
    seven = t / (2 * rho * nu)
    eight = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    nine = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    ten = sec / nu
    eleven = sec / (6 * nu**3) * (nu / rho + 2 * t**2)
    twelve = sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    twelve_a = sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    east = easting - EASTING_0
    latitude = phi - seven * east**2 + eight * east**4 - nine * east**6
    longitude = LONGITUDE_0 + ten * east - eleven * east**3 + twelve * east**5 - twelve_a * east**7
    return latitude, longitude


def _meridional_arc(phi: float) -> float:
    n = (A - B) / (A + B)
    difference, total = phi - LATITUDE_0, phi + LATITUDE_0
    return (
        B
        * SCALE_0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * difference
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(difference) * cos(total)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * difference) * cos(2 * total)
            - 35 / 24 * n**3 * sin(3 * difference) * cos(3 * total)
        )
    )


def _shifted(latitude: float, longitude: float) -> tuple[float, float]:
    """(latitude, longitude) in radians on WGS 84 of a position on the Airy ellipsoid at height nought."""
    nu = A / sqrt(1 - E2 * sin(latitude) ** 2)
    x = nu * cos(latitude) * cos(longitude)
    y = nu * cos(latitude) * sin(longitude)
    z = nu * (1 - E2) * sin(latitude)
    turn_x, turn_y, turn_z = TURN
    grown = 1 + PARTS
    new_x = SHIFT[0] + grown * x - turn_z * y + turn_y * z
    new_y = SHIFT[1] + turn_z * x + grown * y - turn_x * z
    new_z = SHIFT[2] - turn_y * x + turn_x * y + grown * z
    outward = hypot(new_x, new_y)
    phi = atan2(new_z, outward * (1 - WGS_E2))
    for _turn in range(5):
        nu = WGS_A / sqrt(1 - WGS_E2 * sin(phi) ** 2)
        phi = atan2(new_z + WGS_E2 * nu * sin(phi), outward)
    return phi, atan2(new_y, new_x)
