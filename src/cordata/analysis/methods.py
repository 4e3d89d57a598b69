"""Every registered method by its name: what may be asked of frozen tables, and what answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cordata.analysis.coding.agreement import Agreement, agreement
from cordata.analysis.coding.cases import Qca
from cordata.analysis.coding.qca import qca
from cordata.analysis.columns import Frame
from cordata.analysis.contract import Level, Result, SpecError, worst
from cordata.analysis.costs.effectiveness import CostEffectiveness, cost_effectiveness
from cordata.analysis.costs.summary import CostsSummary, costs_summary
from cordata.analysis.datasets import in_order
from cordata.analysis.effects.ancova import ancova
from cordata.analysis.effects.change import ChangeSpec, change
from cordata.analysis.effects.dropping_out import DropOut, drop_out
from cordata.analysis.effects.gates import differs, moved, of_records
from cordata.analysis.effects.moderation import ModerationSpec, moderation
from cordata.analysis.effects.sensitivity import sensitivity
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.mixed.model import Mixed, mixed
from cordata.analysis.power.planning import Plan, plan
from cordata.analysis.specs import read_spec
from cordata.analysis.spread.causes import Causes, causes
from cordata.analysis.spread.continuation import Continuation, continuation
from cordata.analysis.spread.diffusion import Diffusion, diffusion
from cordata.analysis.spread.network import Network, network
from cordata.analysis.staggered.effect import Staggered, staggered
from cordata.analysis.surveys.rungs import Invariance, invariance
from cordata.analysis.synthesis.clusters import SynthesisWithin, synthesis_within
from cordata.analysis.synthesis.countries import Synthesis, synthesis


@dataclass(frozen=True, slots=True)
class Method:
    """A method with the version of its results; raise it when a number would change.

    spec  the dataclass of its fields
    run   (spec, frame, seed) -> Result; the rows of the frame are in order
    """

    name: str
    version: int
    spec: type[Any]
    run: Callable[[Any, Frame, int], Result]

    @property
    def title(self) -> str:
        """As it stands in results: "ancova/1"."""
        return f"{self.name}/{self.version}"


METHODS = {
    one.name: one
    for one in (
        Method("ancova", 1, AncovaSpec, ancova),
        Method("change", 1, ChangeSpec, change),
        Method("moderation", 1, ModerationSpec, moderation),
        Method("sensitivity", 1, AncovaSpec, sensitivity),
        Method("drop-out", 1, DropOut, drop_out),
        Method("staggered", 1, Staggered, staggered),
        Method("synthesis", 1, Synthesis, synthesis),
        Method("synthesis-within", 1, SynthesisWithin, synthesis_within),
        Method("mixed", 1, Mixed, mixed),
        Method("mdes", 1, Plan, plan),
        Method("costs", 1, CostsSummary, costs_summary),
        Method("cost-effectiveness", 1, CostEffectiveness, cost_effectiveness),
        Method("diffusion", 1, Diffusion, diffusion),
        Method("continuation", 1, Continuation, continuation),
        Method("continuation-causes", 2, Causes, causes),
        Method("network", 1, Network, network),
        Method("invariance", 1, Invariance, invariance),
        Method("alpha", 1, Agreement, agreement),
        Method("qca", 1, Qca, qca),
    )
}

# What records know of an outcome, beside what is asked.
KNOWN = ("reliability", "unfit", "differing")
MOST_DRAWS = 100_000


@dataclass(frozen=True, slots=True)
class Ask:
    """One analysis as it is asked for: a method, its spec, and the seed of what is drawn.

    reliability  of the scale that the outcome was measured by, where records know it: whatever
                 the method, below .60 there is no number, below .70 a warning
    unfit        its statements of which another share than before said that they do not apply,
                 where records know it: a warning
    differing    those of which one side of a comparison said so more often than the other
    """

    method: Method
    spec: Any
    seed: int
    reliability: float | None = None
    unfit: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()

    def of(self, frame: Frame) -> Result:
        """The answer of a table, whose rows may come in any order. Raises SpecError."""
        found = self.method.run(self.spec, in_order(frame), self.seed)
        fit = (*moved(self.unfit), *differs(self.differing))
        checks = (*of_records(found.checks, self.reliability), *fit)
        if worst(checks) is Level.REFUSE:
            return replace(found, estimates={}, more={}, checks=checks)
        return replace(found, checks=checks)


def read_ask(document: Mapping[str, Any]) -> Ask:
    """An analysis from a table such as {"method": "ancova", "seed": 1, "spec": {...}}.

    Beside them may stand what records know of the outcome: ``KNOWN``.
    Raises SpecError with the place: "method", "seed", "spec.outcome" ...
    """
    odd = sorted(set(document) - {"method", "seed", *KNOWN, "spec"})
    if odd:
        fields = f"Use: method, seed, {', '.join(KNOWN)}, [spec]"
        raise SpecError(odd[0], "there is no such field", fields)
    name, seed, given = (document.get(one) for one in ("method", "seed", "spec"))
    if name not in METHODS:
        raise SpecError(
            "method", f"{name!r} is unknown", f"Choose one of: {', '.join(METHODS)}"
        )
    if type(seed) is not int or seed < 0:
        raise SpecError("seed", f"{seed!r} is no seed", "Write a whole number from 0 up")
    if not isinstance(given, Mapping):
        raise SpecError(
            "spec", "the table [spec] is missing", "Add it with the method's fields"
        )
    method, reliability = METHODS[name], _reliability(document.get("reliability"))
    unfit, differing = (_statements(document, one) for one in ("unfit", "differing"))
    try:
        spec = read_spec(method.spec, given)
        _bounded(getattr(spec, "draws", 0))
        return Ask(method, spec, seed, reliability, unfit, differing)
    except SpecError as wrong:
        raise SpecError(f"spec.{wrong.where}", wrong.what, wrong.do) from wrong


def _reliability(given: object) -> float | None:
    """Alpha is at most 1, and may be below 0."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not given <= 1:
        raise SpecError("reliability", f"{given!r} is no reliability", "Give at most 1")
    return float(given)


def _statements(document: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = document.get(name) or ()
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise SpecError(name, f"{found!r} are no statements", "Give a list of their names")
    return tuple(found)


def _bounded(draws: int) -> None:
    """Raise SpecError: more draws take memory for days, and move no digit that is shown."""
    if not 0 <= draws <= MOST_DRAWS:
        what = (
            f"{draws} draws are more than anybody needs"
            if draws > 0
            else f"{draws} is no count"
        )
        raise SpecError("draws", what, f"Use 0 to {MOST_DRAWS}")
