"""``cordata demo``: a network to try, on this computer, with people to sign in as."""

import argparse
import os
import sys
from pathlib import Path

from cordata.cli import serve

NAME = "demo"
HELP = "make a network to try and serve it here"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--folder", type=Path, default=Path("var/demo"), help="database")
    parser.add_argument("--only-load", action="store_true", help="make it and stop")


def run(given: argparse.Namespace) -> int:
    """Make the network once, say who to be, and serve."""
    given.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("CORDATA_DEMO", "yes")
    os.environ.setdefault("CORDATA_ADDRESS", f"http://localhost:{given.port}")
    database = given.folder.resolve() / "cordata.sqlite3"
    os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{database.as_posix()}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    serve.prepare()
    from cordata.demo.people import is_loaded, people_to_try

    if not is_loaded():
        from cordata.demo.load import load  # slow to load, as the matcher is

        load(_say)
    _say(f"\nCordata is at http://localhost:{given.port}/ - stop it with Ctrl-C.")
    _say("Sign in with one of these addresses; the code appears here and at /letters:")
    for address, what in people_to_try():
        _say(f"  {address:<32} {what}")
    if given.only_load:
        return 0
    sys.stdout.flush()
    return serve.run_both("127.0.0.1", given.port, 1, worker=True)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
