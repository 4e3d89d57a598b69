"""A drawing as pixels, for formats whose readers know no SVG."""

import json

import typst

POINTS_PER_INCH = 192.0
PAGE = """
#let d = json(bytes(sys.inputs.data))
#set page(width: 15cm, height: auto, margin: 0pt, fill: white)
#image(bytes(d.svg), format: "svg", width: 100%)
"""


def png_of(svg: str) -> bytes:
    """The drawing, fifteen centimetres wide."""
    return typst.compile(
        PAGE.encode(),
        sys_inputs={"data": json.dumps({"svg": svg})},
        format="png",
        ppi=POINTS_PER_INCH,
    )
