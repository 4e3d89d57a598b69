"""What a PDF carries beside its pages: scripts, calls of other programs, other files.

Bytes are searched, nothing is parsed: readers forgive broken files in ways that no parser foresees.
"""

import re
import zlib
from enum import StrEnum

MOST_INFLATED = 50 * 1024 * 1024

# An action that runs a script says /S /JavaScript wherever it stands; one that starts a program
# /Launch. Files hang on the document (/EmbeddedFiles), on a page (/FileAttachment) or play there.
ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia)(?![A-Za-z])"
)
# Short enough to come about in a picture by chance: looked for outside of streams alone.
FORM = re.compile(rb"/XFA(?![A-Za-z])")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")  # in a name, any letter may be written so


class Carries(StrEnum):
    """Why a PDF is more than what it shows."""

    ACTIVE = "active"
    LOCKED = "locked"  # its parts cannot be looked into


def carried_by(pdf: bytes) -> Carries | None:
    """None if there is nothing in it but what it shows."""
    if ACTIVE.search(_plain(pdf)):
        return Carries.ACTIVE
    outside, at, room = [], 0, MOST_INFLATED
    for stream in STREAM.finditer(pdf):
        head = _plain(pdf[at : stream.start()])
        outside.append(head)
        at = stream.end()
        own = head[head.rfind(b" obj") + 1 :]
        if b"/ObjStm" in own:
            inside = _inflated(stream[1], own, room)
            if inside is None:
                return Carries.LOCKED
            room -= len(inside)
            outside.append(_plain(inside))
    outside.append(_plain(pdf[at:]))
    structure = b"\n".join(outside)
    return Carries.ACTIVE if ACTIVE.search(structure) or FORM.search(structure) else None


def _plain(part: bytes) -> bytes:
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _inflated(body: bytes, own: bytes, room: int) -> bytes | None:
    """Objects that are packed together; None if they are packed in an unusual way, or encrypted.

    own  the dictionary of this stream
    """
    if b"/Filter" not in own:
        return body
    if b"/DecodeParms" in own or b"/FlateDecode" not in own or own.count(b"Decode") > 1:
        return None
    opener = zlib.decompressobj()
    try:
        inside = opener.decompress(body, room + 1)
    except zlib.error:
        return None
    return inside if opener.eof and len(inside) <= room else None
