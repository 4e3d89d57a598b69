"""What computes here: versions that a number may depend on, as every run keeps them."""

from importlib.metadata import version
from platform import machine, python_version, system

COMPUTES = ("numpy", "scipy")


def code_version() -> str:
    """The version of Cordata itself."""
    return version("cordata")


def environment() -> dict[str, str]:
    """Python, the machine, and the libraries that compute, by name."""
    found = {"python": python_version(), "machine": f"{system()} {machine()}"}
    return found | {name: version(name) for name in COMPUTES}
