"""A picture without what its camera wrote into it: place, time, owner, hidden film.

Pixels are not touched. Only the side that is up is kept, so that nothing lies on its side.
"""

import struct
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
# What a PNG needs to look as it should; texts, times and camera data are left out.
PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
START, END, SCAN, EXIF, COMMENT = 0xD8, 0xD9, 0xDA, 0xE1, 0xFE
# Of the application segments: the frame's own, colours, and how they are coded.
APPS, APPS_KEPT = range(0xE0, 0xF0), {0xE0, 0xE2, 0xEE}
STUFFED = {0x00, *range(0xD0, 0xD8)}  # inside a scan these belong to the picture
ORIENTATION = 0x0112


def without_metadata(data: bytes) -> bytes:
    """A PNG or JPEG with nothing but the picture. Raises ValueError if it is not whole."""
    try:
        if data.startswith(PNG):
            return PNG + b"".join(_png_chunks(data))
        return b"\xff\xd8" + b"".join(_jpeg_segments(data))
    except (struct.error, IndexError) as error:
        raise ValueError("a picture that ends too early") from error


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise ValueError("a picture that ends too early")
        if kind in PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return  # what stands behind the end is no picture
        at = end


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if data[at] != 0xFF:  # noqa: PLR2004 - begins every marker
            raise ValueError("no picture")
        marker = data[at + 1]
        if marker == END:
            yield b"\xff\xd9"
            return  # what stands behind the end is no picture
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == SCAN:
            end = _end_of_scan(data, end)
        segment = data[at:end]
        if marker == EXIF:
            yield _upright(segment)
        elif marker != COMMENT and (marker not in APPS or marker in APPS_KEPT):
            yield segment
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise ValueError("a picture that ends too early")
        if data[at + 1] not in STUFFED:
            return at
        at += 2


def _upright(segment: bytes) -> bytes:
    """Of the camera's data only which side is up; nothing if it does not say."""
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not segment[4:].startswith(b"Exif\0\0") or order is None:
        return b""
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(first + 2, first + 2 + 12 * count, 12):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == ORIENTATION:
                bare = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, tag, 3, 1, value, 0, 0)
                body = b"Exif\0\0" + bare
                return struct.pack(">BBH", 0xFF, EXIF, len(body) + 2) + body
    except struct.error:
        return b""
    return b""
