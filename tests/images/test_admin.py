"""Pictures in the admin: uploading, describing, choosing, deleting."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from images.models import Image
from images.uploads import add_image
from tests.images import samples

pytestmark = pytest.mark.django_db

ADD = "/admin/images/image/add/"
LIST = "/admin/images/image/"
SHELF = "/admin/images/image/shelf/"


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


@pytest.mark.parametrize("visitor", ["stranger", "reader_client", "moderator_client"])
def test_nobody_else_uploads_or_sees_the_shelf(visitor, request):
    client = request.getfixturevalue(visitor)
    client.post(ADD, {"file": SimpleUploadedFile("a.png", samples.png())})
    assert not Image.objects.exists()
    picture(alt="秘密の絵")
    assert "秘密の絵" not in client.get(SHELF).content.decode()


def test_the_shelf_shows_the_newest_and_finds_by_words(author_client):
    picture("one.png", "夕焼け", 60)
    newest = picture("two.png", "朝焼け", 61)
    rows = author_client.get(SHELF).json()["images"]
    assert [row["alt"] for row in rows] == ["朝焼け", "夕焼け"]
    assert rows[0] == {
        "key": newest.key,
        "alt": "朝焼け",
        "name": "two.png",
        "url": newest.sizes[0].url,
        "width": 61,
        "height": 48,
    }
    assert [row["name"] for row in author_client.get(SHELF, {"q": "one"}).json()["images"]] == [
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
