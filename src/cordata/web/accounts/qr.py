"""The square picture that an authenticator app reads, drawn into the page."""

import re

import qrcode
from allauth.mfa.adapter import get_adapter
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from cordata.accounts.models import User


def qr_of(person: User, secret: str) -> SafeString:
    """An SVG without prologue, sized by the page; what it says is never sent anywhere."""
    address = get_adapter().build_totp_url(person, secret)
    drawing = qrcode.make(address, image_factory=SvgPathImage).to_string().decode()
    drawing = re.sub(r"<\?xml.*?\?>", "", drawing)
    drawing = re.sub(r'(<svg[^>]*?) (?:width|height)="[^"]*"', r"\1", drawing)
    drawing = re.sub(r'(<svg[^>]*?) (?:width|height)="[^"]*"', r"\1", drawing)
    return mark_safe(drawing.replace("<svg ", '<svg class="qr" aria-hidden="true" ', 1))  # noqa: S308 - drawn here
