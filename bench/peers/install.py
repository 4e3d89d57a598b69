"""The peers in a folder of their own below var/: never a dependency of Cordata."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "peers"
PYTHON = FOLDER / "python" / "bin" / "python"
PACKAGES = ("csdid", "diff-diff", "polars", "pyfixest", "statsmodels", "wildboottest")
# Debian's builds of R's packages, unpacked and not installed.
R_PACKAGES = ("r-cran-lme4", "r-cran-clubsandwich", "r-cran-data.table")
R_FOLDERS = [FOLDER / "R" / "usr" / "lib" / "R" / one for one in ("site-library", "library")]
R_LIBRARIES = FOLDER / "R" / "usr" / "lib" / "x86_64-linux-gnu"


def install():
    """Python's peers from PyPI; R's where there are R and apt-get."""
    uv = shutil.which("uv") or str(ROOT / "var" / "tools" / "bin" / "uv")
    if not PYTHON.exists():
        subprocess.run(
            [uv, "venv", "--python", sys.executable, str(PYTHON.parents[1])], check=True
        )
    subprocess.run([uv, "pip", "install", "--python", str(PYTHON), *PACKAGES], check=True)
    if shutil.which("Rscript") and shutil.which("apt-get"):
        _from_debian()


def _from_debian():
    leave = [f"--no-{what}" for what in
             ("recommends", "suggests", "conflicts", "breaks", "replaces", "enhances")]  # fmt: skip
    depends = subprocess.run(
        ["apt-cache", "depends", "--recurse", *leave, *R_PACKAGES],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    names = {line for line in depends.splitlines() if line.startswith(("r-cran-", "libnlopt"))}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)  # apt-get fetches as somebody else
        subprocess.run(["apt-get", "download", "-q", *sorted(names)], cwd=folder, check=True)
        for file in sorted(Path(folder).glob("*.deb")):
            subprocess.run(["dpkg", "-x", str(file), str(FOLDER / "R")], check=True)


def python():
    """The Python that has peers; this one if none were installed."""
    return str(PYTHON) if PYTHON.exists() else sys.executable


def r_environment():
    """Where R finds what was unpacked, besides its own."""
    if not R_FOLDERS[0].exists():
        return {}
    return {
        "R_LIBS": os.pathsep.join(map(str, R_FOLDERS)),
        "LD_LIBRARY_PATH": str(R_LIBRARIES),
    }
