"""A picture as pages show it: upright, of a screen's size, without what its camera wrote.

Place, time, owner and hidden film are gone, because only the pixels are taken along.
"""

import struct
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

# More is no photograph of a telephone but an attack on our memory: each takes up to 4 bytes,
# whatever the file weighs.
MOST_PIXELS = 51_000_000
QUALITY = 82


def clean_picture(data: bytes, *, longest: int) -> bytes:
    """A PNG or JPEG of the same kind, at most ``longest`` pixels on its longer side.

    Raises ValueError if it is not whole, or far too large.
    """
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("a picture that is far too large")
            kind = str(picture.format)
            picture.draft("RGB", (longest, longest))  # a JPEG need not be unpacked whole
            return _written(_shown(picture, longest), kind)
    except (OSError, SyntaxError, struct.error, Image.DecompressionBombError) as error:
        raise ValueError("no whole picture") from error


def small_picture(clean: bytes, *, longest: int) -> bytes:
    """A cleaned picture for a page on a bad line: always a JPEG, on white where it shows through."""
    with Image.open(BytesIO(clean), formats=("JPEG", "PNG")) as picture:
        profile = picture.info.get("icc_profile")
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        if picture.has_transparency_data:
            shown = Image.new("RGB", picture.size, "white")
            through = picture.convert("RGBA")
            shown.paste(through, mask=through)
        else:
            shown = picture.convert("RGB")
        shown.info = {"icc_profile": profile} if profile and picture.mode == "RGB" else {}
        return _written(shown, "JPEG")


def size_of(file: Path) -> tuple[int, int]:
    """Width and height, from its first bytes."""
    with Image.open(file, formats=("JPEG", "PNG")) as picture:
        return picture.size


def _shown(picture: Image.Image, longest: int) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode == "P":
        small = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode == "CMYK":
        small, profile = picture.convert("RGB"), None
    else:
        small = picture
    # Made small before it is turned: the other way round, memory holds it twice.
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(small)
    upright.info = {"icc_profile": profile} if profile else {}  # comments are written otherwise
    return upright


def _written(picture: Image.Image, kind: str) -> bytes:
    clean = BytesIO()
    more = {"quality": QUALITY, "progressive": True} if kind == "JPEG" else {}
    picture.save(
        clean, kind, optimize=True, icc_profile=picture.info.get("icc_profile"), **more
    )
    return clean.getvalue()
