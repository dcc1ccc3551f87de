"""Endpoints of the write screen: blog/views/editor.py, blog/live_preview.py."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from blog.live_preview import preview
from core.markdown import MAX_SOURCE
from images.decoding import MAX_BYTES
from images.models import Image
from tests.factories import draft_post, make_persona, published_post
from tests.images import samples

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/markdownx/preview/"
UPLOAD = "/admin/markdownx/upload/"
SLUG = "/admin/write/slug/"


def send(client, data=None, name="photo.png", content_type="image/png", **fields):
    file = SimpleUploadedFile(name, samples.png() if data is None else data, content_type)
    return client.post(UPLOAD, {"image": file, **fields})


# Preview
def test_the_preview_shows_blocks_as_the_page_does(author_client):
    make_persona(key="hajime", name="はじめ")
    source = ":::ふきだし hajime\nやあ。\n:::\n\n{漢字|かんじ}"
    answer = author_client.post(PREVIEW, {"content": source}).json()
    assert set(answer) == {"html", "notices", "characters", "minutes", "excerpt"}
    assert "はじめ" in answer["html"]
    assert "<ruby>漢字" in answer["html"]


def test_the_preview_is_the_same_html_as_the_page(author_client, author, stranger):
    source = "**「強調」**です。\n\n## 見出し\n\n:::point\n安い：とても\n:::"
    post = published_post(body=source, authors=[author])
    page = stranger.get(post.get_absolute_url()).content.decode()
    assert author_client.post(PREVIEW, {"content": source}).json()["html"].strip() in page


def test_the_preview_returns_notices_for_the_author(author_client):
    answer = author_client.post(PREVIEW, {"content": "文章。\n\n![](image:abc)"}).json()
    assert [(notice["code"], notice["line"]) for notice in answer["notices"]] == [
        ("missing_alt", 3)
    ]


def test_the_preview_sanitises(author_client):
    source = '<img src=x onerror="alert(1)"><script>alert(1)</script>[x](javascript:alert(1))'
    html = author_client.post(PREVIEW, {"content": source}).json()["html"]
    assert not [bad for bad in ("onerror=", "<script", 'href="javascript') if bad in html]


@pytest.mark.parametrize(
    ("visitor", "status"),
    [
        ("stranger", 403),
        ("reader_client", 403),
        ("moderator_client", 403),
        ("author_client", 200),
        ("editor_client", 200),
        ("administrator_client", 200),
    ],
)
def test_who_may_preview(visitor, status, request):
    response = request.getfixturevalue(visitor).post(PREVIEW, {"content": "本文"})
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("data", "status"),
    [({}, 400), ({"content": ""}, 200), ({"content": "あ" * (MAX_SOURCE + 1)}, 413)],
)
def test_the_preview_says_by_its_status_what_is_wrong(data, status, author_client):
    response = author_client.post(PREVIEW, data)
    assert response.status_code == status
    assert set(response.json()) == ({"error"} if status != 200 else set(preview("")))


def test_the_preview_takes_no_get_and_no_forged_request(author_client, author_user, client_of):
    assert author_client.get(PREVIEW).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = author_client.cookies
    assert strict.post(PREVIEW, {"content": "x"}).status_code == 403


# Upload
@pytest.mark.parametrize(
    ("visitor", "status"),
    [
        ("stranger", 403),
        ("reader_client", 403),
        ("moderator_client", 403),
        ("author_client", 200),
        ("editor_client", 200),
    ],
)
def test_who_may_upload(visitor, status, request):
    response = send(request.getfixturevalue(visitor))
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert Image.objects.count() == (1 if status == 200 else 0)


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (samples.HTML, "evil.html", "image/gif"),
        (samples.SVG, "picture.svg", "image/svg+xml"),
        (b"just text", "picture.png", "image/png"),
        (samples.png()[:80], "cut.png", "image/png"),
        (samples.png_header_only(12_000, 12_000), "bomb.png", "image/png"),
        (samples.many_scans(), "scans.jpg", "image/jpeg"),
        (b"", "empty.png", "image/png"),
    ],
    ids=["html", "svg", "text", "cut", "bomb", "scans", "empty"],
)
def test_what_is_no_picture_is_refused_with_a_reason(data, name, content_type, author_client):
    response = send(author_client, data, name, content_type)
    assert response.status_code == 400
    assert set(response.json()) == {"error"}
    assert response.json()["error"]
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (samples.encoded(samples.picture(mode="RGBA")), "a.jpg", "image/jpeg"),
        (samples.POLYGLOT, "evil.html", "text/html"),
        (samples.encoded(samples.picture(), "WEBP"), "noending", "application/octet-stream"),
        (samples.encoded(samples.picture(), "AVIF"), "a.avif", "image/avif"),
    ],
    ids=["png with alpha as jpeg", "polyglot", "webp without ending", "avif"],
)
def test_a_picture_is_taken_for_what_it_is(data, name, content_type, author_client, stranger):
    answer = send(author_client, data, name, content_type).json()
    served = stranger.get(answer["url"])
    body = served.getvalue()
    assert (served.status_code, served["Content-Type"]) == (200, "image/webp")
    assert body[:4] + body[8:12] == b"RIFFWEBP"
    assert b"<script" not in body


def test_the_answer_is_markdown_with_the_alternative_text(author_client):
    answer = send(author_client, alt="夕焼けの港").json()
    image = Image.objects.get()
    assert answer["image_code"] == f"![夕焼けの港](image:{image.key})"
    assert (answer["key"], answer["alt"], answer["url"]) == (
        image.key,
        "夕焼けの港",
        image.sizes[0].url,
    )


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_the_answer_says_that_an_animation_does_not_move(kind, author_client):
    assert "アニメーション" in send(author_client, samples.animation(kind)).json()["notice"]
    again = send(author_client, samples.animation(kind)).json()
    assert "アニメーション" in again["notice"]
    assert send(author_client).json()["notice"] == ""


@pytest.mark.parametrize("place", ["storage", "temporary file"])
def test_on_a_full_disk_the_answer_says_so(place, author_client, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    def full_temporary(handler, *_args):
        handler.file.close()
        full()

    if place == "storage":
        monkeypatch.setattr(FileSystemStorage, "_save", full)
        response = send(author_client)
    else:
        monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full_temporary)
        response = send(author_client, samples.png() + bytes(3_000_000))
    assert response.status_code == 507
    assert "空き容量" in response.json()["error"]
    assert not Image.objects.exists()


def test_an_upload_without_a_file_or_with_a_huge_text_is_refused(author_client):
    assert author_client.post(UPLOAD, {}).status_code == 400
    assert send(author_client, alt="長" * 301).status_code == 400


def test_what_announces_itself_as_too_large_is_not_even_read(author_client):
    response = author_client.generic(
        "POST",
        UPLOAD,
        b"x",
        content_type="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(MAX_BYTES + 1_000_000),
    )
    assert response.status_code == 413


def test_a_forged_upload_is_refused(author_client):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = author_client.cookies
    assert send(strict).status_code == 403
    assert not Image.objects.exists()


# Slug
def test_a_slug_is_suggested_from_the_title_and_is_free(author_client):
    draft_post(slug="deepseek-shokku")
    answer = author_client.get(SLUG, {"title": "DeepSeekショック", "kind": "post"}).json()
    assert answer == {"slug": "deepseek-shokku-2"}


def test_a_slug_of_a_page_is_no_word_of_the_site(editor_client):
    assert editor_client.get(SLUG, {"title": "Admin", "kind": "page"}).json() == {"slug": "admin-2"}


def test_others_get_no_suggestion(stranger, reader_client):
    assert stranger.get(SLUG, {"title": "x"}).status_code == 403
    assert reader_client.get(SLUG, {"title": "x"}).status_code == 403
