"""The registered method "synthesis-within": several effects of one country, averaged in two layers."""

from dataclasses import dataclass, replace

from cordata.analysis.columns import Frame, keys, within
from cordata.analysis.contract import LIKELY, Arm, Estimate, Result, Size
from cordata.analysis.synthesis.layers import pool_layers
from cordata.analysis.synthesis.reading import looked_at, studies

METHOD = "synthesis-within/1"


@dataclass(frozen=True, slots=True)
class SynthesisWithin:
    """What to put together: one row is one effect (of a cluster, a scale's form, a study).

    effect, error  columns: the effect and its standard error, in one unit
    study          column: its name, each once
    country        column: effects of one country are alike
    """

    effect: str
    error: str
    study: str
    country: str
    level: float = 0.95
    estimand: str = "E1"


def synthesis_within(spec: SynthesisWithin, frame: Frame, seed: int) -> Result:
    """``average`` over countries, and ``next``: the mean effect in another country like them.

    Nothing is drawn by lot: ``seed`` is only kept.
    """
    within(spec.level, "level", 0, 1)
    effect, error, order = studies(
        frame, effect=spec.effect, error=spec.error, study=spec.study
    )
    country = keys(frame, "country", spec.country)
    checks = tuple(looked_at(country.count, error))
    sizes: dict[Arm, Size] = {"all": Size(rows=len(effect), groups=country.count)}
    refused = Result(METHOD, spec.estimand, {}, sizes, checks, seed=seed)
    if refused.is_refused:
        return refused
    pooled = pool_layers(effect, error**2, country.code[order])
    df = pooled.countries - 1
    average = Estimate(
        pooled.value, pooled.error, pooled.interval(spec.level), df, pooled.p,
        pooled.interval(LIKELY),
    )  # fmt: skip
    following = Estimate(
        pooled.value, None, pooled.prediction(spec.level), df, likely=pooled.prediction(LIKELY)
    )
    return replace(
        refused,
        estimates={"average": average, "next": following},
        more={"tau2_between": pooled.between, "tau2_within": pooled.within, "q": pooled.q},
    )
