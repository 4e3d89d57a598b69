"""Documents as PDF: plain data into a Typst template, tagged for screen readers."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

UNIVERSAL = ("ua-1",)  # PDF/UA-1: what it asks for is checked while the file is written


def make_pdf(
    template: Path, data: Mapping[str, Any], *, standards: Sequence[str] = ()
) -> bytes:
    """The PDF of ``template`` with ``data``, which it reads as ``sys.inputs.data``.

    Data is never source: whatever people typed is shown as they typed it.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.compile(
        template.read_bytes(), sys_inputs=inputs, pdf_standards=list(standards)
    )
