"""A link as a square picture: drawn in long strokes, so that three of them weigh little."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_L

QUIET = 4  # empty modules around it, as the standard asks


def svg_of(address: str, label: str) -> SafeString:
    """The picture for a page, with what it is for as its name."""
    size, path = _drawn(address)
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}"><path d="{}"/></svg>',
        label,
        size,
        size,
        mark_safe(path),  # noqa: S308 - drawn here
    )


def picture_of(address: str) -> str:
    """The picture for a sheet of paper."""
    size, path = _drawn(address)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path d="{path}"/></svg>'
    )


def _drawn(address: str) -> tuple[int, str]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0)
    code.add_data(address)
    code.make(fit=True)
    strokes = []
    for y, row in enumerate(code.get_matrix()):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                strokes.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += max(length, 1)
    return code.modules_count + 2 * QUIET, "".join(strokes)
