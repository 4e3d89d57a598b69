"""Files that schools give to their cluster: a list that goes round, a sheet for observing."""

import datetime as dt
from functools import cache, partial

from cordata.cycles.actions.files import share_file
from cordata.demo.year.activities import SILENT
from cordata.demo.year.almanac import Deed
from cordata.demo.year.people import Team
from cordata.demo.year.words import FileWords, words_in
from cordata.kit.paper.blocks import Block, Items, Paper, Paragraph, line, table
from cordata.kit.paper.odt import odt_of
from cordata.kit.paper.pdf import pdf_of
from cordata.networks.models import Participation

# The list with the thread that speaks of it, the sheet after the first observation.
DAYS = (42, 44)


def sharing(team: Team, first: dt.datetime) -> list[Deed]:
    """Whoever writes of the list shares it; the mentor school gives the sheet."""
    if team.cluster.letter == SILENT:
        return []
    schools = (team.everybody[-1], team.mentor)
    return [
        (first + dt.timedelta(days=days, minutes=20), partial(_share, team, at, school))
        for at, (days, school) in enumerate(zip(DAYS, schools, strict=True))
    ]


def _share(team: Team, at: int, school: Participation) -> None:
    told = words_in(team.language).files[at]
    share_file(
        team.cluster, made(team.language, at), name=f"{told.name}.{told.form}", title=told.title,
        licence=told.licence, language=team.language, by=team.head(school),
    )  # fmt: skip


@cache
def made(language: str, at: int) -> bytes:
    """The file: one for all clusters of a language."""
    told = words_in(language).files[at]
    paper = _paper(told, language)
    return odt_of(paper) if told.form == "odt" else pdf_of(paper)


def _paper(told: FileWords, language: str) -> Paper:
    blocks: list[Block] = [Paragraph(line(told.about)), table(told.heads, told.rows)]
    if told.checks:
        blocks.insert(1, Items(tuple(line(one) for one in told.checks), "checks"))
    return Paper(title=told.title, language=language, blocks=tuple(blocks))
