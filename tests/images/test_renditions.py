"""Sizes and URLs of the renditions of an image: images/renditions.py."""

import pytest

from images.models import Image
from images.renditions import Rendition, RenditionSet

ROWS = [
    {"name": "a.webp", "width": 192, "height": 96},
    {"name": "b.webp", "width": 480, "height": 240},
]


@pytest.fixture(params=[Image, RenditionSet])
def image(request):
    """An image with two renditions, as a model and as the result of a query of few columns."""
    return request.param(alt="猫", renditions=ROWS)


def test_the_widest_rendition_is_the_image(image):
    assert image.largest == Rendition("b.webp", 480, 240)
    assert image.url == "/media/b.webp"
    assert image.srcset == "/media/a.webp 192w, /media/b.webp 480w"


def test_an_image_without_renditions_has_empty_addresses():
    image = RenditionSet("")
    assert (image.largest, image.link_preview, image.url, image.srcset) == (None, None, "", "")


def test_the_link_preview_is_the_jpeg():
    preview = RenditionSet("", ROWS, {"name": "c.jpg", "width": 9, "height": 8}).link_preview
    assert preview == Rendition("c.jpg", 9, 8)
    assert preview.type == "image/jpeg"


def test_without_a_preview_link_previews_get_the_widest_rendition():
    image = Image(renditions=[{"name": "a.webp", "width": 9, "height": 8}], preview={})
    assert image.link_preview == Rendition("a.webp", 9, 8)
    assert image.link_preview.type == "image/webp"
    assert Image(renditions=[], preview=None).link_preview is None
