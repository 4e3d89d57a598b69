"""Belgian Lambert 72 against published points."""

from math import degrees

import pytest

from cordata.analysis.geography import lambert


def test_the_example_of_the_guidance_note():
    """IOGP 373-7-2, Lambert Conic Conformal (2SP Belgium): to a tenth of a metre."""
    lat, lon = lambert._to_geographic(251763.20, 153034.13)

    assert degrees(lat) == pytest.approx(50 + 40 / 60 + 46.461 / 3600, abs=1e-6)
    assert degrees(lon) == pytest.approx(5 + 48 / 60 + 26.533 / 3600, abs=1e-6)


@pytest.mark.parametrize("point", [(150_000, 170_000), (30_000, 200_000), (250_000, 160_000)])
def test_the_datum_shift_agrees_with_the_newer_published_one_to_a_metre(point, monkeypatch):
    """EPSG 15929 (IGN Brussels), as a position-vector transformation."""
    ours = lambert.lambert72_to_wgs84(*point)
    monkeypatch.setattr(lambert, "SHIFT", (-106.8686, 52.2978, -103.7239))
    turned = [lambert.radians(seconds / 3600) for seconds in (0.3366, -0.457, 1.8422)]
    monkeypatch.setattr(lambert, "ROTATION", tuple(turned))
    monkeypatch.setattr(lambert, "SCALE", 1 - 1.2747e-6)

    assert ours == pytest.approx(lambert.lambert72_to_wgs84(*point), abs=1.5e-5)
