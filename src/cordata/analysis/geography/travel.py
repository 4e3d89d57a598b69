"""Travel time between two schools: an estimate, always called one, and a matrix to replace it.

The estimate: great-circle distance, times how much roads wind, at the speed of local roads
first and of main roads after; slower where either end is in the mountains; a crossing where
one end is on an island. ``docs/methods/travel-time.md`` gives reasons and limits.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cordata.analysis.arrays import Floats

EARTH_RADIUS_KM = 6371.0088
WINDING = 1.3  # road km per straight km: European networks lie between 1.2 and 1.5
SETTING_OUT = 5.0  # minutes to leave and to arrive, also for neighbours
LOCAL_KM, LOCAL_KMH = 20.0, 45.0  # the first road km, on local roads
MAIN_KMH = 75.0  # what follows
MOUNTAIN = 1.25
CROSSING = 60.0  # a ferry or a long bridge, waiting included

Minutes = NDArray[np.int64]


def great_circle_km(
    lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike
) -> Floats:
    """Distance on the sphere in km, of degrees WGS84; shapes broadcast.

    Source: haversine, Sinnott (1984), "Virtues of the Haversine", Sky and Telescope 68.
    """
    a, b = np.radians(lat1), np.radians(lat2)
    across = np.sin((np.radians(lon2) - np.radians(lon1)) / 2)
    up = np.sin((b - a) / 2)
    h = up**2 + np.cos(a) * np.cos(b) * across**2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(h, 0, 1))))


def travel_minutes(
    lat1: ArrayLike,
    lon1: ArrayLike,
    lat2: ArrayLike,
    lon2: ArrayLike,
    *,
    mountain1: ArrayLike = False,
    mountain2: ArrayLike = False,
    island1: ArrayLike = False,
    island2: ArrayLike = False,
) -> Minutes:
    """Estimated minutes by car from door to door, rounded up; shapes broadcast.

    Symmetrical; never less than SETTING_OUT; grows with distance. An estimate: it knows no
    roads, and is meant to rank and to filter, not to plan a trip.
    """
    road = WINDING * great_circle_km(lat1, lon1, lat2, lon2)
    local = np.minimum(road, LOCAL_KM)
    minutes = 60 * (local / LOCAL_KMH + (road - local) / MAIN_KMH)
    minutes = np.where(np.logical_or(mountain1, mountain2), MOUNTAIN * minutes, minutes)
    apart = np.logical_xor(island1, island2)
    other_island = np.logical_and(np.logical_and(island1, island2), road > LOCAL_KM)
    minutes = minutes + np.where(np.logical_or(apart, other_island), CROSSING, 0.0)
    return np.ceil(np.round(SETTING_OUT + minutes, 6)).astype(np.int64)


def reach_km(minutes: float) -> float:
    """The longest straight distance that ``travel_minutes`` can put within ``minutes``."""
    left = max(0.0, minutes - SETTING_OUT)
    local = LOCAL_KM / LOCAL_KMH * 60
    road = left / 60 * LOCAL_KMH if left <= local else LOCAL_KM + (left - local) / 60 * MAIN_KMH
    return road / WINDING
