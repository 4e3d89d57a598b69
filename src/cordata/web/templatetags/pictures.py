"""A picture that somebody sent, as small as a page draws it; its place is free before it comes."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cordata.documents.actions.files import small_path_of
from cordata.documents.models import StoredFile
from cordata.kit.pictures import size_of

register = template.Library()


@register.simple_tag
def picture(file: StoredFile, address: str, alt: str) -> SafeString:
    """The picture at ``address``, with its width and height, and drawn when it is scrolled to."""
    path = small_path_of(file)
    width, height = size_of(path) if path.exists() else ("", "")
    return format_html(
        '<img class="shot" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        address, width, height, alt,
    )  # fmt: skip
