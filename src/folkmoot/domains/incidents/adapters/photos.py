"""Photographs: looked at before they are kept, and made anew before anybody sees them.

What a telephone writes into a picture besides the picture (where it was taken, when, by which telephone, a small copy
of what was cut away) is gone once it is made anew from its pixels. Only the position may stay, with consent.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from folkmoot_core.values import Fault, Invalid

from .geometry import Point

LARGEST_PHOTO = 12 * 1024 * 1024
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 1600
QUALITY = 82
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
TAKEN = ("JPEG", "PNG")
# Exif 2.32, tags of the GPS block: latitude and its hemisphere, longitude and its hemisphere.
GPS_BLOCK = 0x8825
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4
UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, ZeroDivisionError, KeyError, IndexError, MemoryError)


@dataclass(frozen=True)
class Looked:
    """What the head of a picture says of it."""

    ending: str
    position: Point | None


def look_at(upload: IO[bytes] | Any) -> Looked:
    """Read the head of a picture, not its pixels: cheap enough for whoever waits for an answer.

    Raises Invalid (field `photo`) for what is too large, is no picture that we take, or has too many pixels.
    """
    upload.seek(0, 2)
    if upload.tell() > LARGEST_PHOTO:
        limit = LARGEST_PHOTO // (1024 * 1024)
        _refuse(
            _("The photo is larger than %(limit)d megabytes.") % {"limit": limit},
            _("Choose a smaller size when your telephone asks, or send the report without it."),
        )
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        _refuse(
            _("Your telephone kept this photo as HEIC, which we cannot open."),
            _("On an iPhone: Settings, Camera, Formats, Most Compatible; then take it again. Or send a screenshot."),
        )
    try:
        with Image.open(upload, formats=TAKEN) as picture:
            ending = ".png" if picture.format == "PNG" else ".jpg"
            across, down = picture.size
            position = position_of(picture)
    except (DecompressionBombError, DecompressionBombWarning):
        across, down, ending, position = MOST_PIXELS, 2, "", None
    except UNREADABLE:
        _refuse(_("This is not a photo that we can open."), _("Send a JPEG or PNG picture."))
    finally:
        upload.seek(0)
    if across * down > MOST_PIXELS:
        _refuse(_("The photo has too many pixels."), _("Send a smaller one."))
    return Looked(ending, position)


def made_anew(content: bytes, *, keeps_position: bool) -> bytes:
    """The picture as a JPEG from its pixels alone: upright, its longest side at most LONGEST_SIDE.

    Raises Invalid for one whose pixels cannot be read.
    """
    try:
        with Image.open(BytesIO(content), formats=TAKEN) as picture:
            if picture.size[0] * picture.size[1] > MOST_PIXELS:
                _refuse(_("The photo has too many pixels."), "")
            exif = picture.getexif()
            position = exif.get_ifd(GPS_BLOCK) if keeps_position else {}
            # A JPEG can be read at a half, quarter or eighth at once, which saves most of the work.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            flat = _on_white(upright)
            flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            made = BytesIO()
            flat.save(made, "JPEG", quality=QUALITY, **({"exif": _only(position)} if position else {}))
    except (DecompressionBombError, DecompressionBombWarning, *UNREADABLE) as fault:
        if isinstance(fault, Invalid):
            raise
        _refuse(_("This is not a photo that we can open."), "")
    return made.getvalue()


def position_of(picture: Image.Image) -> Point | None:
    """Where the telephone says that it was taken; None where it says nothing sensible."""
    try:
        block = picture.getexif().get_ifd(GPS_BLOCK)
        latitude = _degrees(block[LATITUDE]) * (-1 if block.get(LATITUDE_REF) == "S" else 1)
        longitude = _degrees(block[LONGITUDE]) * (-1 if block.get(LONGITUDE_REF) == "W" else 1)
    except UNREADABLE:
        return None
    if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return Point(longitude, latitude)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _on_white(picture: Image.Image) -> Image.Image:
    """A JPEG has no see-through pixels."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    # A copy without what the picture carries along (comments, colour profiles, other metadata).
    bare = Image.new("RGB", picture.size)
    bare.paste(picture.convert("RGB"))
    return bare


def _only(position: dict[int, Any]) -> Image.Exif:
    exif = Image.Exif()
    exif[GPS_BLOCK] = position
    return exif


def _refuse(message: str, mend: str) -> Any:
    raise Invalid([Fault("photo", message, mend)])
