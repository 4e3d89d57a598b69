"""Belgian Lambert 72 (EPSG:31370), the coordinates of the Flemish register.

Source: NGI/IGN Belgium, "Conversion de coordonnées Lambert belge 72 en coordonnées
géographiques"; the datum shift is the seven-parameter position-vector one (EPSG:15928 family), good to about a metre.
"""

from math import atan, atan2, cos, degrees, hypot, log, pi, radians, sin, sqrt, tan

# International 1924 ellipsoid, and the projection's constants.
A, F = 6378388.0, 1 / 297.0
E2 = 2 * F - F * F
E = sqrt(E2)
STANDARD = radians(49.8333339), radians(51.16666723)
ORIGIN_LON = radians(4.367486666)
X0, Y0 = 150000.013, 5400088.438
# WGS84, and the shift from the Belgian datum in metres.
A84, F84 = 6378137.0, 1 / 298.257223563
SHIFT = (-99.059, 53.322, -112.486)
ROTATION = tuple(radians(seconds / 3600) for seconds in (0.419, -0.830, 1.885))
SCALE = 1 - 1e-6


def lambert72_to_wgs84(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude in degrees WGS84 of Lambert 72 metres."""
    lat, lon = _to_geographic(x, y)
    return _to_wgs84(lat, lon)


def _m(lat: float) -> float:
    return cos(lat) / sqrt(1 - E2 * sin(lat) ** 2)


def _t(lat: float) -> float:
    ratio = (1 - E * sin(lat)) / (1 + E * sin(lat))
    return tan(pi / 4 - lat / 2) / float(ratio ** (E / 2))


def _to_geographic(x: float, y: float) -> tuple[float, float]:
    m1, m2 = (_m(lat) for lat in STANDARD)
    t1, t2 = (_t(lat) for lat in STANDARD)
    n = (log(m1) - log(m2)) / (log(t1) - log(t2))
    g = m1 / (n * t1**n)
    east, north = x - X0, Y0 - y
    t = (hypot(east, north) / (A * g)) ** (1 / n)
    lon = atan2(east, north) / n + ORIGIN_LON
    lat = pi / 2 - 2 * atan(t)
    for _ in range(10):
        ratio = (1 - E * sin(lat)) / (1 + E * sin(lat))
        lat = pi / 2 - 2 * atan(t * ratio ** (E / 2))
    return lat, lon


def _to_wgs84(lat: float, lon: float) -> tuple[float, float]:
    radius = A / sqrt(1 - E2 * sin(lat) ** 2)
    x, y = radius * cos(lat) * cos(lon), radius * cos(lat) * sin(lon)
    z = radius * (1 - E2) * sin(lat)
    rx, ry, rz = ROTATION
    moved = (
        SHIFT[0] + SCALE * (x - rz * y + ry * z),
        SHIFT[1] + SCALE * (rz * x + y - rx * z),
        SHIFT[2] + SCALE * (-ry * x + rx * y + z),
    )
    return _from_earth(*moved)


def _from_earth(x: float, y: float, z: float) -> tuple[float, float]:
    e2 = 2 * F84 - F84 * F84
    p = hypot(x, y)
    lat = atan2(z, p * (1 - e2))
    for _ in range(6):
        radius = A84 / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * radius * sin(lat), p)
    return degrees(lat), degrees(atan2(y, x))
