"""One paper with everything that a paper can hold."""

from cordata.kit.paper.blocks import Box, Paper, Paragraph, Picture, line, table
from cordata.kit.paper.reading import read_markdown

TEXT = """
First words with **weight**, *voice* and [a link](https://example.org/a?b=1&c=2).

## Before the visit

- one thing
- another <b>thing</b>

1. First step
2. Second step

## What to have ready

- [ ] The agenda
- [ ] The key of the room

1. Begins again
2. And goes on

| What | Who |
|---|---|
| Coffee | Ana |

{{sheet Notes of a visit}}

What did you see?

| When | What we saw |
|---|---|
| | |

{{end}}
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">'
    '<circle cx="40" cy="10" r="6" fill="#0B5567"/></svg>'
)
PAPER = Paper(
    title="How we visit & what for",
    language="it",
    about=("Version 1.0, 3 March 2026",),
    authors=("Paola Serra", "Ana Kovač"),
    address="https://example.org/en/guidelines/visits/v1.0/",
    day="2026-03-03",
    blocks=(
        *read_markdown(TEXT),
        Box(
            line("Pay for two hours"),
            (Paragraph(line("Because they pay.")), Paragraph(line("Finding 4"), quiet=True)),
            "recommendation",
            "Recommendation 4, version 1.2",
        ),
        Picture(DRAWING, "25 more of 100 goals, from 15 to 35", "Goals reached"),
        table(["Model", "Goals"], [["Mixed", "66"], ["Online", "44"]], figures=True),
    ),
)
