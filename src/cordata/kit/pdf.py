"""Documents as PDF: plain data into a Typst template, tagged for screen readers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst

UNIVERSAL: Literal["ua-1"] = (
    "ua-1"  # PDF/UA-1: what it asks for is checked while the file is written
)


def make_pdf(
    template: Path, data: Mapping[str, Any], *, standard: Literal["ua-1"] | None = None
) -> bytes:
    """The PDF of ``template`` with ``data``, which it reads as ``sys.inputs.data``.

    Data is never source: whatever people typed is shown as they typed it.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.compile(
        template.read_bytes(), sys_inputs=inputs, pdf_standards=[standard] if standard else []
    )
