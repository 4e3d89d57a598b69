"""Find PostgreSQL and Chromium, install them where we may, or say how to get them."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = {"postgres": "postgresql", "browser": "chromium"}


def find(without, only):
    """What was found, and a line for each part that is missing."""
    wanted = [part for part in ("postgres", "browser") if part not in without]
    if only:
        wanted = [part for part in wanted if part in only]
    lacking = [part for part in wanted if not _look(part)]
    if lacking and _may_use_apt():
        _apt([APT[part] for part in lacking])
    found, missing = {}, []
    for part in wanted:
        where = _look(part) or (_playwright() if part == "browser" else None)
        if where is None:
            missing.append(_how(part))
        else:
            found[part] = Postgres(where) if part == "postgres" else where
    return found, missing


def _look(part):
    return _postgres_folder() if part == "postgres" else _chromium()


def _chromium():
    named = os.environ.get("CORDATA_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    places = [shutil.which(name) for name in CHROMIUMS]
    places += [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        os.path.expandvars(r"%ProgramFiles%\Google\Chrome\Application\chrome.exe"),
    ]
    return next((place for place in places if place and Path(place).exists()), None)


def _playwright():
    """Playwright's own download, where the network lets it."""
    python = Path(sys.prefix) / "bin" / "python"
    venv = Path(__file__).resolve().parents[2] / ".venv"
    inside = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python = inside if inside.exists() else python
    command = [str(python), "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        return None
    ask = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as it: print(it.chromium.executable_path)"
    )
    done = subprocess.run([str(python), "-c", ask], capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and Path(path).exists() else None


def _postgres_folder():
    """A folder with initdb and postgres, or an address given by the environment."""
    if os.environ.get("CORDATA_TEST_POSTGRES"):
        return os.environ["CORDATA_TEST_POSTGRES"]
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += [
        Path("/opt/homebrew/opt/postgresql@17/bin"),
        Path("/usr/local/opt/postgresql/bin"),
    ]
    folders += sorted(Path(r"C:\Program Files\PostgreSQL").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    folders += [Path(os.path.realpath(on_path)).parent] if on_path else []
    for folder in folders:
        if any((folder / name).exists() for name in ("initdb", "initdb.exe")):
            return str(folder)
    return None


def _may_use_apt():
    return (
        platform.system() == "Linux"
        and hasattr(os, "geteuid")
        and os.geteuid() == 0
        and shutil.which("apt-get") is not None
    )


def _apt(packages):
    print("Installing %s with apt-get ..." % ", ".join(packages), flush=True)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    quiet = {"stdout": subprocess.DEVNULL, "env": env}
    subprocess.run(["apt-get", "update", "-q"], **quiet)
    subprocess.run(
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], **quiet
    )


def _how(part):
    if part == "postgres":
        return (
            "PostgreSQL server programs (initdb, postgres). Debian: apt-get install postgresql; "
            "macOS: brew install postgresql; or set CORDATA_TEST_POSTGRES to the address of a "
            "running one that may create databases. Or leave it out: --without postgres"
        )
    return (
        "Chromium. Debian: apt-get install chromium; elsewhere: .venv/bin/playwright install "
        "chromium; or set CORDATA_CHROMIUM to its path. Or leave it out: --without browser"
    )


class Postgres:
    """A private server in a temporary folder, or the one the environment names."""

    def __init__(self, where):
        self.process = None
        if "://" in where:
            self.address = where
            return
        self.folder = tempfile.mkdtemp(prefix="cordata-pg-")
        self.bin = Path(where)
        self._start()

    def _start(self):
        data = os.path.join(self.folder, "data")
        self._run(
            "initdb", "-D", data, "-U", "cordata", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        port = _free_port()
        options = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off "
        options += "-c listen_addresses=127.0.0.1 -c port=%d " % port
        if os.name != "nt":
            options += "-c unix_socket_directories=%s" % self.folder
        log = os.path.join(self.folder, "log")
        self._run("pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")
        self.address = "postgresql://cordata@127.0.0.1:%d/postgres" % port

    def _run(self, program, *arguments):
        """Run one of PostgreSQL's programs; as root, as somebody else: it insists."""
        command = [str(self.bin / program), *arguments]
        more = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            uid, gid = _somebody()
            os.chown(self.folder, uid, gid)
            more = {"user": uid, "group": gid, "extra_groups": [], "cwd": self.folder}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)

    def stop(self):
        """Stop the server and remove its folder."""
        if "folder" not in vars(self):
            return
        data = os.path.join(self.folder, "data")
        self._run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def _somebody():
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def _free_port():
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
