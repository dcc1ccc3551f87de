"""Serving of /media/: status and headers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels

from images.uploads import add_image
from tests.images import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return add_image(file=SimpleUploadedFile("p.jpg", samples.with_orientation(6)), by=None)


def fetch(client, url):
    """Answer and body of a GET; reading to the end closes the file."""
    response = client.get(url)
    return response, response.getvalue()


def test_a_rendition_is_served_for_a_year_and_as_nothing_but_a_picture(client, image):
    response, _body = fetch(client, image.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.get("Vary", "")


def test_a_browser_that_has_it_is_told_so(client, image):
    modified = fetch(client, image.url)[0]["Last-Modified"]
    response = client.get(image.url, headers={"If-Modified-Since": modified})
    assert (response.status_code, response.content) == (304, b"")


def test_it_rejects_post(client, image):
    assert client.post(image.url).status_code == 405


def test_a_served_photo_is_upright_and_says_nothing_about_the_place(client, image):
    _response, data = fetch(client, image.url)
    assert b"MakerOfTheCamera" not in data
    assert b"EXIF" not in data
    assert Pixels.open(samples.BytesIO(data)).size == (64, 48)


@pytest.mark.parametrize(
    "path",
    [
        "/media/",
        "/media/ab/",
        "/media/../db.sqlite3",
        "/media/%2e%2e/originals/x.jpg",
        "/media/ab/evil.html",
        "/media/ab/0123456789abcdef-0123456789abcdef0123.webp",
        "/media/ab/0123456789abcdef-0123456789abcdef0123.svg",
    ],
)
def test_nothing_else_has_an_address(client, path):
    assert client.get(path).status_code == 404


def test_another_file_in_the_folder_is_not_served(client, image, settings):
    (settings.MEDIA_ROOT / "ab").mkdir(exist_ok=True)
    (settings.MEDIA_ROOT / "ab" / "page.html").write_text("<script>alert(1)</script>")
    assert client.get("/media/ab/page.html").status_code == 404


def test_the_original_has_no_address(client, image):
    assert client.get(f"/media/{image.original.name}").status_code == 404
