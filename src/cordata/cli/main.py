"""``cordata``: one command, a few verbs. Each verb is a small module beside this one."""

import argparse
import sys
from collections.abc import Sequence

from cordata.cli import (
    analyse,
    demo,
    digest,
    draw,
    instruments,
    manage,
    match,
    receive,
    recompute,
    score,
    search,
    serve,
    verify_plan,
    words,
)

COMMANDS = (
    demo, serve, match, verify_plan, analyse, score, recompute, draw, instruments, digest, receive, search, words, manage,
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="cordata",
        description="The software that school-to-school mentoring networks run on.",
    )
    verbs = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        verb = verbs.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add_arguments(verb)
        verb.set_defaults(run=command.run)
    given = parser.parse_args(arguments)
    code: int = given.run(given)
    return code


if __name__ == "__main__":
    sys.exit(main())
