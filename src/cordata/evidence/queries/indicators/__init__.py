"""The registry of indicators: what each counts, of what, from which records, and its number today."""

from cordata.evidence.queries.indicators.registry import (
    INDICATORS,
    Measured,
    indicator_years,
    measured,
)

__all__ = ["INDICATORS", "Measured", "indicator_years", "measured"]
