"""Image admin: upload, alternative texts, image picker, deletion."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from images.models import Image
from images.uploads import add_image
from tests.images import samples

pytestmark = pytest.mark.django_db

ADD = "/admin/images/image/add/"
LIST = "/admin/images/image/"
PICKER = "/admin/images/image/chooser/"


def picture(name="a.png", alt="", width=64):
    file = SimpleUploadedFile(name, samples.png(width, 48))
    return add_image(file=file, by=None, alt=alt)


def test_an_author_uploads_a_picture(author_client, author_user):
    response = author_client.post(
        ADD, {"file": SimpleUploadedFile("港.png", samples.png()), "alt": "港の夕方"}
    )
    image = Image.objects.get()
    assert response.url == reverse("admin:images_image_change", args=[image.pk])
    assert (image.alt, image.file_name, image.uploaded_by) == ("港の夕方", "港.png", author_user)


def test_a_refused_picture_keeps_the_text_and_tells_why(author_client):
    response = author_client.post(
        ADD, {"file": SimpleUploadedFile("a.png", samples.HTML), "alt": "長い説明"}
    )
    assert set(response.context["form"].errors) == {"file"}
    assert "長い説明" in response.content.decode()
    assert not Image.objects.exists()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_who_uploads_an_animation_reads_that_it_does_not_move(kind, author_client):
    def send():
        data = {"file": SimpleUploadedFile("a", samples.animation(kind))}
        return author_client.post(ADD, data, follow=True).content.decode()

    assert "アニメーション画像です。" in send()
    author_client.cookies["django_language"] = "en"
    page = send()
    assert "This is an animation." in page
    assert "This is an animation." in author_client.get(PICKER).json()["images"][0]["notice"]


def test_the_answer_for_a_still_picture_has_no_notice(author_client):
    data = {"file": SimpleUploadedFile("a.png", samples.png())}
    assert "アニメーション" not in author_client.post(ADD, data, follow=True).content.decode()


def test_on_a_full_disk_the_form_says_so(author_client, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    response = author_client.post(
        ADD, {"file": SimpleUploadedFile("a.png", samples.png()), "alt": "長い説明"}
    )
    assert response.status_code == 200
    assert "空き容量" in str(response.context["form"].errors)
    assert "長い説明" in response.content.decode()


@pytest.mark.parametrize("visitor", ["stranger", "reader_client", "moderator_client"])
def test_nobody_else_uploads_or_sees_the_chooser(visitor, request):
    client = request.getfixturevalue(visitor)
    client.post(ADD, {"file": SimpleUploadedFile("a.png", samples.png())})
    assert not Image.objects.exists()
    picture(alt="秘密の絵")
    assert "秘密の絵" not in client.get(PICKER).content.decode()


def test_the_chooser_shows_the_newest_and_finds_by_words(author_client):
    picture("one.png", "夕焼け", 60)
    newest = picture("two.png", "朝焼け", 61)
    rows = author_client.get(PICKER).json()["images"]
    assert [row["alt"] for row in rows] == ["朝焼け", "夕焼け"]
    assert rows[0] == {
        "key": newest.key,
        "alt": "朝焼け",
        "name": "two.png",
        "url": newest.sizes[0].url,
        "width": 61,
        "height": 48,
        "notice": "",
    }
    assert [row["name"] for row in author_client.get(PICKER, {"q": "one"}).json()["images"]] == [
        "one.png"
    ]


def test_alternative_texts_are_written_in_the_list(author_client):
    image = picture()
    data = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": image.pk,
        "form-0-alt": "あとから",
        "_save": "1",
    }
    author_client.post(LIST, data)
    image.refresh_from_db()
    assert image.alt == "あとから"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_many_pictures(
    rows, author_client, django_assert_num_queries
):
    for number in range(rows):
        picture(width=64 + number)
    with django_assert_num_queries(7):
        author_client.get(LIST)
