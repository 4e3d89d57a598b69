"""The published rules of a matching: weights, limits, must-haves. The same form everywhere."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any

WHOLE = 100  # points the four weights share
UNITS = 100  # integer units of cost in one point


class Must(StrEnum):
    """A must-have: a pair that breaks it is not considered."""

    LANGUAGE = "language"
    LEVEL = "level"
    REGION = "region"
    TRAVEL = "travel"
    OWNER = "owner"
    AGREEMENT = "agreement"


class Model(StrEnum):
    """How the network is coordinated, which decides how pairs are made."""

    TOP_DOWN = "top_down"
    BOTTOM_UP = "bottom_up"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class BadRules(ValueError):
    """The rules make no sense: ``where`` names the entry, ``what`` says what is wrong."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what = where, what


@dataclass(frozen=True)
class Weights:
    """Points of 100 for each of the four parts of a pair's score."""

    travel: int = 40
    needs: int = 30
    context: int = 20
    wishes: int = 10

    def as_tuple(self) -> tuple[int, int, int, int]:
        """In the order of the four parts."""
        return self.travel, self.needs, self.context, self.wishes


@dataclass(frozen=True)
class Bound:
    """How many mentee schools of a stratum are placed: at least, at most."""

    stratum: str
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True)
class Rules:
    """Everything that decides, in points and minutes. Published with the call."""

    weights: Weights = Weights()
    travel_limit: int = 60
    musts: frozenset[Must] = frozenset(
        {Must.LANGUAGE, Must.LEVEL, Must.TRAVEL, Must.OWNER, Must.AGREEMENT}
    )
    model: Model = Model.TOP_DOWN
    left_out: int = 1_000  # points for each school without a mentor
    priority_left_out: int = 2_000  # the same for a school that comes first
    online_extra: int = 15  # points an online tie costs more, where both modes are open
    bounds: tuple[Bound, ...] = ()

    def __post_init__(self) -> None:
        weights = self.weights.as_tuple()
        if min(weights) < 0 or sum(weights) != WHOLE:
            raise BadRules("weights", f"must be 0 or more and sum to 100, not {sum(weights)}")
        if not 1 <= self.travel_limit <= 24 * 60:
            raise BadRules("travel_limit", "must be between 1 and 1440 minutes")
        if not WHOLE <= self.left_out <= self.priority_left_out <= 10_000:  # noqa: PLR2004
            raise BadRules(
                "left_out", "must be at least 100 and at most priority_left_out (10000)"
            )
        if not 0 <= self.online_extra <= WHOLE:
            raise BadRules("online_extra", "must be between 0 and 100 points")

    def with_weights(self, travel: int, needs: int, context: int, wishes: int) -> "Rules":
        """The same rules with other weights."""
        return replace(self, weights=Weights(travel, needs, context, wishes))


def variants(rules: Rules) -> dict[str, Rules]:
    """Three plans to compare: as published, shortest travel, best fit to needs."""
    return {
        "balanced": rules,
        "nearest": rules.with_weights(100, 0, 0, 0),
        "fit": rules.with_weights(0, 100, 0, 0),
    }


def rules_to_dict(rules: Rules) -> dict[str, Any]:
    """The plain form that is stored, published and written as JSON."""
    plain = asdict(rules)
    plain["musts"] = sorted(must.value for must in rules.musts)
    plain["model"] = rules.model.value
    plain["bounds"] = [asdict(bound) for bound in rules.bounds]
    return plain


def rules_from_dict(plain: Mapping[str, Any]) -> Rules:
    """Read the plain form; entries that are missing keep their default.

    Raises BadRules for an unknown entry, a wrong kind of value or weights off 100.
    """
    known = {entry.name for entry in fields(Rules)}
    for name in plain:
        if name not in known:
            raise BadRules(name, f"is not an entry; known are {', '.join(sorted(known))}")
    given = dict(plain)
    for name in ("travel_limit", "left_out", "priority_left_out", "online_extra"):
        if name in given and type(given[name]) is not int:
            raise BadRules(name, f"must be a whole number, not {given[name]!r}")
    if "weights" in given:
        given["weights"] = _weights(given["weights"])
    if "musts" in given:
        given["musts"] = frozenset(_word(Must, "musts", must) for must in given["musts"])
    if "model" in given:
        given["model"] = _word(Model, "model", given["model"])
    if "bounds" in given:
        given["bounds"] = tuple(_bound(bound) for bound in given["bounds"])
    return Rules(**given)


def read_rules(text: str) -> Rules:
    """Read rules from TOML, as ``cordata match --rules`` takes them."""
    try:
        return rules_from_dict(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadRules("file", f"is not TOML: {error}") from error


def _weights(plain: Any) -> Weights:
    names = {entry.name for entry in fields(Weights)}
    if not isinstance(plain, Mapping) or set(plain) != names:
        raise BadRules("weights", f"must name {', '.join(sorted(names))}")
    for name, value in plain.items():
        if type(value) is not int:
            raise BadRules(f"weights.{name}", f"must be a whole number, not {value!r}")
    return Weights(**plain)


def _bound(plain: Any) -> Bound:
    try:
        return Bound(**plain)
    except TypeError as error:
        raise BadRules("bounds", "each needs stratum, at_least and at_most") from error


def _word[Word: StrEnum](kind: type[Word], where: str, value: Any) -> Word:
    try:
        return kind(value)
    except ValueError as error:
        known = ", ".join(word.value for word in kind)
        raise BadRules(where, f"{value!r} is not one of {known}") from error
