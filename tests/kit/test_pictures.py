"""Pictures lose what their camera wrote, and keep every pixel and the side that is up."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kit.pictures import PNG, without_metadata


def chunk(kind, body=b""):
    return (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    )


IHDR = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
IDAT = chunk(b"IDAT", zlib.compress(b"\0\1\2\3"))
IEND = chunk(b"IEND")
SMALL_PNG = PNG + IHDR + IDAT + IEND


def segment(marker, body):
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(order, orientation, place=b"45.07N 7.68E"):
    """Camera data with an orientation, if one is given, and a place."""
    rows = [(0x0112, 3, 1, orientation)] if orientation else []
    head = struct.pack(f"{order}HI", 42, 8) + struct.pack(f"{order}H", len(rows))
    table = b"".join(struct.pack(f"{order}HHIHH", *row, 0) for row in rows)
    name = b"II" if order == "<" else b"MM"
    return segment(0xE1, b"Exif\0\0" + name + head + table + b"\0\0\0\0" + place)


JFIF, TABLE = segment(0xE0, b"JFIF\0"), segment(0xDB, b"\xff\xd9 a table may look like an end")
SCAN = segment(0xDA, b"\1\1\0") + b"pixels \xff\x00 more \xff\xd0 pixels"
BARE = b"\xff\xd8" + JFIF + TABLE + SCAN + TABLE + SCAN + b"\xff\xd9"


def jpeg(*extra):
    return b"\xff\xd8" + JFIF + b"".join(extra) + BARE[2 + len(JFIF) :]


def test_a_png_keeps_its_pixels_and_loses_its_texts():
    told = PNG + IHDR + chunk(b"tEXt", b"Author\0Anna") + chunk(b"eXIf", b"x") + IDAT + IEND
    assert without_metadata(told + b"hidden film") == SMALL_PNG
    assert without_metadata(SMALL_PNG) == SMALL_PNG


def test_a_jpeg_keeps_its_scans_and_loses_place_comment_and_what_stands_behind():
    told = jpeg(exif(">", 0), segment(0xFE, b"by Anna"), segment(0xED, b"Photoshop"))
    assert without_metadata(told + b"hidden film") == BARE
    assert without_metadata(jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0x"))) == BARE


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("up", [1, 6, 8])
def test_which_side_is_up_stays(order, up):
    clean = without_metadata(jpeg(exif(order, up)))
    assert b"45.07N" not in clean
    assert clean == jpeg_with(up)


def jpeg_with(up):
    at = 2 + len(JFIF)
    bare = exif(">", up, place=b"")
    return BARE[:at] + bare + BARE[at:]


def test_broken_camera_data_are_left_out():
    assert without_metadata(jpeg(segment(0xE1, b"Exif\0\0MM\0\x2a\0\0\xff\xff"))) == BARE


@pytest.mark.parametrize(
    "broken",
    [PNG, PNG + IHDR[:-3], b"\xff\xd8\xff", BARE[:-9], BARE[:-2], b"\xff\xd8 no marker here"],
)
def test_half_a_picture_is_none(broken):
    with pytest.raises(ValueError, match="picture"):
        without_metadata(broken)


@given(st.binary(max_size=200), st.sampled_from([PNG, b"\xff\xd8\xff"]))
def test_whatever_comes_it_ends_with_a_picture_or_a_refusal(tail, start):
    try:
        clean = without_metadata(start + tail)
    except ValueError:
        return
    assert without_metadata(clean) == clean
