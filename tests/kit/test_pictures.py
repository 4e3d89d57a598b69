"""Pictures lose what their camera wrote, stand upright and fit a screen."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin

from cordata.kit.pictures import MOST_PIXELS, clean_picture, small_picture

PLACE = "45.07N 7.68E"
ORIENTATION, ARTIST = 0x0112, 0x013B


def written(picture, kind, **more):
    file = BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def photograph(width=40, height=20, *, up=1):
    """Left half red, right half blue, as a camera stores it."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    camera = Image.Exif()
    camera[ORIENTATION], camera[ARTIST] = up, PLACE
    return written(picture, "JPEG", exif=camera, comment=PLACE, quality=95)


SMALL_PNG = written(Image.new("RGB", (1, 1), "red"), "PNG", optimize=True)


# No two pixels alike: it cannot be written shorter than they are.
DRAWN = written(Image.effect_noise((40, 40), 90), "PNG")


def seen(data, longest=1600):
    return Image.open(BytesIO(clean_picture(data, longest=longest)))


@pytest.mark.parametrize("up", [1, 3, 6, 8])
def test_place_and_comment_go_and_it_stands_upright(up):
    told = photograph(up=up) + b"hidden film"
    assert PLACE.encode() in told
    clean = clean_picture(told, longest=1600)
    assert PLACE.encode() not in clean
    assert b"film" not in clean
    picture = Image.open(BytesIO(clean))
    assert not picture.getexif()
    assert picture.size == ((20, 40) if up in (6, 8) else (40, 20))
    reds = {1: (2, 2), 3: (37, 17), 6: (10, 2), 8: (10, 37)}
    red, _green, blue = picture.getpixel(reds[up])
    assert red > 200
    assert blue < 60


def test_a_png_loses_its_texts_and_keeps_what_shows_through():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", PLACE)
    told = written(Image.new("RGBA", (3, 3), (255, 0, 0, 128)), "PNG", pnginfo=texts)
    assert PLACE.encode() in told
    assert PLACE.encode() not in clean_picture(told, longest=1600)
    assert seen(told).getpixel((1, 1)) == (255, 0, 0, 128)


def test_few_colours_and_print_colours_stay_what_they_were():
    drawn = Image.new("P", (4, 4))
    drawn.putpalette([0, 0, 0, 0, 128, 0])
    drawn.putpixel((1, 1), 1)
    assert seen(written(drawn, "PNG", transparency=0)).getpixel((0, 0))[3] == 0
    assert seen(written(drawn, "PNG")).getpixel((1, 1)) == (0, 128, 0)
    assert seen(written(Image.new("CMYK", (4, 4)), "JPEG")).mode == "RGB"


def test_a_large_one_fits_a_screen_and_a_small_one_is_not_blown_up():
    assert seen(photograph(4000, 3000), longest=1600).size == (1600, 1200)
    assert seen(photograph(40, 20), longest=1600).size == (40, 20)


@pytest.mark.parametrize(
    "broken",
    [DRAWN[:-200], SMALL_PNG[:20], b"\xff\xd8\xff", photograph()[:300], b"GIF89a"],
)
def test_half_a_picture_is_none(broken):
    with pytest.raises(ValueError, match="picture"):
        clean_picture(broken, longest=1600)


def test_a_picture_that_would_fill_the_memory_is_refused_unread():
    side = int(MOST_PIXELS**0.5) + 1
    huge = written(Image.new("1", (side, side)), "PNG")
    assert len(huge) < 100_000
    with pytest.raises(ValueError, match="too large"):
        clean_picture(huge, longest=1600)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "L", "P", "1", "I;16"])
def test_the_small_one_is_a_jpeg_on_white(mode):
    whole = Image.new("RGBA" if mode in {"RGBA", "LA"} else "RGB", (900, 300), 0)
    clean = clean_picture(written(Image.new(mode, (900, 300)) if mode == "I;16"
                                  else whole.convert(mode), "PNG"), longest=1600)  # fmt: skip

    small = Image.open(BytesIO(small_picture(clean, longest=640)))

    assert (small.format, small.size) == ("JPEG", (640, 213))
    corner = small.convert("L").getpixel((0, 0))
    assert corner == (255 if mode in {"RGBA", "LA"} else 0)


def header(side):
    """A PNG that says it is ``side`` pixels wide and high, and has none of them."""

    def chunk(kind, data):
        checked = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checked

    facts = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    said = chunk(b"IHDR", facts) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + said


def test_a_header_that_says_too_much_is_no_picture():
    with pytest.raises(ValueError, match="picture"):
        clean_picture(header(20_000), longest=1600)


def test_it_is_in_memory_once(monkeypatch):
    held = []
    turned = ImageOps.exif_transpose
    monkeypatch.setattr(
        ImageOps, "exif_transpose", lambda one: held.append(one.size) or turned(one)
    )
    clean_picture(written(Image.new("RGBA", (4000, 3000), "red"), "PNG"), longest=1600)

    assert held == [(1600, 1200)]  # what is turned, and copied for it, is small already


@given(
    st.binary(max_size=200), st.sampled_from([SMALL_PNG[:8], b"\xff\xd8\xff", SMALL_PNG[:40]])
)
def test_whatever_comes_it_ends_with_a_picture_or_a_refusal(tail, start):
    try:
        clean = clean_picture(start + tail, longest=1600)
    except ValueError:
        return
    assert Image.open(BytesIO(clean)).format in {"PNG", "JPEG"}
